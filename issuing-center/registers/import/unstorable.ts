import { codeOf } from '../../../shared/character-code.ts';

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const unstorable = /[\u0000-\u001f\u007f-\u009f\ufffd]|\p{Surrogate}/u;

/** The database knows no year 0. */
const noYear = /^0000-\d\d-\d\d$/;

/**
 * What no register may hold, within a text or a JSON value: a control character, half a character, or what was no UTF-8. Null: nothing
 * of that.
 */
export function unstorableIn(value: unknown): string | null {
  if (typeof value === 'string') {
    if (noYear.test(value)) return 'expected a day of the calendar';
    const [found] = unstorable.exec(value) ?? [];
    if (found === undefined) return null;
    if (found === '\ufffd') return 'expected UTF-8';
    return `a control character or half a character: ${codeOf(found)}`;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const part of Object.values(value)) {
    const found = unstorableIn(part);
    if (found !== null) return found;
  }
  return null;
}
