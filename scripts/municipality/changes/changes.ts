import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import { differences, type Entry } from './entries.ts';
import { municipalityChanges } from './municipality-changes.ts';
import { asItIs, nothing, replaced, type Sentence, type Words } from './sentence.ts';

/**
 * What changes from one file of a municipality to another, in words that its office signs. Nothing is left out: a value that
 * changes and makes no difference to the words is told by its path in the file.
 */
export function changesBetween(before: Municipality, after: Municipality): readonly Sentence[] {
  const told = municipalityChanges(before, after);
  const text = JSON.stringify(told);
  const silent = differences(before, after).filter(
    ({ without }) => wordsOf(without.before, without.after) === text,
  );
  return [...told, ...silent.map(byPath)];
}

function wordsOf(before: Municipality, after: Municipality): string | null {
  try {
    return JSON.stringify(municipalityChanges(before, after));
  } catch {
    // A file from which a member was taken may be beyond words: then the words read that member.
    return null;
  }
}

function byPath({ path, before, after }: Entry): Sentence {
  return replaced(asItIs(path), valueWords(before), valueWords(after));
}

function valueWords(value: unknown): Words {
  return value === undefined ? nothing : asItIs(JSON.stringify(value));
}
