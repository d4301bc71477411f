import { lstatSync } from 'node:fs';

/** Whether nothing at all is at this path, not even a link that leads nowhere. @throws the system's error where that cannot be seen */
export function isMissing(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) === undefined;
}
