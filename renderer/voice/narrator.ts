import type { ResidentWords } from '../../languages/compiled/words.ts';
import { labelReadings } from './label-readings.ts';
import type { Intent } from '../../shared/intent.ts';
import type { Language } from '../../shared/languages.ts';
import type { Utterance, Voice } from '../../shared/voice.ts';
import type { SteeringKey } from '../../shared/pad-keys.ts';
import type { HeardLine } from './heard-lines.ts';
import {
  askedIn,
  askingPart,
  choicesOf,
  contentOf,
  isUnspoken,
  liveParts,
  nameOf,
  progressOf,
  shortNameOf,
  shutChoices,
} from './heard-screen.ts';
import { spelt, spokenParts, type SpokenPart } from './spoken-parts.ts';

/** A screen that the page has just drawn. */
export interface DrawnScreen {
  readonly id: number;
  readonly voice: Voice;
  readonly language: Language;
  readonly words: ResidentWords;
  /** Whether what the voice can be set to lies over it. */
  readonly setting: boolean;
  readonly send: (intent: Intent) => void;
}

/** Reads the screens aloud from the page itself, as a screen reader would: so no screen has to say anything for it. */
export interface Narrator {
  drawn(screen: DrawnScreen): void;
  /** The whole screen once more. */
  again(): void;
  /** The names in what had the focus last, letter by letter. */
  spell(): void;
  /** Stops listening to the page. */
  leave(): void;
}

type How = Utterance['how'];

/** Seconds are said at these alone, and at every ten: a voice that counts each of them says nothing else. */
const lastSeconds = 5;

