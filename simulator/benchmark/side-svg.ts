import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';

type Op<Name extends DrawOp['op']> = Extract<DrawOp, { op: Name }>;

export const fills = { vermilion: '#d0281c', black: '#000', ground: '#d9e8e2', dots: '#00828c' } as const;

/** A side as SVG, in millimetres. @param texts whether its texts are in it */
export function sideSvg({ ops }: PageDrawing, texts: 'withTexts' | 'withoutTexts'): string {
  const drawn = texts === 'withTexts' ? ops : ops.filter(({ op }) => op !== 'text');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">${drawn.map(svgOf).join('')}</svg>`;
}

function svgOf(op: DrawOp, index: number): string {
  switch (op.op) {
    case 'text': {
      const anchor = { left: 'start', right: 'end', center: 'middle' }[op.align];
      const text = op.text.replace(/[<&]/g, (character) => `&#${character.charCodeAt(0)};`);
      return `<text transform="translate(${op.x} ${op.y}) scale(${op.stretch} 1)" font-size="${op.size}" text-anchor="${anchor}">${text}</text>`;
    }
    case 'line':
      return `<line x1="${op.x1}" y1="${op.y1}" x2="${op.x2}" y2="${op.y2}" stroke="#000" stroke-width="${op.width}"/>`;
    case 'rect':
      return `<rect x="${op.x}" y="${op.y}" width="${op.w}" height="${op.h}" fill="${greyOf(op)}" stroke="#000" stroke-width="${op.stroke ?? 0}"/>`;
    case 'path':
      return `<path d="${op.d}" fill="${fills[op.color]}"/>`;
    case 'dots':
      return dotsSvg(op, `dots${index}`);
  }
}

/** A tile of one dot, laid over all blocks: the least that SVG can say. */
function dotsSvg({ x, y, pitch, side, blocks }: Op<'dots'>, name: string): string {
  const dot = side / pitch;
  const inset = (1 - dot) / 2;
  return `<g transform="translate(${x} ${y}) scale(${pitch})"><pattern id="${name}" width="1" height="1" patternUnits="userSpaceOnUse"><rect x="${inset}" y="${inset}" width="${dot}" height="${dot}" fill="${fills.dots}"/></pattern><path fill="url(#${name})" d="${blocksPath(blocks)}"/></g>`;
}

export function blocksPath(blocks: Op<'dots'>['blocks']): string {
  return blocks.map(([x, y, w, h]) => `M${x} ${y}L${x + w} ${y}L${x + w} ${y + h}L${x} ${y + h}Z`).join('');
}

export function greyOf({ fill }: Op<'rect'>): string {
  if (fill === null) return 'none';
  const level = Math.round(fill * 255);
  return `rgb(${level}, ${level}, ${level})`;
}
