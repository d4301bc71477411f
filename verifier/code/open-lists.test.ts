import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { purposes } from '../../printing/seal/cose-sign1.ts';
import type { SealKeyList, SignedSealKeyList } from '../../shared/seal.ts';
import { madeUpSealer } from '../../testing/certificates/made-up-seals.ts';
import { openSealKeyList, openVoidList } from './open-lists.ts';
import { codes } from '../../testing/municipality-codes.ts';

const rootSecret = sha256(new TextEncoder().encode('見本の根'));
const rootKey = ed25519.getPublicKey(rootSecret);
const sealer = madeUpSealer('見本一号');
const keys: SealKeyList = { version: 1, issuedAt: 2000, keys: [sealer.key] };

function signed(list: string): SignedSealKeyList {
  const signature = ed25519.sign(new TextEncoder().encode(list), rootSecret);
  return { list, signature: btoa(String.fromCharCode(...signature)) };
}

describe('lists of keys', () => {
  const message = signed(JSON.stringify(keys));

  it('are taken when the root key signed them and none is newer', () => {
    for (const known of [null, keys, { ...keys, issuedAt: 1999 }])
      expect(openSealKeyList(message, rootKey, known)).toEqual({ ok: true, value: keys });
    const newer = { ...keys, issuedAt: 2001 };
    expect(openSealKeyList(message, rootKey, newer)).toEqual({ ok: false, error: 'older' });
  });

  it('are refused when anything is not as it was signed', () => {
    const wrong = (changed: SignedSealKeyList, key = rootKey) => openSealKeyList(changed, key, null);
    const forged = { ...message, list: message.list.replace('2000', '9000') };
    expect(wrong(forged)).toEqual({ ok: false, error: 'signatureWrong' });
    expect(wrong({ ...message, signature: 'AAAA' })).toEqual({ ok: false, error: 'signatureWrong' });
    expect(wrong(message, ed25519.getPublicKey(sha256(rootKey)))).toEqual({
      ok: false,
      error: 'signatureWrong',
    });
    expect(wrong(message, new Uint8Array(3))).toEqual({ ok: false, error: 'signatureWrong' });
    for (const nonsense of ['', 'null', '{"version":2}', JSON.stringify({ ...keys, more: 1 })])
      expect(wrong(signed(nonsense))).toEqual({ ok: false, error: 'unreadable' });
  });
});

describe('lists of void numbers', () => {
  const at = Date.parse('2026-11-20T10:00:00+09:00');
  const list = sealer.voidList(at, ['0000-0000-0000-0001']);

  it('are taken when a valid key of the municipality signed them and none is newer', () => {
    const opened = openVoidList(list, keys, []);
    // echo -n 0000-0000-0000-0001 | sha256sum
    const numbers = ['9a38527ca836df1c'];
    expect(opened).toEqual({ ok: true, value: { municipality: codes.tsukuba, issuedAt: at, numbers } });
    if (!opened.ok) throw new Error('not open');
    expect(openVoidList(list, keys, [opened.value]).ok).toBe(true);
    const newer = { ...opened.value, issuedAt: at + 1 };
    expect(openVoidList(list, keys, [newer])).toEqual({ ok: false, error: 'older' });
  });

  it('are refused from others, out of the time of the key, or for another municipality', () => {
    const failure = (bytes: Uint8Array, key = sealer.key) => {
      const opened = openVoidList(bytes, { ...keys, keys: [key] }, []);
      return opened.ok ? null : opened.error;
    };
    expect(failure(madeUpSealer('見本二号').voidList(at, []))).toBe('unknownKey');
    expect(failure(sealer.seal(Uint8Array.of(0xa0)))).toBe('signatureWrong');
    expect(failure(sealer.seal(Uint8Array.of(0xa0), purposes.voidNumbers))).toBe('unreadable');
    expect(failure(sealer.seal(Uint8Array.of(0xff), purposes.voidNumbers))).toBe('unreadable');
    expect(failure(new Uint8Array(5))).toBe('unreadable');
    expect(failure(sealer.voidList(at, [], codes.meguro))).toBe('keyNotValid');
    expect(failure(sealer.voidList(sealer.key.validUntil + 24 * 60 * 60 * 1000, []))).toBe('keyNotValid');
    expect(failure(list, { ...sealer.key, revokedAt: at })).toBe('keyNotValid');
    expect(failure(list)).toBe(null);
  });
});
