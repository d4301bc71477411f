import { blurGrey } from '../../verifier/image/blur.ts';
import { emptyGrey } from '../../verifier/image/grey.ts';
import type { Grey } from '../../verifier/image/grey.ts';
import { printDensity } from './printed-page.ts';
import type { Random } from './random.ts';

/** What a worn store printer does to a page. Lengths in mm, strengths as shares of the light. */
export interface TonerFlaws {
  /** Light that black reflects. */
  readonly black: number;
  /** Exponent on the ink: below 1 makes strokes bolder, above 1 thinner. */
  readonly gain: number;
  readonly specks: number;
  readonly dropouts: number;
  readonly streaks: number;
}

export function randomToner(random: Random): TonerFlaws {
  return {
    black: random.between(0.04, 0.22),
    gain: random.between(0.75, 1.3),
    specks: random.whole(0, 40),
    dropouts: random.whole(0, 25),
    streaks: random.whole(0, 2),
  };
}

/** Distinct levels of light. */
const steps = 1000;

/** A page printed with these flaws. */
export function withToner(page: Grey, flaws: TonerFlaws, random: Random): Grey {
  const soft = blurGrey(page, 0.6);
  const table = Float32Array.from(
    { length: steps + 1 },
    (_, step) => 1 - (1 - flaws.black) * (1 - step / steps) ** flaws.gain,
  );
  const out = emptyGrey(page.width, page.height);
  for (let at = 0; at < out.data.length; at++)
    out.data[at] = table[Math.round((soft.data[at] ?? 1) * steps)] ?? 1;
  for (let count = 0; count < flaws.specks; count++)
    blot(out, anywhere(random), random.between(0.05, 0.25), flaws.black);
  for (let count = 0; count < flaws.dropouts; count++)
    blot(out, onInk(out, random), random.between(0.05, 0.22), 1);
  for (let count = 0; count < flaws.streaks; count++) streak(out, random);
  return out;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function anywhere(random: Random): Place {
  return { x: random.between(0, 210), y: random.between(0, 297) };
}

/** A place with ink: missing toner on bare paper would not be seen. */
function onInk(page: Grey, random: Random): Place {
  for (let tries = 0; tries < 2000; tries++) {
    const at = anywhere(random);
    const x = Math.floor(at.x * printDensity);
    const y = Math.floor(at.y * printDensity);
    if (at.y < 247 && (page.data[y * page.width + x] ?? 1) < 0.4) return at;
  }
  return anywhere(random);
}

/** A round spot of a given light. @param radius mm */
function blot(page: Grey, at: Place, radius: number, light: number): void {
  const [cx, cy, r] = [at.x * printDensity, at.y * printDensity, radius * printDensity];
  for (let y = Math.floor(cy - r - 1); y <= cy + r + 1; y++)
    for (let x = Math.floor(cx - r - 1); x <= cx + r + 1; x++) {
      if (x < 0 || y < 0 || x >= page.width || y >= page.height) continue;
      const covered = Math.min(1, Math.max(0, r + 0.5 - Math.hypot(x + 0.5 - cx, y + 0.5 - cy)));
      const index = y * page.width + x;
      page.data[index] = (page.data[index] ?? 1) * (1 - covered) + light * covered;
    }
}

/** A faint line along the paper's path through the printer, from a scratched drum. */
function streak(page: Grey, random: Random): void {
  const middle = random.between(8, 202) * printDensity;
  const half = random.between(0.08, 0.3) * printDensity;
  const strength = random.between(0.05, 0.25);
  const lighter = random.chance(0.4);
  for (let y = 0; y < page.height; y++)
    for (let x = Math.floor(middle - half - 1); x <= middle + half + 1; x++) {
      const share = strength * Math.min(1, Math.max(0, half + 0.5 - Math.abs(x + 0.5 - middle)));
      const index = y * page.width + x;
      const light = page.data[index] ?? 1;
      page.data[index] = lighter ? light + (1 - light) * share : light * (1 - share);
    }
}
