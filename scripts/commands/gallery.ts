import path from 'node:path';
import { folderToWrite } from '../setup/command-folders.ts';
import { readWords, runCommand } from '../../shared/command-options.ts';
import { buildGallery } from '../../simulator/console/gallery/build-gallery.ts';
import { galleryExamples } from '../../simulator/console/gallery/examples.ts';
import { toldToEnd } from './told-to-end.ts';

const defaultOut = path.resolve(import.meta.dirname, '../../out/gallery');

const help = `Usage: npm run gallery [-- --out DIR]

Builds one page with a picture of every certificate, front, back and preview, and of every receipt. Everybody and everything
on them is made up. It needs no network.

  --out DIR   folder of the page and its pictures (default out/gallery)
  --help      this text

Exit codes: 0 built, 1 a tool is missing or an example is refused, 2 wrong arguments or a folder that
cannot be written.
`;

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runGallery(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'gallery', call: 'npm run gallery' }, async () => {
    const values = readWords(args, { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    return build(await folderToWrite('--out', values.out ?? defaultOut));
  });
}

async function build(out: string): Promise<number> {
  const told = toldToEnd();
  try {
    const count = galleryExamples.length;
    const page = await buildGallery(out, galleryExamples, (name, done) => {
      // Between two pictures, so that what was made for the work is taken away again.
      told.signal.throwIfAborted();
      process.stdout.write(`${String(done).padStart(3)}/${count}  ${name}\n`);
    });
    process.stdout.write(`${page}\n`);
    return 0;
  } catch (error) {
    if (told.signal.aborted) return told.exitCode(1);
    throw error;
  } finally {
    told.done();
  }
}

if (import.meta.main) process.exitCode = await runGallery(process.argv.slice(2));
