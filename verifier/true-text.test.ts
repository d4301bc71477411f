import { expect, it } from 'vitest';
import type { DrawOp } from '../shared/drawing.ts';
import { trueText } from './true-text.ts';

const text = (x: number, y: number, says: string, size = 3.4): DrawOp => ({
  ...{ op: 'text', x, y, size, text: says, align: 'left', stretch: 1 },
});
const page = (...ops: DrawOp[]) => ({ widthMm: 210, heightMm: 297, ops }) as const;

it('reads a page from head to foot, each label before what it names, however they were drawn', () => {
  expect(
    trueText(
      page(
        text(60, 50.4, '見本　太郎'),
        { op: 'line', x1: 0, y1: 0, x2: 9, y2: 0, width: 0.1 },
        text(30, 50, '氏名', 2.5),
        text(30, 60, '住所'),
        text(100, 20, '住民票の写し', 7),
      ),
    ),
  ).toEqual(['住民票の写し', '氏名 | 見本　太郎', '住所']);
});

it('leaves out microtext, and characters that would steer a terminal or turn a line around', () => {
  expect(trueText(page(text(10, 10, '証明書原本', 0.5), text(10, 20, '見\u001b[2J本\u202e太\n郎')))).toEqual([
    '見[2J本太郎',
  ]);
});
