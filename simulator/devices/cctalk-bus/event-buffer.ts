/** The last five events of an acceptor and their counter, as its firmware keeps them. */
export interface EventBuffer {
  push(a: number, b: number): void;
  /** Counter, then five pairs, newest first. */
  read(): readonly number[];
  clear(): void;
}

export function createEventBuffer(startsAt = 0): EventBuffer {
  let counter = startsAt;
  let events: (readonly [number, number])[] = [];
  return {
    push(a, b) {
      counter = counter === 255 ? 1 : counter + 1;
      events = [[a, b] as const, ...events].slice(0, 5);
    },
    read() {
      const pairs = Array.from({ length: 5 }, (_, index) => events[index] ?? [0, 0]);
      return [counter, ...pairs.flat()];
    },
    clear() {
      counter = 0;
      events = [];
    },
  };
}
