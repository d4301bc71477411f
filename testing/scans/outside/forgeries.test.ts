import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { loadCodeReader } from '../../../verifier/node/code-reader.ts';
import { repetitions, some } from '../../repetitions.ts';
import { sealedPages } from '../sealed-pages.ts';
import { toolsForSealedPages } from '../verify-tools.ts';
import { outsideCase, spoiltCase, withPicture } from './cases.ts';
import type { OutsideCase } from './cases.ts';
import { forgedDoings } from './forgeries.ts';
import { judgeCase } from './judge-case.ts';
import { judgeContained } from './judge-contained.ts';
import { qualities } from './qualities.ts';

/** Numbers of cases that nobody looked at when the comparison was made: those of the table in docs/seal.md begin at 0. */
const firstCase = 2_000_000;
/** Two cases, one genuine and one forged, a pair. */
const pairs = repetitions(1, 400);
/** Every run has the first pairs of low resolution: pictures of 400 dpi take three times as long and are judged in the same way. */
const [firstPlain, firstSpoilt] = [repetitions(26, 0), repetitions(8, 0)];

await loadCodeReader();
const font = await loadMincho();
const tools = await toolsForSealedPages(font);
const pages = sealedPages(font).filter(({ extent }) => extent !== 'head');

/** How the alterations of a case were seen, or the genuine page. */
async function seen(of: OutsideCase) {
  const { isShown, used } = await withPicture(of, font, (file) => judgeCase(of, file, tools));
  return { doing: of.doing, isShown, outcomes: used.judged.outcomes };
}

const evenFrom = (first: number, length: number) => Array.from({ length }, (_, pair) => first + 2 * pair);

const kinds = [
  ['that another program drew', outsideCase, evenFrom(firstCase + firstPlain, pairs)],
  [
    'with a stain or a fold over the spot',
    spoiltCase,
    evenFrom(firstCase + 500_000 + firstSpoilt, repetitions(1, 100)),
  ],
] as const;

describe.each(some(kinds, 1))('a page %s', (_, caseOf, numbers) => {
  it.each(numbers)('is not called altered when it is genuine: case %i', async (seed) => {
    const { doing, outcomes } = await seen(caseOf(pages, tools, seed));
    expect(doing).toBe('nothing');
    expect(outcomes).not.toContain('elsewhere');
  });

  it.each(numbers.map((seed) => seed + 1))(
    'is not called genuine when it is forged: case %i',
    async (seed) => {
      const { doing, isShown, outcomes } = await seen(caseOf(pages, tools, seed));
      expect(doing).not.toBe('nothing');
      // Grey words that a scanner made white are no forgery any more: the page is genuine.
      if (isShown) expect(outcomes).not.toContain('genuine');
    },
  );
});

const contained = Array.from({ length: repetitions(0, 160) }, (_, index) => firstCase + 700_000 + index);

it.each(contained)(
  'no altered page in a file with the genuine one is called genuine: case %i',
  async (seed) => {
    const { judged } = await judgeContained(pages, tools, seed);
    expect(judged.outcomes).toHaveLength(1);
    expect(judged.outcomes).not.toContain('genuine');
  },
);

it('every quality and every forgery is drawn', () => {
  const drawn = Array.from({ length: 2 * 9 * 2 * 14 }, (_, index) =>
    outsideCase(pages, tools, firstCase + index),
  );
  expect(new Set(drawn.map(({ quality }) => quality))).toEqual(new Set(qualities));
  expect(new Set(drawn.map(({ doing }) => doing))).toEqual(new Set(['nothing', ...forgedDoings]));
});
