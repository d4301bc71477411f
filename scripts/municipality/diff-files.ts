import { readMunicipality } from '../../issuing-center/municipalities/load.ts';
import type { Municipality } from '../../issuing-center/municipalities/schema.ts';
import { changesBetween } from './changes/changes.ts';

/**
 * Says what changes from one file to the other, sentence by sentence in Japanese and English, or what is wrong with a file.
 * @returns the exit code
 */
export function runDiff(before: string, after: string): number {
  const [old, now] = [readOrSay(before), readOrSay(after)];
  if (old === null || now === null) return 1;
  const sentences = changesBetween(old, now);
  for (const { ja, en } of sentences) console.log(`${ja}\n  ${en}`);
  if (sentences.length === 0) console.log('変更はない。\n  Nothing changes.');
  return 0;
}

function readOrSay(file: string): Municipality | null {
  const read = readMunicipality(file);
  if (read.ok) return read.value;
  for (const fault of read.error) console.error(`${file}: ${fault}`);
  return null;
}
