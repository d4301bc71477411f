import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import receiptline from 'receiptline';
import { describe, expect, it } from 'vitest';
import { slips } from '../../languages/compiled/slips.ts';
import { languages } from '../../shared/languages.ts';
import type { ReceiptData } from '../../shared/printers.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { saidOn } from '../../testing/receipts/said-on.ts';
import { anyReceipt } from '../../testing/receipts/any-slip.ts';
import { repetitions } from '../../testing/repetitions.ts';
import {
  sampleFree,
  sampleLetGo,
  sampleLine,
  sampleOwed,
  sampleOwedAfterPowerCut,
  samplePartlyCharged,
  sampleReceipt,
  sampleReturned,
  sampleWalletReceipt,
} from '../../testing/receipts/sample-receipts.ts';
import { missingCharacter, printableText } from './jis-text.ts';
import { renderReceiptBytes } from './receipt-bytes.ts';
import { renderReceiptSvg } from './receipt-svg.ts';

const paper = (data: ReceiptData): string => textOf(renderReceiptBytes(data));
/** The letters of a picture in reading order, with spaces as spaces. */
const picture = (data: ReceiptData): string =>
  Array.from(renderReceiptSvg(data).matchAll(/<tspan[^>]*>(.*?)<\/tspan>/g), ([, letter]) => letter)
    .join('')
    .replaceAll('&#xa0;', ' ');
const english = (data: ReceiptData): ReceiptData => ({ ...data, language: 'en' });

describe('a receipt on paper', () => {
  it('says what was bought, paid, received and given back', () => {
    const text = paper(sampleReceipt);
    for (const line of [
      '領収書',
      '2026年11月20日 14:03',
      'KIOSK-01',
      'みほん市',
      'K7Q2-M4XD',
      '000-000-0000',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/住民票の写し *\n *200円 × 2通400円/);
    expect(text).toMatch(/印鑑登録証明書 *\n *300円 × 1通300円/);
    expect(text).toMatch(/合計700円\nお支払い方法現金\nお預り1,000円\nお釣り300円/);
    expect(text).toContain('領収金額700円');
    expect(text).toContain('証明書の枚数と内容をお確かめください。');
    expect(text).not.toContain('機械がお渡しできなかった');
    expect(text).not.toContain('RECEIPT');
  });

  it('is in both languages for residents who chose English', () => {
    const text = paper(english(sampleReceipt));
    for (const line of ['領収書', 'RECEIPT', '住民票の写し', 'Residence record', 'Total', 'Change'])
      expect(text).toContain(line);
  });

  it('that owes money says how much and what to do', () => {
    const text = paper(sampleOwed);
    expect(text).toContain('未交付の連絡票');
    expect(text).not.toContain('領収書');
    expect(text).toMatch(/機械がお渡しできなかった金額[^]*300円/);
    expect(text.replace(/[\n│─┼]/g, '')).toContain('店員にお見せください。');
    expect(text).toContain('発行できた分400円');
    expect(text).toContain('お返しした金額300円');
    expect(paper(english(sampleOwed))).toContain('Not delivered');
  });

  it('does not call itself a receipt of money when nothing was printed', () => {
    const text = paper(sampleReturned);
    expect(text).toContain('発行なしのお知らせ');
    expect(text).not.toContain('領収');
  });

  it.each<[ReceiptData['badPrint'], RegExp, RegExp]>([
    ['paidBack', /店員にお見せください。手数料をお返しします。/, /できることがあります|返金はできません/],
    ['mayBePaidBack', /手数料をお返しできることがあります。/, /お返しします|返金はできません/],
    ['notPaidBack', /手数料の返金はできません。/, /お返しします|お返しできる|読めないところ/],
    [null, /読めないところがあるときは/, /手数料/],
  ])('promises of the fee of a bad print what the municipality allows: %s', (badPrint, said, unsaid) => {
    const text = paper({ ...sampleReceipt, badPrint }).replace(/\n/g, '');
    expect(text).toMatch(said);
    expect(text).not.toMatch(unsaid);
    expect(text).toContain('証明書の枚数と内容をお確かめください。');
  });

  it('calls what the machine failed to give not delivered, and never a refund', () => {
    for (const slip of [sampleOwed, sampleOwedAfterPowerCut, sampleReturned]) {
      expect(paper({ ...slip, badPrint: null })).not.toContain('返金');
      expect(paper(english({ ...slip, badPrint: null }))).not.toMatch(/refund/i);
    }
  });

  it('is Shift_JIS in FS C 1 and ends with a cut and GS r 1', () => {
    const bytes = Buffer.from(renderReceiptBytes(sampleReceipt));
    expect(bytes.includes(Buffer.from('1c4331', 'hex'))).toBe(true);
    expect(bytes.subarray(-7).toString('hex')).toBe('1d5642001d7231');
  });

  it('never breaks an English word', () => {
    const lines = paper(english(sampleOwed))
      .split('\n')
      .map((line) => line.replace(/[│┼]/g, '').trim());
    for (const sentence of [slips.en.receipt.check, slips.en.receipt.showToStaff])
      for (const word of sentence.split(' '))
        expect(lines.some((line) => line.split(' ').includes(word))).toBe(true);
  });

  it('of a payment without cash says how it was paid, and nothing about change', () => {
    const text = paper(sampleWalletReceipt);
    expect(text).toContain('お支払い方法コード決済\n');
    expect(text).toContain('領収金額700円');
    expect(text).not.toMatch(/お釣り|お預り|請求しなかった/);
    expect(paper({ ...english(sampleWalletReceipt), method: 'contactless' })).toContain('Contactless');
  });

  it('of a payment without cash says which part was not charged', () => {
    const text = paper(samplePartlyCharged);
    expect(text).toContain('お支払いの手続きをした金額700円\n発行できた分400円\n請求しなかった金額300円');
    expect(text).toContain('領収金額400円');
    const nothing = paper(sampleLetGo);
    expect(nothing).toContain('請求なしのお知らせ');
    expect(nothing).toContain('請求しなかった金額700円');
    expect(nothing).not.toMatch(/領収|お釣り/);
  });

  it('of a certificate taken again mentions no payment', () => {
    const text = paper(sampleFree);
    expect(text).toContain('手数料なしのお知らせ');
    expect(text).toContain('合計0円');
    expect(text).not.toMatch(/お預り|お釣り|領収|返金/);
  });

  it('that owes money is understood when the journal knows neither municipality nor certificates', () => {
    for (const language of languages) {
      const text = paper({ ...sampleOwedAfterPowerCut, language });
      const easy = language === 'ja-easy';
      for (const line of ['未交付の連絡票', 'K7Q2-M4XD', easy ? '渡せなかった分' : '未交付'])
        expect(text).toContain(line);
      expect(saidOn({ ...sampleOwedAfterPowerCut, language })).toContain('受付の番号で分かります。');
      expect(text).toMatch(
        easy ? /機械が渡せなかったお金[^]*1,000円/ : /機械がお渡しできなかった金額[^]*1,000円/,
      );
      expect(text).not.toMatch(/合計|発行 |null|undefined/);
    }
  });

  it('has every sum, and the debt first', () => {
    fc.assert(
      fc.property(anyReceipt, (data) => {
        const text = paper(data);
        if (data.owed === 0) return;
        expect(text.split(data.code)).toHaveLength(2);
        expect(text).toContain(`${data.owed.toLocaleString('ja-JP')}円`);
        const how = data.language === 'ja-easy' ? '払い方' : 'お支払い方法';
        expect(text.indexOf(data.code)).toBeLessThan(text.indexOf(how));
      }),
      { numRuns: repetitions(40, 5_000) },
    );
  });
});

describe('characters that the printer lacks', () => {
  it('are visibly replaced, never dropped and never another character', () => {
    expect(printableText('𠮷野')).toBe('〓野');
    expect(printableText('髙﨑①')).toBe('〓〓〓');
    expect(printableText('葛\u{e0102}城')).toBe('〓城');
    expect(printableText('\ufa19')).toBe('〓');
    expect(printableText('é👨‍👩‍👧\n')).toBe('〓〓〓');
    const municipality = { ja: '𠮷野町', en: 'Yoshino' };
    expect(paper({ ...sampleReceipt, municipality })).toContain('〓野町');
    expect(picture({ ...sampleReceipt, municipality })).toContain('〓野町');
  });

  it('do not include those that JIS has in one form or the other', () => {
    expect(printableText('か\u3099〜−¥ｱ')).toBe('が～－￥ｱ');
    expect(printableText('みほん市 ABC-123')).toBe('みほん市 ABC-123');
  });

  it('leave the number of characters unchanged', () => {
    const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect([...segmenter.segment(printableText(text))]).toHaveLength([...segmenter.segment(text)].length);
      }),
    );
  });

  it('are not among those let through: each of these comes back from its bytes', () => {
    const passed: string[] = [];
    for (let code = 0x20; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      if (!/\p{M}|\p{Cs}/u.test(character) && printableText(character) === character) passed.push(character);
    }
    expect(passed.length).toBeGreaterThan(6_900);
    expect(passed).toContain(missingCharacter);
    const markup = passed.map(
      (one) => `|\\x5b |${/[!-~]/.test(one) ? `\\x${one.charCodeAt(0).toString(16)}` : one} |`,
    );
    const commands = receiptline.transform(markup.join('\n'), { encoding: 'shiftjis', command: 'epson' });
    const lines = textOf(new Uint8Array(Buffer.from(commands, 'latin1'))).split('\n');
    passed.forEach((character, index) => {
      if (character !== ' ' && character !== '\u3000') expect(lines[index]).toBe(`[${character}`);
    });
  });
});

