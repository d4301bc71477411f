import { writeFile } from 'node:fs/promises';
import type { Random } from '../random.ts';
import { runTool } from './run-tool.ts';

/** What is done to a picture of a page on its way to the receiver. */
export const qualities = [
  'clean',
  'flatbed',
  'contrast',
  'gamma',
  'sharpened',
  'jpeg',
  'phone',
  'twoTone',
  'twoTone150',
] as const;
export type Quality = (typeof qualities)[number];

/** Those that leave a picture its colours. */
export const inColour = ['clean', 'contrast', 'gamma', 'sharpened', 'jpeg'] as const;

/** Whether it leaves nothing between black and white: grey words may be gone altogether. */
export function isTwoTone(quality: Quality): boolean {
  return quality === 'twoTone' || quality === 'twoTone150';
}

/** How fine pictures of this quality are, dpi. */
export function dpisOf(quality: Quality): readonly [number, ...number[]] {
  switch (quality) {
    case 'twoTone150':
      return [150];
    case 'twoTone':
      return [200, 240, 300, 400, 600];
    case 'phone':
      return [200, 240, 300, 350];
    case 'jpeg':
      return [170, 200, 300, 400];
    default:
      return [150, 200, 250, 300, 350, 400, 600];
  }
}

/** What was done, in words for the list of cases. */
export interface Done {
  readonly file: string;
  readonly how: string;
}

/**
 * Sends a picture through ImageMagick or netpbm.
 * @param hues whether a scanner sees colours, where the quality has them at all
 * @param out file without its ending
 */
export async function degrade(
  { quality, hues }: { readonly quality: Quality; readonly hues: 'seen' | 'lost' },
  file: string,
  dpi: number,
  out: string,
  random: Random,
): Promise<Done> {
  const seed = random.whole(1, 1e6);
  const convert = async (how: string, args: readonly string[], ending = 'png') => {
    await runTool('convert', [file, '-seed', String(seed), ...args, '-strip', `${out}.${ending}`]);
    return { file: `${out}.${ending}`, how };
  };
  // Every second one lay in a scanner first; the others are pictures straight from a program.
  const [lay, laid] = random.chance(0.5) && quality !== 'clean' ? onGlass(random, dpi, hues) : [[], ''];
  switch (quality) {
    case 'clean':
      return convert('clean', []);
    case 'flatbed':
      return convert('flatbed', onGlass(random, dpi, hues)[0]);
    case 'contrast':
      return convert(`contrast × 2${laid}`, [...lay, '-function', 'Polynomial', '2,-0.5']);
    case 'gamma': {
      const gamma = random.pick(['0.45', '0.6', '1.6', '2.2']);
      return convert(`gamma ${gamma}${laid}`, [...lay, '-gamma', gamma]);
    }
    case 'sharpened': {
      const by = random.pick(['0x1+2+0', '0x2+1.5+0', '0x0.7+3+0', '0x3+1+0.02']);
      return convert(`unsharp ${by}${laid}`, [...lay, '-unsharp', by]);
    }
    case 'jpeg': {
      const level = random.pick(['60', '70', '80', '90']);
      return convert(`JPEG ${level}${laid}`, [...lay, '-quality', level], 'jpg');
    }
    case 'phone':
      return photograph(convert, file, dpi, random);
    case 'twoTone':
    case 'twoTone150':
      return twoTone(convert, [lay, laid], { file, dpi }, out, random);
  }
}

type Convert = (how: string, args: readonly string[], ending?: string) => Promise<Done>;

/** Laid on the glass not quite straight, seen through a lens, with the sensor's noise. */
function onGlass(random: Random, dpi: number, hues: 'seen' | 'lost'): [readonly string[], string] {
  const turn = random.between(-2, 2).toFixed(2);
  const blur = (random.between(0.25, 0.55) * Math.max(1, dpi / 250)).toFixed(2);
  const noise = random.between(0.05, 0.3).toFixed(2);
  const paper = random.pick(['#f4f4f4', '#e8e8e8', '#ffffff']);
  const lay = [
    ...['-virtual-pixel', 'background', '-background', 'white'],
    ...['-filter', 'point', '-interpolate', 'catrom', '-distort', 'SRT', turn],
  ];
  const see = [
    '-blur',
    `0x${blur}`,
    '-attenuate',
    noise,
    '+noise',
    'Gaussian',
    '+level-colors',
    `#101010,${paper}`,
  ];
  const grey = hues === 'seen' ? [] : ['-colorspace', 'gray'];
  return [[...lay, ...see, ...grey], `, turned ${turn}, blur ${blur}, noise ${noise}`];
}

async function photograph(convert: Convert, file: string, dpi: number, random: Random): Promise<Done> {
  const [w = 0, h = 0] = (await runTool('convert', [file, '-format', '%w %h', 'info:']))
    .toString()
    .split(' ')
    .map(Number);
  const off = (length: number) => random.between(0.01, 0.05) * length;
  const [left, top, right, bottom] = [off(w), off(h), off(w), off(h)];
  const corners = [
    `0,0 ${left + off(w)},${top + off(h)}`,
    `${w},0 ${w - right},${top}`,
    `${w},${h} ${w - off(w)},${h - bottom}`,
    `0,${h} ${left},${h - off(h)}`,
  ];
  const blur = (random.between(0.4, 0.8) * Math.max(1, dpi / 250)).toFixed(2);
  const dark = random.pick(['grey55', 'grey70', 'grey85']);
  const light = [
    '(',
    '-size',
    `${w}x${h}`,
    random.pick(['gradient:', 'radial-gradient:']) + `grey95-${dark}`,
    ')',
  ];
  const level = String(random.whole(60, 90));
  const how = `photograph, blur ${blur}, light to ${dark}, JPEG ${level}`;
  return convert(
    how,
    [
      ...[
        '-virtual-pixel',
        'background',
        '-background',
        'grey30',
        ...['-filter', 'point', '-interpolate', 'catrom'],
        '-distort',
        'Perspective',
        corners.join(' '),
      ],
      ...['-blur', `0x${blur}`, ...light, '-compose', 'multiply', '-composite'],
      ...['-attenuate', random.between(0.1, 0.5).toFixed(2), '+noise', 'Gaussian'],
      ...['-colorspace', 'gray', '-quality', level],
    ],
    'jpg',
  );
}

async function twoTone(
  convert: Convert,
  [lay, laid]: readonly [readonly string[], string],
  { file, dpi }: { readonly file: string; readonly dpi: number },
  out: string,
  random: Random,
): Promise<Done> {
  const way = random.pick(['threshold', 'threshold', 'local', 'dithered']);
  if (way === 'threshold') {
    const at = random.pick(['40%', '50%', '60%', '70%']);
    return convert(`black and white at ${at}${laid}`, [...lay, '-threshold', at]);
  }
  if (way === 'local') {
    // Wider than a module of the codes, which it would make hollow.
    const side = Math.round(dpi / 8);
    const lat = ['-negate', '-lat', `${side}x${side}+12%`, '-negate'];
    return convert(`black and white, local${laid}`, [...lay, ...lat]);
  }
  const grey = `${out}-grey.pgm`;
  await runTool('convert', [file, ...lay, '-depth', '8', grey]);
  await writeFile(`${out}-bits.pbm`, await runTool('pgmtopbm', ['-fs', grey]));
  await runTool('convert', [`${out}-bits.pbm`, `${out}.png`]);
  return { file: `${out}.png`, how: `black and white, dithered${laid}` };
}
