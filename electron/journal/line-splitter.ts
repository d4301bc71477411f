/** Cuts a file that comes in pieces into its lines; only the last, unfinished one is held. */
export interface LineSplitter {
  /** Calls `line` with each line that these bytes end, without its line feed, until it returns false. */
  take(bytes: Uint8Array, line: (bytes: Uint8Array) => boolean): void;
  /** What comes after the last line feed. */
  rest(): Uint8Array;
}

const lineFeed = 0x0a;

export function createLineSplitter(): LineSplitter {
  let pieces: Uint8Array[] = [];

  function whole(last: Uint8Array): Uint8Array {
    if (pieces.length === 0) return last;
    const bytes = Buffer.concat([...pieces, last]);
    pieces = [];
    return bytes;
  }

  return {
    take(bytes, line) {
      let from = 0;
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
        const taken = whole(bytes.subarray(from, end));
        from = end + 1;
        if (!line(taken)) return;
      }
      // A copy: whoever reads the file fills the same buffer again.
      if (from < bytes.length) pieces.push(Uint8Array.from(bytes.subarray(from)));
    },
    rest: () => Buffer.concat(pieces),
  };
}
