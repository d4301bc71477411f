import { doubtsOf } from '../../issuing-center/rules/doubts.ts';
import { readNamed } from '../../issuing-center/municipalities/load.ts';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';

/** What is said of files: faults, with which no center starts, and what a person should look at. One line each, the file first. */
export interface Checked {
  readonly faults: readonly string[];
  readonly doubts: readonly string[];
}

/** Checks files as a center reads them, and looks for what is doubtful at an instant. */
export function checkFiles(files: readonly string[], now: Instant): Checked {
  const faults: string[] = [];
  const doubts: string[] = [];
  const seen = new Map<MunicipalityId, string>();
  for (const file of files) {
    const read = readNamed(file);
    if (!read.ok) {
      faults.push(...read.error.map((fault) => `${file}: ${fault}`));
      continue;
    }
    const { id } = read.value;
    const first = seen.get(id);
    if (first !== undefined && first !== file)
      faults.push(`${file}: id: expected one file for ${id}, and ${first} is another`);
    seen.set(id, file);
    doubts.push(...doubtsOf(read.value, now).map(({ path, says }) => `${file}: ${path}: ${says}`));
  }
  return { faults, doubts };
}

/** Says what was found; faults and doubts on standard error, so that a list of sound files can go on through a pipe. @returns the exit code */
export function runCheck(files: readonly string[], now: Instant): number {
  const { faults, doubts } = checkFiles(files, now);
  for (const fault of faults) console.error(fault);
  for (const doubt of doubts) console.error(`warning: ${doubt}`);
  console.log([counted(files, 'file'), counted(faults, 'fault'), counted(doubts, 'warning')].join(', '));
  return faults.length === 0 ? 0 : 1;
}

function counted({ length }: readonly unknown[], what: string): string {
  return `${length} ${what}${length === 1 ? '' : 's'}`;
}
