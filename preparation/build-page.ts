import { readFile } from 'node:fs/promises';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import holidayJp from '@holiday-jp/holiday_jp';
import type { Plugin } from 'vite';
import type { Municipalities } from '../issuing-center/municipalities/load.ts';
import { everyMunicipality, listedWith } from '../issuing-center/municipality-index/municipality-index.ts';
import type { IsoDate } from '../shared/dates.ts';
import { inProduction } from '../renderer/build.ts';
import { indexText } from '../shared/municipality-index.ts';
import { filledPage, pageScript, policyHash, withoutTags } from '../shared/one-file-page.ts';
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
    `script-src '${policyHash(main)}'`,
    `style-src '${policyHash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = {
    ...{ policy, style, main },
    places: withoutTags(JSON.stringify(places)),
  };
  return filledPage(template, parts);
}

function bundle(madeOn: IsoDate): Promise<string> {
  return inProduction(() =>
    pageScript({
      root: pageFolder,
      entry: path.join(pageFolder, 'main.tsx'),
      target: 'chrome109',
      plugins: [react(), holidaysFrom(madeOn)],
      warnFromKb: 4_000,
    }),
  );
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
