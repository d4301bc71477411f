import { codeModules, moduleMm } from '../../printing/paper/place.ts';
import type { PlaceOnPage } from '../../printing/paper/place.ts';
import type { Grey } from '../image/grey.ts';
import type { Region } from './region.ts';
import type { Response } from './response.ts';

/** Share of black by which a module must be darker or lighter than it should be. */
const wrong = 0.45;
/**
 * So many wrong modules near each other are a stroke over a code, or a piece of it covered. Those between them are right by chance: every second
 * one is dark anyhow. A crease takes toner off a line of them, which is less than `leastAcross` wide.
 */
const least = { dark: 5, light: 25 } as const;
const near = 2;
const leastAcross = 4;

/**
 * Compares the codes of a page with what they should look like. Codes that are read in spite of it can be written over: their redundancy
 * repairs it, and one of several is not needed at all.
 * @param places those that bear a code
 */
export function codesWrittenOver(
  ink: Grey,
  { model, contrast }: Response,
  places: readonly PlaceOnPage[],
  density: number,
): readonly Region[] {
  return places.flatMap((place) => {
    const off = modulesOff(ink, model, place, density);
    const isDark = off.map((value) => value > wrong * contrast);
    const isLight = off.map((value) => value < -wrong * contrast);
    return [
      ...groupsIn(isDark, least.dark).map((group) => regionOf(group, place, 'added')),
      ...groupsIn(isLight, least.light)
        .filter(({ left, right, top, bottom }) => Math.min(right - left, bottom - top) >= leastAcross)
        .map((group) => regionOf(group, place, 'missing')),
    ];
  });
}

/** By how much each module is darker than it should be, in its middle; row by row. */
function modulesOff(ink: Grey, model: Grey, { x, y }: PlaceOnPage, density: number): readonly number[] {
  const half = Math.max(1, Math.round((moduleMm * density) / 4));
  return Array.from({ length: codeModules * codeModules }, (_, index) => {
    const column = Math.round((x + ((index % codeModules) + 0.5) * moduleMm) * density - 0.5);
    const row = Math.round((y + (Math.floor(index / codeModules) + 0.5) * moduleMm) * density - 0.5);
    let [sum, count] = [0, 0];
    for (let py = row - half + 1; py <= row + half - 1; py++)
      for (let px = column - half + 1; px <= column + half - 1; px++) {
        const at = py * ink.width + px;
        sum += (ink.data[at] ?? 0) - (model.data[at] ?? 0);
        count++;
      }
    return sum / Math.max(1, count);
  });
}

interface Group {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Modules that lie near each other. */
function groupsIn(off: readonly boolean[], leastCount: number): readonly Group[] {
  const seen = new Uint8Array(off.length);
  const groups: Group[] = [];
  for (const [start, isOff] of off.entries()) {
    if (!isOff || seen[start] === 1) continue;
    const group = { left: codeModules, top: codeModules, right: 0, bottom: 0 };
    const stack = [start];
    seen[start] = 1;
    let count = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % codeModules, Math.floor(at / codeModules)];
      count++;
      group.left = Math.min(group.left, x);
      group.right = Math.max(group.right, x + 1);
      group.top = Math.min(group.top, y);
      group.bottom = Math.max(group.bottom, y + 1);
      for (let dy = -near; dy <= near; dy++)
        for (let dx = -near; dx <= near; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= codeModules || ny >= codeModules) continue;
          const next = ny * codeModules + nx;
          if (off[next] !== true || seen[next] === 1) continue;
          seen[next] = 1;
          stack.push(next);
        }
    }
    if (count >= leastCount) groups.push(group);
  }
  return groups;
}

function regionOf({ left, top, right, bottom }: Group, { x, y }: PlaceOnPage, kind: Region['kind']): Region {
  return {
    ...{ x: x + left * moduleMm, y: y + top * moduleMm, kind },
    ...{ w: (right - left) * moduleMm, h: (bottom - top) * moduleMm },
  };
}
