import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { copyGround } from './ground.ts';
import { mostEms, microtext } from './microtext.ts';

export interface BackHead {
  readonly documentNumber: string;
  /** 1 to `of`. */
  readonly sheet: number;
  readonly of: number;
  readonly authorityName: string;
}

const notice = [
  'この証明書は、複写すると、紙面の地に「複写」の文字が浮かび出ます。',
  '文字が浮かび出ている紙は、証明書の原本ではありません。',
  '表面の二次元コードを読み取ると、表面の記載が発行されたとおりであることを確かめることができます。',
  '表面と裏面の発行番号、枚数が同じであることを確かめてください。',
] as const;

/** Baselines, mm. */
const at = { band: 18, notice: 247, number: 277, bottomBand: 282 } as const;
const step = { band: 0.75, notice: 6 } as const;
const bandLines = 4;

let backGround: readonly DrawOp[] | null = null;

/** The back of an official sheet. It names no person: whoever finds a sheet face down learns nothing from it. */
export function backOf({ documentNumber, sheet, of, authorityName }: BackHead): PageDrawing {
  backGround ??= copyGround([]);
  return {
    widthMm: 210,
    heightMm: 297,
    ops: [
      ...backGround,
      ...band(documentNumber, at.band),
      ...notice.map((text, index) => label(text, 22, at.notice + index * step.notice, 3.4, 166)),
      label(`${authorityName}　発行番号　${documentNumber}`, 22, at.number, 3.4, 140),
      { ...label(`${String(sheet)}/${String(of)}`, 188, at.number, 3.4, 20), align: 'right' },
      ...band(documentNumber, at.bottomBand),
    ],
  };
}

type TextOp = Extract<DrawOp, { op: 'text' }>;

/** @param width mm; a longer text is set narrower */
function label(text: string, x: number, y: number, size: number, width: number): TextOp {
  const stretch = Math.max(0.4, Math.min(1, width / (mostEms(text) * size)));
  return { op: 'text', x, y, size, text, align: 'left', stretch };
}

function band(documentNumber: string, y: number): DrawOp[] {
  const baselines = Array.from({ length: bandLines }, (_, line) => y + line * step.band);
  return microtext(documentNumber, { x: 105, width: 180 }, baselines);
}
