import { median } from './median.ts';
import type { Telling, Told } from './tell-apart.ts';

/** Groups of characters with about as many edges, each with a noise of its own; a group has at least so many characters. */
const groups = 6;
const leastOfGroup = 12;
/** From the median of what has a normal distribution to its standard deviation. */
const perMedian = 1.48;
/** A group that seems to have hardly any noise has this share of the page's. */
const leastShare = 0.35;

/** From here on the other glyph stands there: so much nearer to it, and so many times the noise from its own. */
const changed = { leaning: 0.7, noises: 9 } as const;
/** From here on nobody knows. */
const doubtful = { leaning: 0.6, noises: 4 } as const;
/** Another glyph that is nearer than so many times the noise is not excluded. */
const excluded = 2;

/** From here on a first look is not believed, and a closer one is worth its time. */
const closer = { leaning: 0.35, noises: 3.5, fromOther: 4.5 } as const;

/** Whether a closer look is needed. @param noise standard deviation of leaning × difference at this character */
export function isDoubtful({ leaning, difference }: Telling, noise: number): boolean {
  const fromOwn = (leaning * difference) / noise;
  return (
    (leaning >= closer.leaning && fromOwn >= closer.noises) || difference / noise - fromOwn < closer.fromOther
  );
}

/**
 * What two looks say together, by as much ink as the closer one's difference. The closer one knows more, and where it leans less it is
 * believed. Where it leans more its very freedom may have made the other glyph's strokes: then the mean of both counts. Where that freedom
 * took more of the difference than of the noise and made it lean more, the first look told more, and counts alone.
 * @param less how much less noisy the closer look is: the share of the first one's noise
 */
export function bothLooks(
  first: readonly Telling[],
  closer: readonly Telling[],
  less: number,
): readonly Telling[] {
  return closer.map((telling) => {
    const before = first.find(({ other }) => other === telling.other) ?? telling;
    const toldMore = before.difference > telling.difference / less && before.leaning < telling.leaning;
    if (toldMore) return { ...before, difference: before.difference * less };
    return { ...telling, leaning: Math.min(telling.leaning, (before.leaning + telling.leaning) / 2) };
  });
}

/** A closer look is never taken for more than so much less noisy than a first one. */
const leastOfFirst = 0.2;

/** How much less noisy a closer look is than a first one at the same characters: a share of its noise, at most 1. */
export function closerNoise(
  looks: readonly { readonly first: readonly Telling[]; readonly closer: readonly Telling[] }[],
): number {
  const first = noiseIn(looks.flatMap((look) => look.first));
  return first > 0
    ? Math.min(1, Math.max(leastOfFirst, noiseIn(looks.flatMap((look) => look.closer)) / first))
    : 1;
}

/**
 * @param noise standard deviation of leaning × difference at this character
 * @param least leaning from which a character is another one: more where the scan has black and white alone, and rounds every stroke
 */
export function judgeTold(
  tellings: readonly Telling[],
  noise: number,
  least: number = changed.leaning,
): 'changed' | 'untold' | null {
  let untold = false;
  for (const { leaning, difference } of tellings) {
    const fromOwn = (leaning * difference) / noise;
    const fromOther = difference / noise - fromOwn;
    if (leaning >= least && fromOwn >= changed.noises) return 'changed';
    if (leaning >= doubtful.leaning && fromOwn >= doubtful.noises) untold = true;
    if (fromOther < excluded) untold = true;
  }
  return untold ? 'untold' : null;
}

/**
 * How far a scan's characters lean towards others by chance alone, by how many edges they have: measured on the page itself. Most of
 * its characters are its own, and a forger who changes many makes the noise larger: then nothing is told apart, and the page is unreadable.
 * @returns standard deviation of leaning × difference, by a character's edges
 */
export function noiseOf(all: readonly Told[]): (edges: number) => number {
  const told = all
    .filter(({ tellings }) => tellings.length > 0)
    .toSorted((one, two) => one.edges - two.edges);
  const page = noiseIn(told.flatMap(({ tellings }) => tellings));
  const size = Math.max(leastOfGroup, Math.ceil(told.length / groups));
  const known = Array.from({ length: Math.floor(told.length / size) }, (_, index) => {
    const group = told.slice(index * size, (index + 1) * size);
    return {
      edges: median(group.map(({ edges }) => edges)),
      noise: Math.max(leastShare * page, noiseIn(group.flatMap(({ tellings }) => tellings))),
    };
  });
  return (edges) => {
    const after = known.findIndex((group) => group.edges >= edges);
    const [one, two] = [known[after - 1], known[after]];
    if (after < 0) return known.at(-1)?.noise ?? page;
    if (one === undefined || two === undefined) return two?.noise ?? page;
    const share = two.edges === one.edges ? 0 : (edges - one.edges) / (two.edges - one.edges);
    return one.noise + share * (two.noise - one.noise);
  };
}

function noiseIn(tellings: readonly Telling[]): number {
  const byForm = tellings.filter(({ by }) => by === 'form');
  return perMedian * median(byForm.map(({ leaning, difference }) => Math.abs(leaning) * difference));
}
