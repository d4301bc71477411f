import type { Page } from 'playwright-core';
import type { Kiosk } from '../../../electron/kiosk/kiosk.ts';
import type { FiscalYear, ItemId, VariantId } from '../../../shared/certificates.ts';
import type { Language } from '../../../shared/languages.ts';
import { japan } from '../../../issuing-center/municipality-index/japan.ts';
import type { MunicipalityId } from '../../../shared/ids.ts';
import { groupsOf, ofPrefecture } from '../../../shared/municipality-groups.ts';
import { doubleTapMs, keyBounceMs } from '../../../renderer/components/press-guard.ts';
import type { SummaryPart } from '../../../shared/purpose-screens.ts';
import type { PurposeId } from '../../../shared/purposes.ts';
import type { PayMethod } from '../../../shared/cashless.ts';
import { planPayout } from '../../../shared/payout.ts';
import type { Screen, ScreenBody, ScreenKind } from '../../../shared/screen.ts';
import type { KioskService } from '../../../shared/service-screens.ts';
import type { Whose } from '../../../shared/whose.ts';
import { yen, type Denomination } from '../../../shared/yen.ts';
import type { ConsoleControls } from '../panel/controls.ts';
import { refusalOn, type Refused } from './refusal.ts';
import type { HolderCardKind } from '../../devices/virtual-card/card-kinds.ts';

/** What a made-up resident has come for. */
export interface Errand {
  readonly holder: string;
  readonly pin: string;
  readonly card: HolderCardKind;
  readonly whose: Whose;
  readonly municipality: MunicipalityId;
  readonly service: KioskService;
  /** Its kind, or what the municipality calls it. */
  readonly certificate: string;
  /** Null takes the first that is available. */
  readonly variant: VariantId | null;
  readonly year: FiscalYear | null;
  /** The signature password, and the new one to set. */
  readonly passwords: { readonly present: string; readonly next: string };
  readonly nextPin: string;
  readonly language: Language;
  readonly household: boolean;
  readonly shown: readonly ItemId[];
  readonly copies: number;
  readonly pay: PayMethod;
  /** What it is for; then certificate, persons and items are what fits that. Null: the resident knows which one. */
  readonly purpose: PurposeId | null;
}

/** A plain errand: a residence record for oneself. Every simulated card has this signature password. */
export const plainErrand = {
  card: 'card2016',
  whose: 'home',
  service: 'certificates',
  certificate: 'residenceRecord',
  variant: null,
  year: null,
  passwords: { present: 'KOMADO2026', next: 'MIHON2026' },
  nextPin: '9876',
  language: 'ja',
  household: false,
  shown: [],
  copies: 1,
  pay: 'cash',
  purpose: null,
} as const satisfies Partial<Errand>;

/** What the resident does the errand with. */
export interface Hands {
  readonly kiosk: Kiosk;
  readonly page: Page;
  readonly controls: ConsoleControls;
  /** Rests the finger before it comes down again, ms; in real time when it is not given. */
  readonly rest?: (ms: number) => Promise<void>;
}

/** A screen that the resident answered: the time until the next one, ms, and what it took of the hand. */
export interface StepDone {
  readonly screen: ScreenKind;
  readonly ms: number;
  /** Buttons pressed, but for the keys of an entry. */
  readonly touches: number;
  /** Keys of a PIN, a password or a form, and the one that ends it. */
  readonly keys: number;
}

/** What the hand has done on a screen, and which parts of the summary are as the resident wants them. */
interface Doing {
  touches: number;
  keys: number;
  readonly settled: Set<SummaryPart>;
}

export interface ErrandEvents {
  /** Called for each screen once it is drawn and before it is answered. */
  readonly onScreen: (screen: Screen) => Promise<void>;
  readonly onStep: (step: StepDone) => void;
}

export type Done = Extract<ScreenBody, { kind: 'takeEverything' | 'enrolled' | 'secretChanged' }>;

function isDone(body: ScreenBody): body is Done {
  return body.kind === 'takeEverything' || body.kind === 'enrolled' || body.kind === 'secretChanged';
}

/** What residents know of Japan's municipalities: their names. */
const everywhere = japan.map((one) => ({ ...one, part: 'certificates' as const }));

/** How long the resident waits for the machine before something must be wrong, ms. */
const patience = 600_000;

/**
 * Does an errand with eyes and hands: looks at what the page shows, presses its buttons, sets the card, drops coins. Ends at
 * the start screen after everything was taken, at a message, at a screen that does not offer what is wanted, or out of service.
 * @throws when the kiosk shows nothing new for ten minutes, or has no such button
 */
