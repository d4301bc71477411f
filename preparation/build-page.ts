import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import holidayJp from '@holiday-jp/holiday_jp';
import { build, type Plugin } from 'vite';
import type { Municipalities } from '../issuing-center/municipalities/load.ts';
import { everyMunicipality, listedWith } from '../issuing-center/municipality-index/municipality-index.ts';
import type { IsoDate } from '../shared/dates.ts';
import { inProduction } from '../renderer/build.ts';
import { indexText } from '../shared/municipality-index.ts';
import type { BuiltPlaces } from './places.ts';

const pageFolder = path.join(import.meta.dirname, 'page');

/**
 * Builds the page as one file: code, words of all languages, rules and names are in it, less than a megabyte. It needs no network and
 * may not use one: its own policy forbids it.
 * @param municipalities those that take part
 * @param madeOn the day, which stands in the page
 */
export async function buildPreparationPage(municipalities: Municipalities, madeOn: IsoDate): Promise<string> {
  const [template, style, main] = await Promise.all([
    readFile(path.join(pageFolder, 'page.html'), 'utf8'),
    readFile(path.join(pageFolder, 'page.css'), 'utf8'),
    bundle(madeOn),
  ]);
  const places: BuiltPlaces = {
    madeOn,
    municipalities: [...municipalities.values()],
    index: indexText(listedWith(everyMunicipality(municipalities), municipalities)),
  };
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(main)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = {
    ...{ policy, style, main },
    places: JSON.stringify(places).replaceAll('<', '\\u003c'),
  };
  // The policy names a script by the hash of all that stands between its tags: no formatter's blank may stand there, too.
  const bare = template.replace(/(<(?:style|script)[^>]*>)\s*(\{\{\w+\}\})\s*(<\/)/g, '$1$2$3');
  return bare.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`page.html asks for ${name}`);
    return part;
  });
}

/** One script without imports; what it says of a tag's end must not end the tag that it stands in. */
async function bundle(madeOn: IsoDate): Promise<string> {
  const built = await inProduction(() =>
    build({
      configFile: false,
      logLevel: 'warn',
      root: pageFolder,
      plugins: [react(), holidaysFrom(madeOn)],
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: 'chrome109',
        modulePreload: false,
        chunkSizeWarningLimit: 4_000,
        rolldownOptions: {
          input: path.join(pageFolder, 'main.tsx'),
          output: { format: 'iife', codeSplitting: false },
        },
      },
    }),
  );
  const chunks = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const [chunk, ...others] = chunks.filter((each) => each.type === 'chunk');
  if (chunk === undefined || others.length > 0) throw new Error('the page was built into several scripts');
  return chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** Of the national holidays only the days to come, without what they are called: the list is a quarter of the page otherwise. */
function holidaysFrom(madeOn: IsoDate): Plugin {
  const name = '@holiday-jp/holiday_jp';
  return {
    name: 'komado-holidays',
    enforce: 'pre',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const days = Object.keys(holidayJp.holidays).filter((day) => day >= madeOn);
      return `export default { holidays: Object.fromEntries(${JSON.stringify(days)}.map((day) => [day, true])) };`;
    },
  };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
