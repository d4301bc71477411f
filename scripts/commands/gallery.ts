import path from 'node:path';
import { folderToWrite } from '../setup/command-folders.ts';
import { listOf, readWords, refuseUnused, runCommand, WrongWords } from '../../shared/command-options.ts';
import { themes, typeSizes } from '../../shared/display.ts';
import { languages } from '../../shared/languages.ts';
import type { DrawnScreen } from '../../simulator/console/screen-gallery/drawn-screens.ts';
import { layouts } from '../../testing/screens/panels.ts';
import { toldToEnd } from './told-to-end.ts';

const defaultFolder = path.resolve(import.meta.dirname, '../../out');
const sizes = typeSizes.map(String);

const help = `Usage: npm run gallery [-- --out DIR]
       npm run gallery -- --screens [--only TEXT] [--language LIST] [--size LIST] [--theme LIST] [--layout LIST] [--out DIR]

Builds one page with a picture of every certificate, front, back and preview, and of every receipt; with --screens, one page with a
picture of every screen in every language, type size, theme and layout, and filters. Everybody and everything on them is made up.
It needs no network.

  --screens        the screens. All of them are more than a hundred thousand pictures, which take hours and gigabytes: choose some with
  --only TEXT        part of a screen's name: pin, message-, help-; several with commas
  --language LIST    of ${languages.join(', ')}
  --size LIST        of ${sizes.join(', ')} (per cent)
  --theme LIST       of ${themes.join(', ')}
  --layout LIST      of ${layouts.join(', ')}
  --out DIR        folder of the page and its pictures (default out/gallery, out/screen-gallery)
  --help           this text

Exit codes: 0 built, 1 a tool is missing or an example is refused, 2 wrong arguments or a folder that
cannot be written.
`;

const narrowing = ['only', 'language', 'size', 'theme', 'layout'] as const;

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runGallery(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'gallery', call: 'npm run gallery' }, async () => {
    const text = { type: 'string' } as const;
    const values = readWords(args, {
      out: text,
      screens: { type: 'boolean' },
      ...{ only: text, language: text, size: text, theme: text, layout: text },
      help: { type: 'boolean', short: 'h' },
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    const folder = (usual: string) => folderToWrite('--out', values.out ?? path.join(defaultFolder, usual));
    if (!values.screens) {
      refuseUnused(values, narrowing, 'chooses among screens, with --screens');
      return build(await folder('gallery'));
    }
    const screens = await chosenScreens(values);
    return buildScreens(await folder('screen-gallery'), screens);
  });
}

/** @throws WrongWords for a word that no list has, and when nothing is left */
async function chosenScreens(
  values: Readonly<Partial<Record<(typeof narrowing)[number], string>>>,
): Promise<readonly DrawnScreen[]> {
  const { drawnScreens } = await import('../../simulator/console/screen-gallery/drawn-screens.ts');
  const { only = '', language, size, theme, layout } = values;
  const chosen = drawnScreens({
    only: only.split(','),
    languages: listOf('--language', languages, language),
    sizes: typeSizes.filter((each) => listOf('--size', sizes, size).includes(String(each))),
    themes: listOf('--theme', themes, theme),
    layouts: listOf('--layout', layouts, layout),
  });
  if (chosen.length === 0)
    throw new WrongWords(
      only === ''
        ? '--language, --size, --theme, --layout: no screen has all of these'
        : `--only: no screen is called ${only} in these looks`,
    );
  return chosen;
}

function buildScreens(out: string, screens: readonly DrawnScreen[]): Promise<number> {
  return untilToldToEnd(async (signal) => {
    const { buildScreenGallery } =
      await import('../../simulator/console/screen-gallery/build-screen-gallery.ts');
    const count = screens.length;
    const width = String(count).length;
    const { page, pictures } = await buildScreenGallery(out, screens, (done) => {
      signal.throwIfAborted();
      if (done % 50 === 0 || done === count)
        process.stdout.write(`${String(done).padStart(width)}/${count}\n`);
    });
    process.stdout.write(`${pictures} pictures: ${page}\n`);
  });
}

function build(out: string): Promise<number> {
  return untilToldToEnd(async (signal) => {
    const { buildGallery } = await import('../../simulator/console/gallery/build-gallery.ts');
    const { galleryExamples } = await import('../../simulator/console/gallery/examples.ts');
    const count = galleryExamples.length;
    const page = await buildGallery(out, galleryExamples, (name, done) => {
      // Between two pictures, so that what was made for the work is taken away again.
      signal.throwIfAborted();
      process.stdout.write(`${String(done).padStart(3)}/${count}  ${name}\n`);
    });
    process.stdout.write(`${page}\n`);
  });
}

async function untilToldToEnd(work: (signal: AbortSignal) => Promise<void>): Promise<number> {
  const told = toldToEnd();
  try {
    await work(told.signal);
    return 0;
  } catch (error) {
    if (told.signal.aborted) return told.exitCode(1);
    throw error;
  } finally {
    told.done();
  }
}

if (import.meta.main) process.exitCode = await runGallery(process.argv.slice(2));
