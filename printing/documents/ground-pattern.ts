import type { DrawOp } from '../../shared/drawing.ts';

const paper = { width: 210, height: 297 } as const;
/** mm: no store printer prints to the edge. */
const margin = 10;
/** mm */
const line = { apart: 9.7, sway: 3.6, period: 34, width: 0.16 } as const;

/**
 * A pale ground of mirrored waves (立涌) under the whole front, about 20 kB as a path: a sheet cut, pasted or retyped on plain paper
 * shows that it is not the original. It is no copy detection: that needs raster patterns matched to a printer.
 */
export function groundPattern(): DrawOp {
  const count = Math.floor((paper.width - 2 * margin - 2 * line.sway) / line.apart) + 1;
  const left = (paper.width - (count - 1) * line.apart) / 2;
  const lines = Array.from({ length: count }, (_, index) =>
    wave(left + index * line.apart, index % 2 === 0 ? line.sway : -line.sway),
  );
  return { op: 'path', d: lines.join(''), color: 'ground' };
}

/** One vertical wave as a thin closed shape: down along one edge, up along the other. Paths are filled, never stroked. */
function wave(x: number, sway: number): string {
  const half = line.period / 2;
  const steps = Math.floor((paper.height - 2 * margin) / half);
  const top = (paper.height - steps * half) / 2;
  const turn = (index: number) => x + (index % 2 === 0 ? sway : -sway);
  const edge = (from: number, to: number, shift: number) => {
    const middle = top + ((from + to) / 2) * half;
    const point = (at: number, y: number) => `${mm(turn(at) + shift)} ${mm(y)}`;
    return `C${point(from, middle)} ${point(to, middle)} ${point(to, top + to * half)}`;
  };
  let path = `M${mm(turn(0))} ${mm(top)}`;
  for (let step = 0; step < steps; step++) path += edge(step, step + 1, 0);
  path += `L${mm(turn(steps) + line.width)} ${mm(top + steps * half)}`;
  for (let step = steps; step > 0; step--) path += edge(step, step - 1, line.width);
  return `${path}Z`;
}

function mm(value: number): string {
  return String(Math.round(value * 100) / 100);
}
