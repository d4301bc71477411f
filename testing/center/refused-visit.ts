import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk } from '../../electron/kiosk/kiosk.ts';
import { standardLimits } from '../../issuing-center/limits/limits.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import type { Cause } from '../../shared/causes.ts';
import type { SlipData } from '../../shared/printers.ts';
import type { Screen } from '../../shared/screen.ts';
import { createConsoleControls } from '../../simulator/console/panel/controls.ts';
import { openSimulatedSite } from '../../simulator/console/site/simulated-site.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { eventsIn, logInto } from '../log-lines.ts';

/** What whoever stands before a kiosk, or listens to its line, learns of a visit that ends with a refusal. */
export interface RefusedVisit {
  /** Every screen that a window was given, whole, in order. */
  readonly screens: readonly string[];
  /** Every request at the center, with its answer's code, in order. */
  readonly requests: readonly string[];
  /** What came out to take along. */
  readonly slips: readonly SlipData[];
  /** The cause on the last screen. */
  readonly cause: Cause;
  /** From the OK after the PIN to the words of the refusal, ms. */
  readonly ms: number;
}

export interface KioskForRefusals {
  visit(holder: string): Promise<RefusedVisit>;
  close(): Promise<void>;
}

const clock = { now: () => instantInJapan(isoDate('2026-11-20'), '12:00:00') };

/** A whole kiosk with its center, but for the page that draws the screens. @param folder an empty one */
export async function openKioskForRefusals(folder: string): Promise<KioskForRefusals> {
  const lines: string[] = [];
  const log = logInto(lines, clock);
  const simulated = await openSimulatedSite({
    ...{ state: `${folder}/state`, paper: `${folder}/paper`, clock, language: 'ja', log },
    steps: stepOrders['municipality-first'],
    // Nobody visits a kiosk a hundred times a minute.
    limits: { ...standardLimits, sessions: { burst: 10_000, perMinute: 10_000 } },
  });
  const kiosk = createKiosk(simulated.site.ports, simulated.site.input);
  const endService = beginService(kiosk, simulated.site, log);
  const controls = createConsoleControls(simulated, clock);

  function until(isSo: (screen: Screen) => boolean): Promise<Screen> {
    return new Promise((resolve) => {
      const stop = kiosk.onScreen(look);
      function look(): void {
        const screen = kiosk.screen();
        if (!isSo(screen)) return;
        stop();
        resolve(screen);
      }
      look();
    });
  }

  /** Waits for this screen, and presses on it. */
  async function press(kind: Screen['body']['kind'], ...intents: readonly object[]): Promise<void> {
    await until(({ body }) => body.kind === kind);
    for (const intent of intents) {
      const answer = kiosk.handle({ screen: kiosk.screen().id, intent });
      if (answer !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(intent)} was ${answer}`);
    }
  }

  return {
    async visit(id) {
      const holder = holderOf(id);
      await until(({ body }) => body.kind === 'attract');
      const firstId = kiosk.screen().id;
      const screens: string[] = [];
      // Screens are numbered through the kiosk's life.
      const stop = kiosk.onScreen(({ id: number, ...shown }) =>
        screens.push(JSON.stringify([number - firstId, shown])),
      );
      lines.splice(0);
      const printedBefore = simulated.receipts.length;
      await press('attract', { type: 'start' });
      await press('purposes', { type: 'openCertificates' });
      await press('notes', { type: 'consent' });
      await press('whose', { type: 'chooseWhose', whose: 'home' });
      await press('municipality', { type: 'chooseMunicipality', municipality: holder.municipality });
      await press('offers', { type: 'offersSeen' });
      await until(({ body }) => body.kind === 'setCard');
      await controls.act({ do: 'setCard', holder: id, variant: 'normal', kind: 'card2016' });
      await press('pin', ...Array.from(holder.pin, (key) => ({ type: 'pinKey', key })));
      const from = performance.now();
      await press('pin', { type: 'pinEnter' });
      const refused = await until(({ body }) => body.kind === 'message');
      const ms = performance.now() - from;
      if (refused.body.kind !== 'message') throw new Error('no refusal');
      const { cause } = refused.body;
      if (refused.body.slip === 'offered') await press('message', { type: 'printNextStep' });
      await until(
        ({ body }) => body.kind === 'message' && body.slip !== 'offered' && body.slip !== 'printing',
      );
      await controls.act({ do: 'takeCard' });
      await controls.act({ do: 'emptyTray' });
      await press('message', { type: 'acknowledge' });
      await until(({ body }) => body.kind === 'attract');
      stop();
      const requests = eventsIn(lines, 'requestAnswered', 'requestRefused').map(
        ({ event, route, code, status }) => [event, route, code ?? status].join(' '),
      );
      const slips = simulated.receipts.slice(printedBefore).map(({ data }) => data);
      return { screens, requests, slips, cause, ms };
    },
    async close() {
      await endService();
      kiosk.stop();
      await simulated.close();
    },
  };
}
