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
  const rows = Float32Array.from(data);
  for (let k = 1; k <= radius; k++)
    for (let y = 0; y < height; y++) {
      const start = y * width;
      for (let x = 0; x < width - k; x++) {
        const at = start + x;
        const here = data[at] ?? 0;
        const there = data[at + k] ?? 0;
        if (there > (rows[at] ?? 0)) rows[at] = there;
        if (here > (rows[at + k] ?? 0)) rows[at + k] = here;
      }
    }
  const out = emptyGrey(width, height);
  out.data.set(rows);
  for (let k = 1; k <= radius; k++)
    for (let at = 0; at < width * (height - k); at++) {
      const here = rows[at] ?? 0;
      const there = rows[at + k * width] ?? 0;
      if (there > (out.data[at] ?? 0)) out.data[at] = there;
      if (here > (out.data[at + k * width] ?? 0)) out.data[at + k * width] = here;
    }
  return out;
}
