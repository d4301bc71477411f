import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PageDrawing } from '../../shared/drawing.ts';
import { madeUpForeigner, madeUpPerson, madeUpRecord } from '../../testing/certificates/made-up-household.ts';
import { laidOut } from '../../testing/certificates/laid-out.ts';
import type { ResidenceRecordData } from '../certificates/residence-record/residence-record-data.ts';
import { residenceRecordLayout } from '../certificates/residence-record/residence-record.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { renderSheet } from './render-sheet.ts';

const font = await loadMincho();
const folder = mkdtempSync(join(tmpdir(), 'render-sheet-'));
afterAll(() => rmSync(folder, { recursive: true }));

function pagesOf(data: ResidenceRecordData): readonly PageDrawing[] {
  return laidOut(residenceRecordLayout, data, font).drawings;
}

function judge(pdf: Uint8Array, command: string, ...options: string[]): string {
  const file = join(folder, 'sheet.pdf');
  writeFileSync(file, pdf);
  return execFileSync(command, [...options, file, ...(command === 'pdftotext' ? ['-'] : [])], {
    encoding: 'utf8',
  });
}

/** pdftotext places wide spaces as it likes. */
const withoutSpaces = (text: string) => text.replace(/\s/gu, '');

function pageOf(...texts: string[]): PageDrawing {
  return {
    widthMm: 210,
    heightMm: 297,
    ops: texts.map((text, index) => ({
      op: 'text',
      x: 20,
      y: 30 + index * 10,
      size: 5,
      text,
      align: 'left',
      stretch: 1,
    })),
  };
}

describe('renderSheet', () => {
  it('makes sheets from which pdftotext reads every field of every person, in order', async () => {
    const persons = Array.from({ length: 8 }, (_, number) => madeUpPerson(number));
    const read: string[] = [];
    for (const page of pagesOf(madeUpRecord([...persons, madeUpForeigner()]))) {
      const pdf = await renderSheet([page], font, '住民票の写し');
      expect(judge(pdf, 'qpdf', '--check')).toContain('No syntax or stream encoding errors found');
      read.push(withoutSpaces(judge(pdf, 'pdftotext', '-layout')));
    }
    expect(read).toHaveLength(3);
    const expected = [
      ...persons.flatMap((person, number) => [
        `フリガナ${person.kana ?? ''}`,
        person.sex === 'male' ? '男' : '女',
        `続柄${person.relationship.shown ? (person.relationship.value ?? '') : ''}`,
        person.name,
        `生年月日昭和${45 + number}年11月${10 + number}日`,
        `旧氏${person.formerName ?? '空欄'}`,
        `個人番号00000000${1000 + number}`,
        `住民となった年月日平成27年4月${number + 1}日`,
        `住所を定めた年月日令和元年5月${number + 1}日`,
        `届出の年月日令和元年6月${number + 1}日`,
        `前住所東京都架空区見本町${number + 1}丁目2番1号`,
        `本籍茨城県つくば市架空町${number + 1}番地`,
        '筆頭者見本太郎',
      ]),
      ...[
        'SAMPLE MARIA EXAMPLE',
        '1977年11月17日',
        '通称見本まりあ',
        '国籍・地域ブラジル',
        '技術・人文知識・国際業務',
      ],
      ...['在留期間等5年', '在留期間の満了の日令和10年3月31日', '在留カード等の番号AB00000000CD'],
      ...[
        '以下余白',
        'この写しは、世帯全員の',
        '令和8年11月20日',
        'つくば市長見本市子',
        '発行番号TKB-00000000-MIHON',
        '3/3',
      ],
    ];
    const whole = read.join('');
    let from = 0;
    for (const text of expected) {
      const at = whole.indexOf(withoutSpaces(text), from);
      expect(at, text).toBeGreaterThanOrEqual(from);
      from = at;
    }
  });

  it('embeds one subset of the font, and nothing about a person or a time in the metadata', async () => {
    const [page] = pagesOf(madeUpRecord([madeUpPerson(0)]));
    const pdf = await renderSheet(page ? [page, page] : [], font, '住民票の写し');
    const fonts = judge(pdf, 'pdffonts').trim().split('\n').slice(2);
    expect(fonts).toHaveLength(1);
    expect(fonts[0]).toMatch(/^[A-Z]{6}\+IPAmjMincho\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    const info = judge(pdf, 'pdfinfo', '-isodates');
    expect(info).toMatch(/Title: +住民票の写し/);
    expect(info).toMatch(/CreationDate: +1970-01-01/);
    expect(info).toMatch(/Pages: +2/);
    expect(info).toContain('(A4)');
    expect(pdf.length).toBeLessThan(100_000);
  });

  it('gives the same bytes for the same drawing, whatever was drawn between', async () => {
    const page = pageOf('葛\u{e0103}城', '見本');
    const first = await renderSheet([page], font, '見本');
    await renderSheet([pageOf('葛城　辻')], font, '別');
    const second = await renderSheet([page], font, '見本');
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });

  it('keeps a character and its variants apart in the text, even where they share a glyph', async () => {
    const texts = ['葛城葛\u{e0103}城葛\u{e0102}城', '𠮷髙﨑辻\u{e0102}', '1-2‐3'];
    const pdf = await renderSheet([pageOf(...texts)], font, '見本');
    expect(judge(pdf, 'pdftotext').trim().split(/\s+/u)).toEqual(texts);
  });

  it('sets a narrowed text exactly as wide as the layout measured it', async () => {
    const page = pageOf('見本見本見本');
    const narrow = { ...page, ops: page.ops.map((op) => (op.op === 'text' ? { ...op, stretch: 0.6 } : op)) };
    const pdf = await renderSheet([narrow], font, '見本');
    const word = /<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"/.exec(judge(pdf, 'pdftotext', '-bbox'));
    const [left, right] = [Number(word?.[1]), Number(word?.[2])].map((point) => (point / 72) * 25.4);
    expect(left).toBeCloseTo(20, 1);
    expect(right).toBeCloseTo(20 + 6 * 5 * 0.6, 1);
  });

  it('throws rather than draw a character that nobody checked', async () => {
    await expect(renderSheet([pageOf('葛\u{e0100}')], font, '見本')).rejects.toThrow(/not refused in time/);
  });
});
