/** A count of pieces that a device keeps for life, in memory that survives power cuts. */
export interface LifeCounter {
  add(): void;
  /** Three bytes, lowest first (ccTalk part 2, headers 168 and 225). */
  read(): readonly number[];
}

const wrapsAt = 0x100_0000;

/** @param startsAt 0 to 16,777,215: what a used device had counted before it came into this machine */
export function createLifeCounter(startsAt = 0): LifeCounter {
  let count = startsAt % wrapsAt;
  return {
    add() {
      count = (count + 1) % wrapsAt;
    },
    read: () => [count & 0xff, (count >> 8) & 0xff, (count >> 16) & 0xff],
  };
}
