/** Choices with their weights; the weights need not add up to any particular sum. */
export type Weighted<T> = readonly (readonly [T, number])[];

/** A stream of pseudo-random choices: the same seed and index give the same choices on every machine. */
export interface Stream {
  /** 0 up to, but not including, 1. */
  unit(): number;
  /** A whole number from 0 to count - 1. */
  below(count: number): number;
  chance(probability: number): boolean;
  /** @throws when there is nothing to choose from */
  pick<T>(list: readonly T[]): T;
  /** @throws when there is nothing to choose from */
  weighted<T>(choices: Weighted<T>): T;
}

/** The stream of one household: neighbouring indices have nothing in common. sfc32 by Chris Doty-Humphrey (public domain). */
export function openStream(seed: number, index: number): Stream {
  let [a, b, c, counter] = [scrambled(seed), scrambled(index ^ 0x5bd1e995), scrambled(seed + index), 1];

  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  // The first numbers still betray the seed.
  for (let round = 0; round < 12; round++) next();

  const unit = () => next() / 0x1_0000_0000;
  return {
    unit,
    below: (count) => Math.floor(unit() * count),
    chance: (probability) => unit() < probability,
    pick: <T>(list: readonly T[]) => chosen(list[Math.floor(unit() * list.length)]),
    weighted: <T>(choices: Weighted<T>) => {
      let rest = unit() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      const found = choices.find(([, weight]) => (rest -= weight) < 0) ?? choices.at(-1);
      return chosen(found)[0];
    },
  };
}

function chosen<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

/** The last step of MurmurHash3: each bit of the number changes half of the bits. */
function scrambled(number: number): number {
  let h = number | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