export async function runErrand(
  errand: Errand,
  hands: Hands,
  events: ErrandEvents,
): Promise<{
  /** The screen that says it is done: everything taken, enrolled, or a new secret. */
  handedOver: Done | null;
  refused: Refused | null;
  last: Screen;
  steps: StepDone[];
}> {
  const { kiosk, page } = hands;
  const steps: StepDone[] = [];
  const settled = new Set<SummaryPart>();
  let handedOver: Done | null = null;
  for (;;) {
    const screen = await paintedScreen(kiosk, page);
    await events.onScreen(screen);
    if (isDone(screen.body)) handedOver = screen.body;
    const refused = refusalOn(errand, screen.body);
    const ended = steps.length > 1 && screen.body.kind === 'attract';
    if (ended || refused || screen.body.kind === 'message' || screen.body.kind === 'outOfService') {
      return { handedOver, refused, last: screen, steps };
    }
    const began = performance.now();
    const doing: Doing = { touches: 0, keys: 0, settled };
    await answer(errand, screen.body, hands, doing);
    await nextScreen(kiosk, screen);
    const { touches, keys } = doing;
    const step = { screen: screen.body.kind, ms: Math.round(performance.now() - began), touches, keys };
    steps.push(step);
    events.onStep(step);
  }
}

/** The screen of the machines, once the page has drawn it. */
async function paintedScreen(kiosk: Kiosk, page: Page): Promise<Screen> {
  const screen = kiosk.screen();
  await page.locator(`[data-screen="${screen.body.kind}"]`).waitFor({ timeout: patience });
  return screen;
}

/** Resolves when the kiosk asks a question other than this screen's. */
function nextScreen(kiosk: Kiosk, shown: Screen): Promise<void> {
  const question = JSON.stringify([shown.body.kind, askOf(shown.body)]);
  return new Promise((resolve, reject) => {
    const unsubscribe = kiosk.onScreen(look);
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`the screen "${shown.body.kind}" did not go on within ${patience / 1000} s`));
    }, patience);
    function look(): void {
      const { body } = kiosk.screen();
      if (JSON.stringify([body.kind, askOf(body)]) === question) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    }
    look();
  });
}

/** A new secret is asked for twice on the same kind of screen. */
function askOf(body: ScreenBody): string {
  return body.kind === 'secret' ? `${body.ask} ${body.notice}` : '';
}

