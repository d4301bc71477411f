import type { PageArea } from '../../../verifier/image/warp.ts';
import type { Random } from '../random.ts';
import { runTool } from './run-tool.ts';

/** What happens to a sheet before it is scanned: something was spilt on it, or it was folded. */
export const spoils = ['stained', 'creased'] as const;
export type Spoil = (typeof spoils)[number];

/** Spoils a picture over a place, mm from its top left corner. @param out file without its ending @returns the file */
export async function spoilAt(
  spoil: Spoil,
  { x, y, w, h }: PageArea,
  file: string,
  dpi: number,
  out: string,
  random: Random,
): Promise<string> {
  const px = (mm: number) => (mm * dpi) / 25.4;
  const [cx, cy] = [x + w / 2 + random.between(-3, 3), y + h / 2 + random.between(-2, 2)];
  const slope = random.between(-0.12, 0.12);
  const [width = 0, height = 0] = (await runTool('convert', [file, '-format', '%w %h', 'info:']))
    .toString()
    .split(' ')
    .map(Number);
  const canvas = (colour: string) => ['-size', `${width}x${height}`, `xc:${colour}`];
  const laid = (colour: string, how: string, drawn: readonly string[]) =>
    ['(', ...canvas(colour), ...drawn, ')', '-compose', how, '-composite'] as const;
  const layers =
    spoil === 'stained'
      ? laid('white', 'multiply', random.chance(0.5) ? drop() : ring())
      : [...laid('white', 'multiply', shadow()), ...laid('black', 'screen', flaked())];
  await runTool('convert', [file, ...layers, '-colorspace', 'gray', `${out}.png`]);
  return `${out}.png`;

  function ellipse(rx: number, ry: number, light: number): readonly string[] {
    const at = [px(cx), px(cy), px(rx), px(ry)].map((value) => value.toFixed(1));
    return ['-fill', `grey${Math.round(light)}`, '-draw', `ellipse ${at.join(',')} 0,360`];
  }

  /** Something fat or wet that soaked in: dark in the middle, without an edge. */
  function drop(): readonly string[] {
    const soft = px(random.between(0.8, 2.5)).toFixed(1);
    const drawn = ellipse(random.between(2.5, 12), random.between(2, 9), random.between(62, 92));
    return [...drawn, '-blur', `0x${soft}`];
  }

  /** Coffee: it dries to a sharp outer edge, fades inwards, and leaves a faint tone. */
  function ring(): readonly string[] {
    const [rx, ry] = [random.between(5, 20), random.between(5, 16)];
    const [edge, faint, wide] = [random.between(62, 88), random.between(92, 97), random.between(1.5, 4)];
    const steps = Array.from({ length: 12 }, (_, step) => step / 11);
    const drawn = steps.flatMap((step) =>
      ellipse(rx - step * wide, ry - step * wide, edge + (faint - edge) * Math.sqrt(step)),
    );
    return [...drawn, '-blur', `0x${px(0.12).toFixed(1)}`];
  }

  function fold(): string {
    const at = (across: number) => `${px(across).toFixed(1)},${px(cy + slope * (across - cx)).toFixed(1)}`;
    return `line ${at(-5)} ${at(215)}`;
  }

  /** The sheet bends to both sides of a fold, away from the lamp. */
  function shadow(): readonly string[] {
    const light = `grey${random.whole(84, 96)}`;
    const wide = px(random.between(1.5, 4)).toFixed(1);
    return ['-stroke', light, '-strokewidth', wide, '-draw', fold(), '-blur', `0x${px(0.8).toFixed(1)}`];
  }

  /** Toner breaks off along it. */
  function flaked(): readonly string[] {
    const lost = `grey${random.whole(10, 60)}`;
    const wide = px(random.between(0.08, 0.2)).toFixed(2);
    return ['-stroke', lost, '-strokewidth', wide, '-draw', fold(), '-blur', `0x${px(0.05).toFixed(2)}`];
  }
}
