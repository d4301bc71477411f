import { emptyGrey } from './grey.ts';
import type { Grey } from './grey.ts';

/** What is wider than a disc of this radius (pixels) every way stays; strokes that are thinner go. */
export function openGrey(from: Grey, radius: number): Grey {
  return growByDisc(negative(growByDisc(negative(from), radius)), radius);
}

/** What is narrower than a disc of this radius (pixels) between darker places is filled. */
export function closeGrey(from: Grey, radius: number): Grey {
  return negative(openGrey(negative(from), radius));
}

function negative(from: Grey): Grey {
  return { ...from, data: from.data.map((value) => -value) };
}

/** The largest value within a disc. */
function growByDisc({ width, height, data }: Grey, radius: number): Grey {
  const out = emptyGrey(width, height);
  out.data.set(data);
  const reach = Math.floor(radius);
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      if (dx * dx + dy * dy > radius * radius) continue;
      for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
        const end = y * width + Math.min(width, width - dx);
        const from = dy * width + dx;
        for (let at = y * width + Math.max(0, -dx); at < end; at++) {
          const value = data[at + from] ?? 0;
          if (value > (out.data[at] ?? 0)) out.data[at] = value;
        }
      }
    }
  return out;
}

/** The largest value within `radius` pixels each way. */
export function growGrey({ width, height, data }: Grey, radius: number): Grey {
  const out = emptyGrey(width, height);
  const into = out.data;
  const rows = 2 * radius + 1;
  // Rows grown along themselves, the newest over the oldest.
  const grown = Array.from({ length: rows }, () => new Float32Array(width).fill(-Infinity));
  const line = new Float32Array(width + 2 * radius).fill(-Infinity);
  for (let y = 0; y < height + radius; y++) {
    const newest = grown[y % rows];
    if (newest === undefined) continue;
    if (y < height) {
      for (let x = 0; x < width; x++) line[radius + x] = data[y * width + x] ?? 0;
      for (let x = 0; x < width; x++) {
        let most = line[x] ?? 0;
        for (let k = 1; k < rows; k++) {
          const value = line[x + k] ?? 0;
          if (value > most) most = value;
        }
        newest[x] = most;
      }
    } else newest.fill(-Infinity);
    if (y < radius) continue;
    const row = into.subarray((y - radius) * width, (y - radius + 1) * width).fill(-Infinity);
    for (const each of grown)
      for (let x = 0; x < width; x++) {
        const value = each[x] ?? 0;
        if (value > (row[x] ?? 0)) row[x] = value;
      }
  }
  return out;
}
