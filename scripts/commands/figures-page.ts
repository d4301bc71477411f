import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { WrongWords } from '../../shared/command-options.ts';

const [begins, ends] = ['<!-- figures -->', '<!-- end of figures -->'] as const;

/** Processor, memory and Node of this machine, for whoever reads figures later. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() || 'a processor without a name';
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}

/** @throws WrongWords when the page has no place for figures: nothing is measured for an hour and then lost */
export async function pageForFigures(option: string, file: string): Promise<string> {
  const page = await readFile(file, 'utf8').catch(() => null);
  if (page === null || placeIn(page) === null)
    throw new WrongWords(`${option}: expected a page with the lines ${begins} and ${ends}`);
  return file;
}

/** Puts figures between the two lines of a page, in place of those of before, with the machine and the day. */
export async function writeFigures(
  file: string,
  call: string,
  rows: readonly (readonly [what: string, value: string])[],
): Promise<void> {
  const page = await readFile(file, 'utf8');
  const place = placeIn(page);
  if (place === null) throw new Error(`${file} has lost its place for figures`);
  const day = new Date().toISOString().slice(0, 10);
  const cell = (text: string): string => text.trim().replaceAll('|', '\\|');
  const table = [
    '| what | measured |',
    '| --- | --- |',
    ...rows.map(([what, value]) => `| ${cell(what)} | ${cell(value)} |`),
  ];
  const text = `\n\nBy \`${call}\` on ${day}: ${describeMachine()}.\n\n${table.join('\n')}\n\n`;
  await writeFile(file, page.slice(0, place.from) + text + page.slice(place.to));
}

function placeIn(page: string): { readonly from: number; readonly to: number } | null {
  const [at, to] = [page.indexOf(begins), page.indexOf(ends)];
  return at < 0 || to < at ? null : { from: at + begins.length, to };
}
