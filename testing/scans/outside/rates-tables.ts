import { z } from 'zod';
import { doings } from './forgeries.ts';
import { qualities } from './qualities.ts';
import { spoils } from './spoilt.ts';

/** How pictures are counted: by quality, and those of spoilt sheets by what spoilt them. */
const seenAs = [...qualities, ...spoils] as const;
/** A file that holds an altered page beside the genuine one counts by itself. */
const done = [...doings, 'container'] as const;

/** How one picture was judged. */
export const judgedSchema = z.object({
  seed: z.int(),
  quality: z.enum(seenAs),
  doing: z.enum(done),
  /**
   * Of each alteration: altered with a mark there, altered with marks elsewhere only, named as a spot or a stain at which the receiver is to
   * look, or another answer.
   */
  outcomes: z.array(z.enum(['genuine', 'there', 'elsewhere', 'named', 'unreadable'])),
  /** CPU time of reading and comparing, s. */
  seconds: z.number(),
});
export type Judged = z.infer<typeof judgedSchema>;
type Outcome = Judged['outcomes'][number];

/** Two tables, in Markdown: by quality, and by what was done. */
export function tablesOf(all: readonly Judged[]): string {
  const genuine = all.filter(({ doing }) => doing === 'nothing');
  const forged = all.filter(({ doing }) => doing !== 'nothing');
  const altered = ['there', 'elsewhere'] as const;
  return [
    '| genuine pages, seen as | pages | genuine | altered | unreadable |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...seenAs, 'all' as const].map((quality) => {
      const of = genuine.filter((each) => quality === 'all' || each.quality === quality);
      return row(names[quality], of, ['genuine'], altered, ['unreadable']);
    }),
    '',
    '| forgeries | how many | marked there | marked elsewhere alone | unreadable | named: look there | called genuine |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...[...done.slice(1), 'all' as const].map((doing) => {
      const of = forged.filter((each) => doing === 'all' || each.doing === doing);
      return row(names[doing], of, ['there'], ['elsewhere'], ['unreadable'], ['named'], ['genuine']);
    }),
  ].join('\n');
}

function row(name: string, of: readonly Judged[], ...counted: (readonly Outcome[])[]): string {
  const all = of.flatMap(({ outcomes }) => outcomes);
  const counts = counted.map((wanted) => all.filter((outcome) => wanted.includes(outcome)).length);
  return `| ${[name, all.length, ...counts].join(' | ')} |`;
}

const names: Readonly<Record<(typeof seenAs)[number] | (typeof done)[number] | 'all', string>> = {
  clean: 'drawn by a program',
  flatbed: 'turned, blurred, with noise',
  contrast: 'contrast × 2',
  gamma: 'gamma 0.45 to 2.2',
  sharpened: 'sharpened',
  jpeg: 'JPEG 60 to 90',
  phone: 'photograph',
  twoTone: 'black and white, 200 to 600 dpi',
  twoTone150: 'black and white, 150 dpi',
  stained: 'a stain on it, 200 dpi and more',
  creased: 'a fold across it, 200 dpi and more',
  nothing: 'nothing',
  smallDigit: 'a digit in small type changed',
  similarKanji: 'a kanji changed for a similar one',
  whitePatch: 'a line covered in white',
  greyPatch: 'a line covered in the paper’s grey',
  groundPatch: 'a line covered with a piece of the ground',
  pastedPiece: 'a line covered with one of another page',
  pastedCodes: 'the codes of another page',
  nearestGlyphs: 'a character changed for one of its 20 nearest',
  marks: 'a mark added to a character, or a piece taken off',
  extraRow: 'a row added',
  movedSeal: 'the seal moved',
  overCode: 'words over a code',
  atEdge: 'words along the edge',
  bigGrey: 'large words in grey',
  coloured: 'words in a bright colour',
  container: 'in a file with the genuine page',
  all: 'all',
};
