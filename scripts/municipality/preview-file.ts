import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readMunicipality } from '../../issuing-center/municipalities/load.ts';
import type { Instant } from '../../shared/dates.ts';
import { previewPage } from './preview/preview-page.ts';

/** Writes the preview of a file into a folder, under the file's name, or says what is wrong with it. @returns the exit code */
export async function runPreview(file: string, folder: string, now: Instant): Promise<number> {
  const read = readMunicipality(file);
  if (!read.ok) {
    for (const fault of read.error) console.error(`${file}: ${fault}`);
    return 1;
  }
  const page = path.join(folder, `${path.basename(file, '.json')}.html`);
  await writeFile(page, await previewPage(read.value, now));
  console.log(page);
  return 0;
}