export function createNarrator(page: Document, say: (utterance: Utterance) => void): Narrator {
  let screen: DrawnScreen | null = null;
  let live: ReadonlyMap<Element, readonly HeardLine[]> = new Map();
  let progress = '';
  /** A key is down: what takes the focus now took it for somebody who moves by keys. */
  let keyed = false;
  /** Whether what comes next waits for the name of what was pressed. */
  let follows: How = 'now';
  let pressed: Element | null = null;
  let focused: Element | null = null;
  /** How often the key for it was pressed in a row. */
  let askedAgain = 0;

  const isOn = (): boolean => screen?.voice.on === true;
  const partsOf = (lines: readonly HeardLine[]): readonly SpokenPart[] => {
    if (!screen) return [];
    const { language, words, voice } = screen;
    return spokenParts(lines, {
      ...{ language, words: words.voice, labels: labelReadings(words) },
      ...{ readings: voice.readings, voiceless: voice.voiceless },
    });
  };
  const tell = (how: How, ...lines: readonly HeardLine[]): void => {
    if (!isOn()) return;
    const parts = partsOf(lines).slice(0, 200);
    if (parts.length > 0) say({ how, parts: [...parts] });
  };
  const own = (text: string): HeardLine => ({ lang: '', text });

  const tellScreen = (how: How, before: readonly HeardLine[] = []): void => {
    const part = askingPart(page);
    if (!part || !screen) return;
    const words = screen.words.voice;
    const steps = progressOf(page);
    const said = textOf(steps);
    const choices = choicesOf(part).length;
    const shut = shutChoices(part).flatMap((button) => [...nameOf(button)]);
    tell(
      how,
      ...before,
      ...askedIn(part),
      ...(said === progress ? [] : steps),
      ...contentOf(part),
      ...shut,
      ...(choices > 0 ? [own(words.choices({ count: choices }))] : []),
    );
    progress = said;
    live = liveParts(part);
  };

  /** What has changed by itself since it was last said. */
  const tellChanges = (): void => {
    const part = askingPart(page);
    if (!part || !isOn()) return;
    const now = liveParts(part);
    const news = [...now].flatMap(([element, lines]) => {
      const before = textOf(live.get(element) ?? []);
      const text = textOf(lines);
      if (text === before || (element.getAttribute('role') === 'timer' && !isTold(text))) return [];
      return [...lines];
    });
    live = now;
    if (news.length > 0) tell(follows, ...news);
  };

  const tellButton = (button: Element): void => {
    if (!screen) return;
    const words = screen.words.voice;
    const part = askingPart(page);
    const choices = part ? choicesOf(part) : [];
    const at = choices.findIndex((choice) => choice === button) + 1;
    const name = isUnspoken(button) ? [own(words.secretKey)] : nameOf(button);
    const place = at > 0 ? [own(words.place({ at, of: choices.length }))] : [];
    tell('now', ...name, ...stateOf(button), ...place);
  };
  const stateOf = (button: Element): readonly HeardLine[] => {
    const state = button.getAttribute('aria-pressed');
    if (state === null || !screen) return [];
    return [own(state === 'true' ? screen.words.voice.chosen : screen.words.voice.notChosen)];
  };

  const again = (): void => tellScreen('now');
  /** The names in what had the focus last. */
  const namesInFocus = (): Voice['readings'] => {
    const text = focused ? textOf(nameOf(focused)) : '';
    return screen?.voice.readings.filter((one) => text.includes(one.text.replaceAll(/\s+/g, ' '))) ?? [];
  };
  const spell = (): void => {
    if (!screen) return;
    const names = namesInFocus();
    if (names.length === 0) tell('now', own(screen.words.voice.nothingToSpell));
    else if (isOn())
      say({ how: 'now', parts: names.map(({ kana }) => ({ language: 'ja', text: spelt(kana) })) });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    keyed = true;
    // OK has pressed something, whose name is said first.
    if (event.key !== 'Enter' && event.key !== ' ') follows = 'now';
  };
  const onPadKey = ({ detail: key }: CustomEvent<SteeringKey>): void => {
    askedAgain = key === 'again' ? askedAgain + 1 : 0;
    switch (key) {
      case 'earphonesIn':
      case 'earphonesOut':
        screen?.send({ type: 'earphones', plugged: key === 'earphonesIn' });
        return;
      case 'volume':
        screen?.send(
          screen.setting && isOn() ? { type: 'setVoice', change: 'volumeRound' } : { type: 'openVoice' },
        );
        return;
      case 'volumeUp':
      case 'volumeDown':
        screen?.send({ type: 'setVoice', change: key === 'volumeUp' ? 'louder' : 'softer' });
        return;
      case 'again':
        if (askedAgain === 1 && focused?.isConnected === true) tellButton(focused);
        else if (askedAgain === 2 && namesInFocus().length > 0) spell();
        else again();
        return;
      default:
    }
  };
  const onKeyUp = (): void => {
    keyed = false;
  };
  const onFocus = ({ target }: FocusEvent): void => {
    const button = target instanceof HTMLButtonElement ? target : null;
    // A new screen's heading takes the focus: the screen says itself.
    focused = button;
    if (button && keyed) tellButton(button);
  };
  const onClick = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button || isUnspoken(button)) return;
    pressed = button;
    focused = button;
    tell('now', ...shortNameOf(button));
    follows = 'next';
  };
  const hearChanges = (records: readonly MutationRecord[]): void => {
    if (!isOn()) return;
    const state = records.some(
      ({ target, attributeName }) => attributeName === 'aria-pressed' && target === pressed,
    );
    if (state && pressed) tell('next', ...stateOf(pressed));
    tellChanges();
  };
  const changes = new MutationObserver(hearChanges);

  const listening = new AbortController();
  const early = { capture: true, signal: listening.signal };
  window.addEventListener('keydown', onKeyDown, early);
  window.addEventListener('keyup', onKeyUp, early);
  window.addEventListener('padkey', onPadKey, early);
  page.addEventListener('focusin', onFocus, early);
  page.addEventListener('click', onClick, early);
  changes.observe(page.body, {
    ...{ subtree: true, childList: true, characterData: true },
    attributeFilter: ['aria-pressed'],
  });

  return {
    drawn(next) {
      const before = screen;
      screen = next;
      if (!next.voice.on) {
        progress = '';
        live = new Map();
        return;
      }
      const begins = before?.voice.on !== true;
      if (!begins && before.id === next.id) {
        hearChanges(changes.takeRecords());
        return;
      }
      // What the observer has noted belongs to the screen that is said now.
      changes.takeRecords();
      focused = null;
      pressed = null;
      askedAgain = 0;
      tellScreen(begins ? 'now' : follows, begins ? [own(next.words.voice.begins)] : []);
      follows = 'now';
    },
    again,
    spell,
    leave() {
      listening.abort();
      changes.disconnect();
    },
  };
}

function textOf(lines: readonly HeardLine[]): string {
  return lines.map(({ text }) => text).join('\n');
}

function isTold(text: string): boolean {
  const seconds = Number(/\d+/.exec(text)?.[0] ?? 0);
  return seconds % 10 === 0 || seconds === lastSeconds;
}
