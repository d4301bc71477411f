import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';

const left = 20;
const right = 190;

function text(x: number, y: number, size: number, words: string, stretch = 1): DrawOp {
  return { op: 'text', x, y, size, text: words, align: 'left', stretch };
}

function line(x1: number, y1: number, x2: number, y2: number): DrawOp {
  return { op: 'line', x1, y1, x2, y2, width: 0.2 };
}

function personBlock(top: number, name: string): DrawOp[] {
  const cells: readonly (readonly [string, string])[] = [
    ['氏名', name],
    ['生年月日', '●●●●年●月●●日　　性別　●'],
    ['住所を定めた日', '令和●年●●月●日　　届出日　令和●年●●月●日'],
    ['前住所', '●●●●●●●●●●●●●●●'],
    ['続柄', '省略'],
    ['本籍　筆頭者', '●●●●●●●●●●●　　●●●●'],
  ];
  const height = 7.4;
  return [
    { op: 'rect', x: left, y: top, w: right - left, h: cells.length * height, stroke: 0.4, fill: null },
    { op: 'rect', x: left, y: top, w: 34, h: cells.length * height, stroke: null, fill: 0.94 },
    line(left + 34, top, left + 34, top + cells.length * height),
    ...cells.flatMap(([caption, value], index): DrawOp[] => {
      const bottom = top + (index + 1) * height;
      return [
        text(left + 2, bottom - 2.5, 3.2, caption),
        text(left + 37, bottom - 2.2, 4, value, value.length > 26 ? 0.8 : 1),
        ...(index < cells.length - 1 ? [line(left, bottom, right, bottom)] : []),
      ];
    }),
  ];
}

/** A masked, made-up residence record as the center sends it, for up to four persons on a sheet. */
export function samplePage(persons: number, at: number, of: number): PageDrawing {
  const names = ['見●●●', '例●●●', '仮●●●', '架●●●'];
  return {
    widthMm: 210,
    heightMm: 297,
    ops: [
      { op: 'path', color: 'ground', d: 'M0 0 L210 0 L210 297 L0 297 Z' },
      { op: 'rect', x: 10, y: 10, w: 190, h: 277, stroke: null, fill: 1 },
      { op: 'text', x: 105, y: 26, size: 8, text: '住　民　票　の　写　し', align: 'center', stretch: 1 },
      text(left, 40, 4, '住所　つくば市見本町●丁目●番地●'),
      text(left, 47, 4, '世帯主　省略'),
      ...names.slice(0, persons).flatMap((name, index) => personBlock(52 + index * 48, name)),
      ...(persons < 4 ? [text(90, 60 + persons * 48, 4.4, '以　下　余　白')] : []),
      text(left, 256, 4, 'この写しは、世帯全員の住民票の原本と相違ないことを証明する。'),
      text(left, 264, 4, '令和●年●●月●●日'),
      text(108, 272, 5, 'つくば市長　見　本　花　子'),
      {
        op: 'path',
        color: 'vermilion',
        d: 'M176 258 L192 258 L192 274 L176 274 Z M178 260 L178 272 L190 272 L190 260 Z',
      },
      {
        op: 'path',
        color: 'vermilion',
        d: 'M180 262 L188 262 L188 263.4 L180 263.4 Z M180 268 L188 268 L188 269.4 L180 269.4 Z',
      },
      {
        op: 'text',
        x: right,
        y: 282,
        size: 3.4,
        text: `見本-0000　${String(at)}/${String(of)}`,
        align: 'right',
        stretch: 1,
      },
    ],
  };
}