describe('the picture of a receipt', () => {
  it('says what the paper says', () => {
    for (const data of [sampleReceipt, english(sampleOwed)]) {
      const plain = (text: string): string => text.replace(/[\s│─┼]/g, '');
      expect(plain(picture(data))).toBe(plain(paper(data)));
    }
  });

  it('fetches nothing, and is the same for the same receipt', () => {
    const svg = renderReceiptSvg(sampleReceipt);
    expect(svg).not.toMatch(
      /@import|<style|<script|<image|href|url\((?!#)|https?:(?!\/\/www\.w3\.org\/2000\/svg)/,
    );
    expect(renderReceiptSvg(sampleReceipt)).toBe(svg);
  });

  it('is well-formed XML to a browser, even with hostile names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'komado-svg-'));
    const evil = { ja: `<script>&"'{code:x}]]>`, en: '<![CDATA[ &amp; \u0001' };
    const file = join(folder, 'receipt.svg');
    writeFileSync(
      file,
      renderReceiptSvg({
        ...english(sampleOwed),
        municipality: evil,
        telephones: [{ ...sampleLine, name: { ja: '<&>', en: '<&>' } }],
      }),
    );
    // prettier-ignore
    const chromium = spawnSync('chromium', ['--headless', '--no-sandbox', '--disable-gpu',
      `--user-data-dir=${join(folder, 'profile')}`, '--dump-dom', `file://${file}`], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    if (chromium.error !== undefined)
      throw new Error('chromium is missing: install the Debian package chromium');
    expect(chromium.stdout).toMatch(/^<svg/);
    expect(chromium.stdout).not.toContain('parsererror');
    expect(chromium.stdout).not.toContain('<script');
    expect(chromium.stdout).toContain('K</tspan>');
  });
});
