import { blankGrey, emptyGrey } from './grey.ts';
import type { Grey } from './grey.ts';

/**
 * A scan's light as ink: 0 where the paper is bare, 1 where no light comes back. The paper's own light is the upper part of
 * the light in each block, so that shadows, a grey paper, and a lamp on one side do not count as ink.
 * @param block side of a block, pixels: more than the widest black place, less than a shadow
 */
export function inkOfLight(light: Grey, block: number): Grey {
  const out = paperLight(light, block, 0.85);
  const into = out.data;
  for (let at = 0; at < into.length; at++) {
    const paper = into[at] ?? 1;
    into[at] = 1 - (light.data[at] ?? 0) / (paper > 0.05 ? paper : 0.05);
  }
  return out;
}

/** The light of the paper everywhere: the given share of each block's pixels is darker; smooth from block to block. */
export function paperLight(light: Grey, block: number, share: number): Grey {
  const columns = Math.max(1, Math.ceil(light.width / block));
  const rows = Math.max(1, Math.ceil(light.height / block));
  const levels = emptyGrey(columns, rows);
  const counts = new Uint32Array(256);
  const { data } = light;
  // Some hundred pixels tell a block's light as well as thousands.
  const every = block >= 32 ? 2 : 1;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      let n = 0;
      const bottom = Math.min(light.height, (row + 1) * block);
      const right = Math.min(light.width, (column + 1) * block);
      for (let y = row * block; y < bottom; y += every)
        for (let x = column * block; x < right; x += every) {
          const value = (data[y * light.width + x] ?? 0) * 255 + 0.5;
          const level = value <= 0 ? 0 : value >= 255 ? 255 : value | 0;
          counts[level] = (counts[level] ?? 0) + 1;
          n++;
        }
      levels.data[row * columns + column] = quantile(counts, n * share) / 255;
    }
  return enlarge(brighterOfNeighbours(levels), light.width, light.height, block);
}

function quantile(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let level = 0; level < 256; level++) {
    sum += counts[level] ?? 0;
    if (sum >= wanted) return level;
  }
  return 255;
}

/** A block that is nearly full of ink (a seal, a code) takes the paper from around it: the median of the 3 × 3 blocks at least. */
function brighterOfNeighbours(levels: Grey): Grey {
  const out = emptyGrey(levels.width, levels.height);
  for (let y = 0; y < levels.height; y++)
    for (let x = 0; x < levels.width; x++) {
      const around: number[] = [];
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const [cx, cy] = [x + dx, y + dy];
          if (cx >= 0 && cy >= 0 && cx < levels.width && cy < levels.height)
            around.push(levels.data[cy * levels.width + cx] ?? 0);
        }
      around.sort((a, b) => a - b);
      const own = levels.data[y * levels.width + x] ?? 0;
      out.data[y * levels.width + x] = Math.max(own, around[Math.floor(around.length / 2)] ?? own);
    }
  return out;
}

/** A picture of one pixel a block, in full size, bilinear between the blocks' middles. */
export function enlarge(small: Grey, width: number, height: number, block: number): Grey {
  const out = blankGrey(width, height);
  const across = placesBetween(width, small.width, block);
  const down = placesBetween(height, small.height, block);
  // Of each row first the blocks, which are few, then the pixels between them.
  const blocks = new Float64Array(small.width + 1);
  for (let y = 0; y < height; y++) {
    const row = (down.first[y] ?? 0) * small.width;
    const below = small.height > 1 ? row + small.width : row;
    const fy = down.share[y] ?? 0;
    for (let x = 0; x < small.width; x++)
      blocks[x] = (small.data[row + x] ?? 0) * (1 - fy) + (small.data[below + x] ?? 0) * fy;
    const into = out.data.subarray(y * width, (y + 1) * width);
    for (let x = 0; x < width; x++) {
      const column = across.first[x] ?? 0;
      const left = blocks[column] ?? 0;
      into[x] = left + ((blocks[column + 1] ?? 0) - left) * (across.share[x] ?? 0);
    }
  }
  return out;
}

/** For each pixel the block whose middle lies before it, and how far it is on the way to the next one's. */
function placesBetween(length: number, blocks: number, block: number) {
  const first = new Int32Array(length);
  const share = new Float32Array(length);
  for (let at = 0; at < length; at++) {
    const place = Math.min(blocks - 1, Math.max(0, (at + 0.5) / block - 0.5));
    const before = Math.min(Math.max(0, blocks - 2), Math.floor(place));
    first[at] = before;
    share[at] = place - before;
  }
  return { first, share };
}
