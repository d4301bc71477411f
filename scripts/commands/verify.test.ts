import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLongRun } from '../../testing/repetitions.ts';
import { withoutProgress } from '../../testing/without-progress.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { backOf } from '../../printing/paper/back.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import { changeCharacter, digitsOf } from '../../testing/scans/forge.ts';
import { materialOfSealedPages, sealedPages } from '../../testing/scans/sealed-pages.ts';
import { runVerify } from './verify.ts';

const font = await loadMincho();
const sealed = sealedPages(font).find(({ name }) => name.startsWith('taxPayment'));
if (sealed === undefined) throw new Error('the example is gone');

let folder: string;
let trust: readonly string[];
let said = { out: '', err: '', progress: '' };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-verify-command-'));
  const material = materialOfSealedPages();
  await writeFile(path.join(folder, 'keys.json'), material.keys);
  trust = [
    '--keys',
    path.join(folder, 'keys.json'),
    '--root',
    Buffer.from(material.rootKey).toString('base64'),
  ];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => {
  said = { out: '', err: '', progress: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation(
    (text) => ((said.progress += String(text)), (said.err = withoutProgress(said.err + String(text))), true),
  );
});
afterEach(() => vi.restoreAllMocks());

describe('npm run verify', () => {
  // That of verify-composed.test.ts is in every run.
  it.skipIf(!isLongRun)('calls the issued PDF genuine, front and back, and exits with 0', async () => {
    const { documentNumber, drawing } = sealed;
    const back = backOf({ documentNumber, sheet: 1, of: 1, authorityName: 'つくば市' });
    const file = path.join(folder, 'genuine.pdf');
    await writeFile(file, await renderSheet([drawing, back], font, '見本'));
    const report = path.join(folder, 'report.txt');
    await writeFile(report, 'an older one', { mode: 0o644 });
    expect(await runVerify([file, '--report', report, ...trust])).toBe(0);
    expect(said.out).toMatch(
      /genuine\.pdf page 1: genuine .*(?:\n {2}.*)+\n.*genuine\.pdf page 2: genuine +back of/,
    );
    expect(said.out).toMatch(/compared with what the signed code holds, at 30\d dpi/);
    expect(said.progress).toMatch(/^komado: .*genuine\.pdf page 1 \(1 of 2\) … 0 s\n/);
    // What was issued names a person: it goes to who asked for it, and nowhere else.
    expect(said.out + said.progress).not.toContain('太郎');
    const told = await readFile(report, 'utf8');
    expect(told).toMatch(
      /genuine\.pdf page 1: genuine[^]*氏名 \| 見本　太郎 \| 生年月日 \| 昭和[^]*page 2: genuine/,
    );
    expect((await stat(report)).mode & 0o777).toBe(0o600);
  });

  it('reports in JSON where a digit was changed, marks it in a picture, and exits with 3', async () => {
    const digit = digitsOf(sealed.drawing, font).find(({ character }) => character === '1');
    if (digit === undefined) throw new Error('the example has no 1');
    const { drawing, at } = changeCharacter(sealed.drawing, digit, '7', font);
    const file = path.join(folder, 'forged.pdf');
    const marked = path.join(folder, 'marked.png');
    await writeFile(file, await renderSheet([drawing], font, '見本'));
    const other = path.join(folder, 'other.webp');
    await writeFile(other, 'RIFF....WEBP');
    const args = [other, file, path.join(folder, 'missing.png'), '--json', '--text', '--marked', marked];
    expect(await runVerify([...args, ...trust])).toBe(3);
    const answer: unknown = JSON.parse(said.out);
    expect(answer).toMatchObject({
      verdict: 'altered',
      pages: [
        { file: other, verdict: 'refused', why: 'otherFormat' },
        {
          ...{ file, verdict: 'altered', altered: 'content', regions: [{ kind: 'changed' }] },
          compared: { notCompared: [] },
        },
        { verdict: 'refused', why: 'notFound' },
      ],
    });
    expect(said.out).toContain('"氏名 | 見本　太郎 | 生年月日 | 昭和45年11月10日"');
    const [x] = /"x": ([\d.]+)/.exec(said.out)?.slice(1).map(Number) ?? [];
    expect(Math.abs((x ?? 0) - at.x)).toBeLessThan(1);
    const second = path.join(folder, 'marked-2.png');
    expect((await readFile(second)).subarray(1, 4).toString()).toBe('PNG');
  });

  it.each([
    [['--help'], 0, /^Usage: npm run verify/],
    [[], 2, /FILE: expected/],
    [['a.pdf', '--keys', 'k.json'], 2, /--keys, --root: expected both/],
    [['a.pdf', '--keys', 'k.json', '--root', 'short'], 2, /--root: expected 32 bytes/],
    [['a.pdf', '--build-page', 'b.html'], 2, /--build-page: expected alone/],
    [['a.pdf', '--language', 'eo'], 2, /--language: expected ja or en/],
    [['--nonsense'], 2, /nonsense/],
    [['--build-page', 'b.html', '--json'], 2, /--json: /],
    [
      ['a.pdf', '--state', 'var', '--keys', 'k.json', '--root', Buffer.alloc(32).toString('base64')],
      2,
      /--state: /,
    ],
  ])('answers %j with its help or with what is wrong', async (args, code, says) => {
    expect(await runVerify(args)).toBe(code);
    expect(said.out + said.err).toMatch(says);
    if (code === 2) expect(said.err).toMatch(/^verify: [^\n]+\n$/);
  });

  it('exits with 1 and a sentence for unusable files and for a forged list', async () => {
    const text = path.join(folder, 'text.png');
    await writeFile(text, 'no picture');
    expect(await runVerify([text, ...trust])).toBe(1);
    expect(await runVerify([path.join(folder, 'missing.pdf'), ...trust])).toBe(1);
    const cut = path.join(folder, 'cut.pdf');
    await writeFile(cut, '%PDF-1.7\n');
    expect(await runVerify([cut, ...trust])).toBe(1);
    expect(await runVerify([text, '--state', folder])).toBe(1);
    const forged = path.join(folder, 'forged.json');
    await writeFile(
      forged,
      (await readFile(path.join(folder, 'keys.json'), 'utf8')).replace('08220', '13103'),
    );
    expect(await runVerify([text, '--keys', forged, ...trust.slice(2)])).toBe(1);
    expect(said.out).toMatch(
      /text\.png: refused\n +This is neither a picture.*missing\.pdf: refused\n +There is no such file.*cut\.pdf: refused\n +The PDF cannot be read/s,
    );
    expect(said.err).toMatch(/no center has made keys.*signature is wrong/s);
    expect(await runVerify([text, '--language', 'ja', ...trust])).toBe(1);
    expect(said.out).toContain('画像でもPDFでもありません');
  });
});
