import { beforeAll, describe, expect, it } from 'vitest';
import { loadMincho } from '../printing/fonts/mincho.ts';
import { makeCase } from '../testing/scans/cases.ts';
import type { Case, Doing } from '../testing/scans/cases.ts';
import type { ScanKind } from '../testing/scans/make-scan.ts';
import { sealedPages, trustOfSealedPages } from '../testing/scans/sealed-pages.ts';
import { toolsForSealedPages } from '../testing/scans/verify-tools.ts';
import { some } from '../testing/repetitions.ts';
import { madeUpSealer } from '../testing/certificates/made-up-seals.ts';
import { voidMarkOf } from '../printing/seal/void-mark.ts';
import type { Trust } from './code/open-code.ts';
import { keyIdText } from './code/signature.ts';
import type { SealKey } from '../shared/seal.ts';
import { emptyGrey } from './image/grey.ts';
import { loadCodeReader } from './node/code-reader.ts';
import type { PageVerdict } from './verdict.ts';
import { verifyPage } from './verify-page.ts';

/**
 * A few scans of the hundreds that testing/scans/measure-rates.ts makes: every kind of forgery, every kind of scan. The rates
 * over many are that command's.
 */
const font = await loadMincho();
const pages = sealedPages(font).filter(({ name }) => /^(?:residenceRecord|income|taxPayment) /.test(name));
const tools = await toolsForSealedPages(font);

beforeAll(loadCodeReader);

const trusting = (key: SealKey): Trust => ({ keys: { version: 1, issuedAt: 0, keys: [key] }, voids: [] });

async function judged(
  doing: Doing,
  kind: ScanKind,
  seed: number,
): Promise<{ verdict: PageVerdict; made: Case }> {
  const made = await makeCase(pages, font, doing, kind, seed);
  return { verdict: (await verifyPage(made.scan, tools)).verdict, made };
}

const genuine = [
  ['photo', 21],
  ['stained', 22],
] as const;
const forgeries = [
  ['digit', 'flatbed', 23],
  ['whiteOut', 'photo', 24],
  ['addedWord', 'stained', 25],
  ['pastedCodes', 'flatbed', 26],
] as const;

describe('verifyPage', () => {
  it.each(some(genuine, 1))('calls a genuine page genuine: %s', async (kind, seed) => {
    const { verdict } = await judged('nothing', kind, seed);
    expect(verdict).toMatchObject({ verdict: 'genuine', notes: [{ note: 'voidNotKnown' }] });
  });

  // All in the long run; the generator of forgeries (testing/scans/outside) draws others in every run.
  it.each(some(forgeries, 1))('finds and marks a forgery: %s, %s', async (doing, kind, seed) => {
    const { verdict, made } = await judged(doing, kind, seed);
    if (verdict.verdict !== 'altered' || verdict.altered !== 'content') throw new Error(verdict.verdict);
    const at = made.forgery?.at;
    if (at === undefined) throw new Error('nothing was forged');
    const near = verdict.regions.filter(
      ({ x, y, w, h }) => x < at.x + at.w + 1 && at.x < x + w + 1 && y < at.y + at.h + 1 && at.y < y + h + 1,
    );
    if (doing === 'pastedCodes') expect(verdict.regions.length).toBeGreaterThan(3);
    else expect(near.length).toBe(verdict.regions.length);
  });

  it('says what is wrong with the seal: another key, a void number', async () => {
    const made = await makeCase(pages, font, 'nothing', 'flatbed', 27);
    const none = trusting(madeUpSealer('別の鍵').key);
    const unknown = await verifyPage(made.scan, { ...tools, trust: none });
    expect(unknown.verdict).toMatchObject({ verdict: 'unknownKey', why: 'notInList' });

    const [key] = trustOfSealedPages.keys.keys;
    const sealed = pages.find(({ name }) => name === made.page);
    if (key === undefined || sealed === undefined) throw new Error('the example is gone');
    const forged = { ...key, publicKey: madeUpSealer('別の鍵').key.publicKey };
    const wrong = trusting(forged);
    const forgedCode = await verifyPage(made.scan, { ...tools, trust: wrong });
    expect(forgedCode.verdict).toMatchObject({ verdict: 'altered', altered: 'codeForged' });

    const asOf = Date.parse('2026-12-24');
    const numbers = [keyIdText(voidMarkOf(sealed.documentNumber))];
    const voids = [{ municipality: key.municipality, issuedAt: asOf, numbers }];
    const refunded = await verifyPage(made.scan, { ...tools, trust: { ...trustOfSealedPages, voids } });
    expect(refunded.verdict).toMatchObject({ verdict: 'void', asOf });
  });

  it('says that it found no code on bare paper', async () => {
    const bare = { ...emptyGrey(1240, 1754), data: new Float32Array(1240 * 1754).fill(0.95) };
    const { verdict } = await verifyPage(bare, tools);
    expect(verdict).toEqual({ verdict: 'unreadable', why: 'noCode', page: null });
  });
});
