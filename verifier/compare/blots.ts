import type { Grey } from '../image/grey.ts';
import type { PageArea } from '../image/warp.ts';

/** A patch of pixels that hang together, pixels. */
export interface Blot {
  readonly left: number;
  readonly top: number;
  /** One past the last. */
  readonly right: number;
  readonly bottom: number;
  /** How many of its pixels are over the level, and over the high one. */
  readonly area: number;
  readonly strong: number;
}

/** Where a blot lies on the page, mm. @param density pixels per mm */
export function placeOfBlot({ left, right, top, bottom }: Blot, density: number): PageArea {
  return { x: left / density, y: top / density, w: (right - left) / density, h: (bottom - top) / density };
}

/** Patches of pixels over a level; pieces of a stroke that lie up to `gap` pixels apart count as one. */
export function findBlots(
  picture: Grey,
  { level, high }: { readonly level: number; readonly high: number },
  gap: number,
): readonly Blot[] {
  const { width, height } = picture;
  const over = new Uint8Array(width * height);
  for (let at = 0; at < over.length; at++) if ((picture.data[at] ?? 0) > level) over[at] = 1;
  if (!over.includes(1)) return [];
  const reached = grown(over, width, height, gap);
  const blots: Blot[] = [];
  const stack: number[] = [];
  for (let start = reached.indexOf(1); start >= 0; start = reached.indexOf(1, start + 1)) {
    const blot = { left: width, top: height, right: 0, bottom: 0, area: 0, strong: 0 };
    reached[start] = 2;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      if (over[at] === 1) {
        blot.area++;
        if ((picture.data[at] ?? 0) > high) blot.strong++;
        blot.left = Math.min(blot.left, x);
        blot.right = Math.max(blot.right, x + 1);
        blot.top = Math.min(blot.top, y);
        blot.bottom = Math.max(blot.bottom, y + 1);
      }
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    blots.push(blot);
  }
  return blots;

  function visit(at: number): void {
    if (reached[at] !== 1) return;
    reached[at] = 2;
    stack.push(at);
  }
}

function grown(over: Uint8Array, width: number, height: number, gap: number): Uint8Array {
  const reach = Math.ceil(gap / 2);
  const out = new Uint8Array(over.length);
  for (let at = over.indexOf(1); at >= 0; at = over.indexOf(1, at + 1)) {
    const x = at % width;
    const y = (at - x) / width;
    const [left, end] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    for (let py = Math.max(0, y - reach); py <= Math.min(height - 1, y + reach); py++)
      for (let px = left; px < end; px++) out[py * width + px] = 1;
  }
  return out;
}
