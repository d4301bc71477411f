import { describe, expect, it } from 'vitest';
import { materialOfSealedPages, trustOfSealedPages } from '../testing/scans/sealed-pages.ts';
import { madeUpSealer } from '../testing/certificates/made-up-seals.ts';
import { openTrust, rootKeyFrom } from './trust.ts';

const material = materialOfSealedPages();
const sealer = madeUpSealer('見本の公印', {
  validFrom: Date.parse('2021-04-01T12:00:00+09:00'),
  validUntil: Date.parse('2031-04-01T12:00:00+09:00'),
});
const voidsBy = (by: typeof sealer) =>
  JSON.stringify({
    lists: [Buffer.from(by.voidList(Date.parse('2026-11-21'), ['TKB-1'])).toString('base64')],
  });

describe('openTrust', () => {
  it('takes lists that are signed, and nothing of one that is not', () => {
    expect(openTrust(material)).toEqual({ ok: true, value: trustOfSealedPages });
    const forged = { ...material, keys: material.keys.replace('08220', '13103') };
    expect(openTrust(forged)).toEqual({ ok: false, error: { list: 'keys', why: 'signatureWrong' } });
    const stranger = { ...material, rootKey: new Uint8Array(32).fill(7) };
    expect(openTrust(stranger)).toEqual({ ok: false, error: { list: 'keys', why: 'signatureWrong' } });
  });

  it('takes void numbers by a key of the list only', () => {
    const taken = openTrust({ ...material, voids: voidsBy(sealer) });
    expect(taken.ok && taken.value.voids.map(({ numbers }) => numbers.length)).toEqual([1]);
    expect(openTrust({ ...material, voids: voidsBy(madeUpSealer('見知らぬ鍵')) })).toEqual({
      ok: false,
      error: { list: 'voids', why: 'unknownKey' },
    });
  });

  it.each(['', 'x', '[]', '{"list":1}'])('refuses what is no list: %s', (keys) => {
    expect(openTrust({ ...material, keys })).toEqual({
      ok: false,
      error: { list: 'keys', why: 'unreadable' },
    });
    expect(openTrust({ ...material, voids: keys })).toEqual({
      ok: false,
      error: { list: 'voids', why: 'unreadable' },
    });
  });
});

describe('rootKeyFrom', () => {
  it('takes 32 bytes in base64 and nothing else', () => {
    expect(rootKeyFrom(Buffer.from(material.rootKey).toString('base64'))).toEqual(material.rootKey);
    expect(rootKeyFrom('AAAA')).toBeNull();
    expect(rootKeyFrom('')).toBeNull();
  });
});
