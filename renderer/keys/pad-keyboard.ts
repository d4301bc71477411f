import { jsonOf } from '../../shared/json-of.ts';
import {
  padCodesSchema,
  padKeyOf,
  steeringKeys,
  usualPadCodes,
  type PadCodes,
  type PadKey,
  type SteeringKey,
} from '../../shared/pad-keys.ts';
import { isForAttendants, liveArea } from './live-area.ts';
import { actOn } from './pad-actions.ts';

declare global {
  interface WindowEventMap {
    /** A key of the pad was pressed, before the screen answers to it. Digits are told to nobody. */
    padkey: CustomEvent<SteeringKey>;
  }
}

/** The pad that the host names in the page's address; an ordinary keyboard where it names none. */
export function padCodesOf(query: string): PadCodes {
  const named = new URLSearchParams(query).get('pad');
  const codes = padCodesSchema.safeParse(named === null ? {} : jsonOf(named));
  return codes.success ? codes.data : usualPadCodes;
}

/**
 * Owns the keyboard of residents' screens: nothing but the pad's keys does anything there, whatever has the focus. On attendants' screens the
 * pad steers too, and every other key is theirs. Listens behind the window's own listeners: a hand scanner takes its keys first.
 */
export function listenToPad(page: Document, codes: PadCodes): void {
  let before: PadKey | null = null;
  const ofPad = (event: KeyboardEvent): PadKey | null =>
    event.shiftKey || event.ctrlKey || event.altKey || event.metaKey ? null : padKeyOf(event.code, codes);
  const take = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const onDown = (event: KeyboardEvent): void => {
    const key = ofPad(event);
    const attendants = isForAttendants(page);
    // Their letters and digits are for their buttons and their scanner.
    const acts = key !== null && (!attendants || isSteering(key));
    if (!attendants || acts) take(event);
    // A hand that trembles or cannot let go in time presses once.
    if (event.repeat || (!attendants && key === null)) return;
    page.documentElement.dataset['input'] = 'keys';
    if (!acts) return;
    if (isSteering(key)) window.dispatchEvent(new CustomEvent('padkey', { detail: key }));
    const area = liveArea(page);
    if (area) actOn(area, key, before);
    before = key;
  };
  // That a key of the pad comes up again is a sign that somebody is here (presses.ts).
  const onOther = (event: KeyboardEvent): void => {
    if (isForAttendants(page)) return;
    if (ofPad(event) === null) take(event);
    else event.preventDefault();
  };
  page.addEventListener('keydown', onDown, { capture: true });
  for (const type of ['keypress', 'keyup'] as const) page.addEventListener(type, onOther, { capture: true });
}

function isSteering(key: PadKey): key is SteeringKey {
  return steeringKeys.some((steering) => steering === key);
}
