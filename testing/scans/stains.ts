import type { Grey } from '../../verifier/image/grey.ts';
import { printDensity } from './printed-page.ts';
import type { Random } from './random.ts';

/** The ring of a coffee cup: semi-transparent, darkest at its edge. Lengths in mm. */
export interface CoffeeRing {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  /** Share of the light that the ring's darkest part absorbs. */
  readonly strength: number;
}

export function randomRing(random: Random): CoffeeRing {
  return {
    x: random.between(20, 190),
    y: random.between(20, 290),
    radius: random.between(32, 42),
    width: random.between(1.5, 4),
    strength: random.between(0.15, 0.45),
  };
}

/** The page after a cup has stood on it. */
export function withRing(page: Grey, ring: CoffeeRing, random: Random): Grey {
  const data = Float32Array.from(page.data);
  const wobble = Array.from({ length: 5 }, () => ({
    size: random.between(0, 0.5),
    phase: random.between(0, 6.28),
  }));
  for (let row = 0; row < page.height; row++) {
    const y = (row + 0.5) / printDensity - ring.y;
    if (Math.abs(y) > ring.radius + 5) continue;
    for (let column = 0; column < page.width; column++) {
      const x = (column + 0.5) / printDensity - ring.x;
      if (x * x + y * y > (ring.radius + 5) ** 2) continue;
      const angle = Math.atan2(y, x);
      const uneven = wobble.reduce(
        (sum, { size, phase }, turn) => sum + size * Math.sin((turn + 1) * angle + phase),
        0,
      );
      const fromEdge = Math.hypot(x, y) - ring.radius - uneven;
      const index = row * page.width + column;
      data[index] = (data[index] ?? 1) * (1 - ring.strength * density(fromEdge, ring.width));
    }
  }
  return { ...page, data };
}

/** Coffee dries to a sharp outer edge, fades inwards, and leaves a faint brown inside. */
function density(fromEdge: number, width: number): number {
  if (fromEdge > 0.3) return 0;
  if (fromEdge > 0) return 1 - fromEdge / 0.3;
  return fromEdge > -width ? 1 - 0.7 * (-fromEdge / width) : 0.12;
}
