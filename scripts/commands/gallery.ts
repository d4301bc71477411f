import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildGallery } from '../../simulator/console/gallery/build-gallery.ts';
import { galleryExamples } from '../../simulator/console/gallery/examples.ts';
import { toldToEnd } from './told-to-end.ts';

const defaultOut = path.resolve(import.meta.dirname, '../../out/gallery');

const help = `Usage: npm run gallery [-- --out DIR]

Builds one page with a picture of every certificate, front, back and preview, and of every receipt. Everybody and everything
on them is made up. It needs no network.

  --out DIR   folder of the page and its pictures (default out/gallery)
  --help      this text

Exit codes: 0 built, 1 a tool is missing, an example is refused or the folder cannot be written, 2 wrong arguments.
`;

/** @returns the exit code: 0, 1 or 2, as the help explains */
export async function runGallery(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if ('wrong' in settings) {
    process.stderr.write(`gallery: ${settings.wrong}\n\n${help}`);
    return 2;
  }
  const told = toldToEnd();
  try {
    const count = galleryExamples.length;
    const page = await buildGallery(settings.out, galleryExamples, (name, done) => {
      // Between two pictures, so that what was made for the work is taken away again.
      told.signal.throwIfAborted();
      process.stdout.write(`${String(done).padStart(3)}/${count}  ${name}\n`);
    });
    process.stdout.write(`${page}\n`);
    return 0;
  } catch (error) {
    if (told.signal.aborted) return told.exitCode(1);
    process.stderr.write(
      `gallery: ${error instanceof Error ? error.message : 'failed for an unknown reason'}\n`,
    );
    return 1;
  } finally {
    told.done();
  }
}

function readSettings(
  args: readonly string[],
): { readonly out: string } | 'help' | { readonly wrong: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return 'help';
    if (values.out === '') return { wrong: '--out: expected a folder' };
    return { out: path.resolve(values.out ?? defaultOut) };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
}

if (import.meta.main) process.exitCode = await runGallery(process.argv.slice(2));
