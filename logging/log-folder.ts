import { readdirSync } from 'node:fs';

/** A file of the log: `kiosk-2026-11-20.1.jsonl`. */
export interface FoundLogFile {
  readonly file: string;
  /** In Japan. */
  readonly day: string;
  readonly number: number;
}

/** All files of this log in its folder, oldest first. @throws the system's error */
export function logFilesIn(folder: string, name: 'kiosk' | 'center'): readonly FoundLogFile[] {
  const pattern = new RegExp(`^${name}-(\\d{4}-\\d{2}-\\d{2})\\.(\\d{1,6})\\.jsonl$`);
  return readdirSync(folder)
    .flatMap((file) => {
      const [, day = '', number = ''] = pattern.exec(file) ?? [];
      return day === '' ? [] : [{ file, day, number: Number(number) }];
    })
    .sort((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1));
}
