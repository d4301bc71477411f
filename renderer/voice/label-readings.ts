import type { ResidentWords } from '../../languages/compiled/words.ts';
import { hasReadings, withoutReadings } from '../../languages/ruby.ts';

const known = new WeakMap<ResidentWords, ReadonlyMap<string, string>>();

/** All texts of a language that have readings, by the same without them: an attribute of the page has none. */
export function labelReadings(words: ResidentWords): ReadonlyMap<string, string> {
  const before = known.get(words);
  if (before) return before;
  const found = new Map<string, string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string' && hasReadings(value)) found.set(withoutReadings(value), value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(words);
  known.set(words, found);
  return found;
}