async function answer(errand: Errand, body: ScreenBody, hands: Hands, doing: Doing): Promise<void> {
  const { kiosk, page, controls, rest = (ms: number) => page.waitForTimeout(ms) } = hands;
  const press = async (name: string): Promise<void> => {
    // A hand needs a moment between answers; the page takes two presses closer together for a tremble.
    await rest(doubleTapMs + 50);
    const button = page.locator(`[data-name="${name}"]`);
    // A long list has pages: turn them until the button is there.
    const next = page.locator('[data-name="page-next"]:enabled');
    while ((await button.count()) === 0 && (await next.count()) > 0) {
      await next.click();
      doing.touches += 1;
      await rest(doubleTapMs + 50);
    }
    if ((await button.count()) === 0) throw new Error(`the screen "${body.kind}" has no button "${name}"`);
    await button.click({ timeout: patience });
    if (endsEntry.has(name)) doing.keys += 1;
    else doing.touches += 1;
  };
  const typeKeys = async (characters: string): Promise<void> => {
    await type(page, rest, characters);
    doing.keys += characters.length;
  };
  switch (body.kind) {
    case 'attract':
      // Somebody who sees that a touch did not count touches again.
      for (let touch = 0; touch < 10 && kiosk.screen().language !== errand.language; touch++) {
        const isOpen = kiosk.screen().overlay?.kind === 'languages';
        await press(isOpen ? `language-${errand.language}` : 'languages');
        await rest(doubleTapMs);
      }
      return press('start');
    case 'purposes':
      if (errand.service !== 'certificates') return press('other-services');
      return press(errand.purpose === null ? 'certificates' : `purpose-${errand.purpose}`);
    case 'proposal':
      return press('take-proposal');
    case 'serviceMenu':
      return press(errand.service === 'certificates' ? 'certificates' : `service-${errand.service}`);
    case 'notes':
    case 'serviceNotes':
      return press('consent');
    case 'offers':
      return press('offers-seen');
    case 'whose':
      return press(`whose-${errand.whose}`);
    case 'municipality':
      // One that is not near is found by its prefecture and the beginning of its name.
      return press(
        body.choices.some(({ id }) => id === errand.municipality)
          ? `municipality-${errand.municipality}`
          : 'find-by-prefecture',
      );
    case 'prefectures':
      return press(`prefecture-${errand.municipality.slice(0, 2)}`);
    case 'nameGroups': {
      const groups = groupsOf(ofPrefecture(everywhere, body.prefecture, errand.language), errand.language);
      const group = groups.findIndex(({ listed }) => listed.some(({ id }) => id === errand.municipality));
      return press(`group-${String(group)}`);
    }
    case 'municipalityList':
      return press(`municipality-${errand.municipality}`);
    case 'setCard':
      await controls.act({ do: 'setCard', holder: errand.holder, variant: 'normal', kind: errand.card });
      return;
    case 'pin':
      await typeKeys(errand.pin);
      return press('pin-enter');
    case 'takeCard':
      await controls.act({ do: 'takeCard' });
      return;
    case 'certificate':
      return press(`certificate-${errand.certificate}`);
    case 'variant': {
      const free = body.variants.find(({ unavailable }) => unavailable === null)?.variant;
      return press(`variant-${errand.variant ?? free ?? 'full'}`);
    }
    case 'year': {
      const free = body.years.find(({ unavailable }) => unavailable === null)?.year;
      return press(`year-${errand.year ?? free ?? 0}`);
    }
    case 'summary': {
      const [open] = body.changeable.filter(
        (part) => !asWanted(errand, body, part) && !doing.settled.has(part),
      );
      // Asked once: what cannot be chosen as wanted stays as it is.
      if (open !== undefined) doing.settled.add(open);
      return press(open === undefined ? 'summary-done' : `change-${open}`);
    }
    case 'glyphs':
      return press('glyphs-seen');
    case 'persons':
      await press(errand.household ? 'everybody' : 'only-me');
      return press('persons-done');
    case 'items':
      for (const { item } of body.items)
        await press(`${errand.shown.includes(item) ? 'show' : 'hide'}-${item}`);
      return press('items-done');
    case 'copies':
      if (errand.copies !== 1) await press(`copies-${errand.copies}`);
      return press('copies-done');
    case 'preview':
      return press('preview-seen');
    case 'confirm':
      return press('pay');
    case 'payMethod':
      await press(`pay-${errand.pay}`);
      return;
    case 'cashless':
      if (body.method === 'wallet' && body.code === null) return;
      await controls.act(
        body.method === 'wallet' ? { do: 'wallet', answer: 'pay' } : { do: 'terminal', answer: 'hold' },
      );
      return;
    case 'payment':
      for (const value of purse(body.due, body.accepted)) await controls.act({ do: 'insert', value });
      return;
    case 'takeEverything':
      await controls.act({ do: 'emptyTray' });
      return press('taken-everything');
    case 'enrolments':
      return press(body.mayEnrol ? 'new-enrolment' : 'service-done');
    case 'domicileTown':
      return page.locator('.answers .answer').first().click();
    case 'domicileNumber':
      await typeKeys('12');
      return press('entry-done');
    case 'headOfRegister':
      return press('head-is-me');
    case 'telephone':
      await typeKeys('0300000000');
      return press('entry-done');
    case 'enrolmentCheck':
      return press('form-right');
    case 'secret':
      await typeKeys(secretFor(errand, body));
      return press('pin-enter');
    case 'enrolled':
      await controls.act({ do: 'emptyTray' });
      return press('service-done');
    case 'secretChanged':
      return press('service-done');
    default:
      // The machine is working, or is in an attendant's hands.
      return;
  }
}

/** Buttons that end an entry of keys: they belong to it. */
const endsEntry: ReadonlySet<string> = new Set(['pin-enter', 'entry-done']);

type Summary = Extract<ScreenBody, { kind: 'summary' }>;

/** Whether a part of the summary is what the resident wants; what a purpose chose is wanted. */
function asWanted(errand: Errand, { persons, shown, copies }: Summary, part: SummaryPart): boolean {
  if (errand.purpose !== null) return true;
  switch (part) {
    // Form and year were asked before.
    case 'form':
      return true;
    case 'persons':
      return errand.household === persons.length > 1;
    case 'items':
      return shown.length === errand.shown.length && shown.every((item) => errand.shown.includes(item));
    case 'copies':
      return copies === errand.copies;
  }
}

/** Presses keys by their labels, no faster than the bounce pause lets them count. */
async function type(page: Page, rest: NonNullable<Hands['rest']>, characters: string): Promise<void> {
  for (const character of characters) {
    await rest(keyBounceMs + 20);
    await page.getByRole('button', { name: character, exact: true }).click();
  }
}

function secretFor(errand: Errand, { secret, ask }: Extract<ScreenBody, { kind: 'secret' }>): string {
  if (secret === 'pin') return errand.nextPin;
  return ask === 'present' ? errand.passwords.present : errand.passwords.next;
}

/** Pays with one note or coin if that is accepted, otherwise with the exact sum in as few pieces as possible. */
function purse(due: number, accepted: readonly Denomination[]): Denomination[] {
  const whole = [1000, 500].find((value) => value >= due && accepted.some((taken) => taken === value));
  const single = accepted.find((value) => value === whole);
  if (single !== undefined) return [single];
  const plenty = accepted.map((value) => ({ value, count: Math.ceil(due / value) }));
  return (planPayout(yen(due), plenty) ?? []).flatMap(({ value, count }) =>
    Array.from({ length: count }, () => value),
  );
}
