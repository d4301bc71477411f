import { loadMincho } from '../../printing/fonts/mincho.ts';
import { costOfRuns, type Cost } from './figures.ts';
import { kB, warmUp } from './measure-document.ts';
import { installOthers } from './others/install-others.ts';
import { loadOthers } from './others/load-others.ts';
import { sheetsOfFour } from './sheets-of-four.ts';

export interface AgainstFigures {
  readonly ours: Cost & { readonly kB: number };
  readonly others: readonly (Cost & {
    readonly name: string;
    readonly version: string;
    readonly kB: number;
    /** How many times longer it takes than ours. */
    readonly ratio: number;
  })[];
}

/**
 * The document of the measurement of documents, drawn by other programs from the finished drawing, while ours is made from the
 * register's data, with the signature. One run of each is not counted: they read the font in it.
 * @param folder where the others are installed
 * @throws naming the reason, when they cannot be installed
 */
export async function measureAgainst(
  folder: string,
  runs: number,
  signal: AbortSignal,
): Promise<AgainstFigures> {
  await installOthers(folder, signal);
  const font = await loadMincho();
  const sheets = sheetsOfFour(font);
  for (let run = 0; run < warmUp; run++) await sheets.build(run);
  const cost = await costOfRuns(runs * 10, (run) => sheets.build(run), signal);
  const ours = { ...cost, kB: kB(await sheets.build(0)) };
  const others: AgainstFigures['others'][number][] = [];
  const otherRuns = Math.max(3, Math.round(runs / 2));
  const drawings = Array.from({ length: otherRuns }, (_, run) => sheets.sides(run + 1));
  for (const other of loadOthers(folder, font)) {
    const { name, version } = other;
    let last = await other.draw(sheets.sides(0));
    const all = await costOfRuns(
      otherRuns,
      async (run) => {
        last = await other.draw(drawings[run] ?? []);
      },
      signal,
    );
    const ratio = Math.round(all.ms.median / ours.ms.median);
    others.push({ ...all, name, version, kB: kB(last), ratio });
  }
  return { ours, others };
}
