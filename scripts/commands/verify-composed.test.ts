import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { backOf } from '../../printing/paper/back.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import { materialOfSealedPages, sealedPages } from '../../testing/scans/sealed-pages.ts';
import { isLongRun } from '../../testing/repetitions.ts';
import { runVerify } from './verify.ts';

/* What a receiver says of the sheets that a municipality composes and titles itself, as they were issued. */

const font = await loadMincho();
const pages = sealedPages(font);

let folder: string;
let trust: readonly string[];
let out = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-verify-composed-'));
  const { keys, rootKey } = materialOfSealedPages();
  const file = path.join(folder, 'keys.json');
  await writeFile(file, keys);
  trust = ['--keys', file, '--root', Buffer.from(rootKey).toString('base64')];
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => vi.restoreAllMocks());

const composed = [
  'taxCertificate for-child-allowance 1/1',
  'residenceRecordItems without-former-address 1/1',
  'taxCertificate without-income 1/1',
] as const;

// A minute each; verify.test.ts tries the command itself in every run, and testing/center/every-kind.test.ts issues these kinds.
it.runIf(isLongRun).each(composed)('%s is genuine', async (name) => {
  const sealed = pages.find((one) => one.name === name);
  if (!sealed) throw new Error('the example is gone');
  const { documentNumber, drawing, extent } = sealed;
  expect(extent).toBe('whole');
  const back = backOf({ documentNumber, sheet: 1, of: 1, authorityName: 'つくば市' });
  const file = path.join(folder, 'issued.pdf');
  await writeFile(file, await renderSheet([drawing, back], font, '見本'));
  expect(await runVerify([file, '--language', 'en', ...trust])).toBe(0);
  expect(out).toMatch(/issued\.pdf page 1: genuine .*(?:\n {2}.*)+\n.*issued\.pdf page 2: genuine +back of/);
});
