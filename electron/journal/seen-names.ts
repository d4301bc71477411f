/**
 * Whether a name may have been seen before: of one that is new it says so almost always, of one that was seen it never says
 * that it is new. So most names need no look into the file, and none is missed. Its size is fixed: of 100,000 transactions,
 * more than a kiosk has in ten years, one new name in some thousand is looked up for nothing.
 */
export interface SeenNames {
  add(name: string): void;
  mayHave(name: string): boolean;
}

const bits = 2 ** 21;
const marksOfName = 7;

export function createSeenNames(): SeenNames {
  const bytes = new Uint8Array(bits / 8);

  /** Two independent sums of the name give all its marks (Kirsch and Mitzenmacher). */
  function marksOf(name: string): readonly number[] {
    let one = 0x811c9dc5;
    let other = 0x9747b28c;
    for (let index = 0; index < name.length; index += 1) {
      const code = name.charCodeAt(index);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul(other ^ (code + index), 0x85ebca6b);
      other ^= other >>> 13;
    }
    const step = (other | 1) >>> 0;
    return Array.from({ length: marksOfName }, (_, mark) => ((one >>> 0) + mark * step) % bits);
  }

  return {
    add(name) {
      for (const mark of marksOf(name)) bytes[mark >> 3] = (bytes[mark >> 3] ?? 0) | (1 << (mark & 7));
    },
    mayHave: (name) => marksOf(name).every((mark) => ((bytes[mark >> 3] ?? 0) & (1 << (mark & 7))) !== 0),
  };
}
