import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Tagged, decode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { purposes, readSign1, sigStructure, signedLength, toBeSigned, writeSign1 } from './cose-sign1.ts';

/** cose-wg/Examples, eddsa-examples/eddsa-sig-01: kid '11', the key of RFC 8032, 7.1, test 1. */
const vector = Buffer.from(
  'd28445a201270300a10442313154546869732069732074686520636f6e74656e742e58407142fd2ff96d56db85bee905a76ba1d0' +
    'b7321a95c8c4d3607c5781932b7afb8711497dfa751bf40b58b3bcc32300b1487f3db34085eef013bf08f4a44d6fef0d',
  'hex',
);
const vectorKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');

describe('COSE_Sign1', () => {
  it('builds the Sig_structure with which the COSE working group’s example verifies', () => {
    const message: unknown = decode(vector, { useMaps: true, tags: Tagged.preserve(18) });
    if (!(message instanceof Tagged) || !Array.isArray(message.value)) throw new Error('a tagged array');
    const parts: readonly unknown[] = message.value;
    const [bodyProtected, , payload, signature] = parts;
    if (!(bodyProtected instanceof Uint8Array) || !(payload instanceof Uint8Array)) throw new Error('bytes');
    if (!(signature instanceof Uint8Array)) throw new Error('bytes');
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: vectorKey.toString('base64url') },
      format: 'jwk',
    });
    const signed = sigStructure(bodyProtected, new Uint8Array(), payload);
    expect(verify(null, signed, key, signature)).toBe(true);
    expect(verify(null, sigStructure(bodyProtected, Uint8Array.of(1), payload), key, signature)).toBe(false);
    // Its header also names a content type; ours is exactly {alg: EdDSA}.
    expect(readSign1(vector).ok).toBe(false);
  });

  it('signs what openssl verifies', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'komado-cose-'));
    try {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const payload = Buffer.from('見本');
      const signed = toBeSigned(payload, purposes.sheetCode);
      const file = (name: string, bytes: Uint8Array | string) => {
        writeFileSync(path.join(directory, name), bytes);
        return path.join(directory, name);
      };
      const judge = (message: Uint8Array) =>
        execFileSync(
          'openssl',
          [
            ...['pkeyutl', '-verify', '-pubin', '-rawin'],
            ...['-inkey', file('key.pem', publicKey.export({ type: 'spki', format: 'pem' }))],
            ...['-in', file('message', message)],
            ...['-sigfile', file('signature', sign(null, signed, privateKey))],
          ],
          { encoding: 'utf8', stdio: 'pipe', timeout: 20_000 },
        );
      expect(judge(signed)).toContain('Signature Verified Successfully');
      expect(() => judge(toBeSigned(payload, purposes.voidNumbers))).toThrow();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

  it('reads what it writes, byte for byte, and knows its length beforehand', () => {
    fc.assert(
      fc.property(bytes(8), fc.uint8Array({ maxLength: 1700 }), bytes(64), (kid, payload, signature) => {
        const message = writeSign1({ kid, payload, signature });
        expect(readSign1(message)).toEqual({ ok: true, value: { kid, payload, signature } });
        expect(message.length).toBe(signedLength(payload.length));
      }),
    );
  });

  it('accepts no other form of the same message, and returns an error for nonsense', () => {
    const message = writeSign1({
      kid: new Uint8Array(8),
      payload: Uint8Array.of(1),
      signature: new Uint8Array(64),
    });
    const untagged = message.subarray(1);
    const longer = Uint8Array.of(...message, 0);
    const longForm = Uint8Array.of(0xd8, 0x12, ...message.subarray(1));
    for (const wrong of [untagged, longer, longForm, new Uint8Array()])
      expect(readSign1(wrong)).toEqual({ ok: false, error: { failed: 'notSign1' } });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (nonsense) => !readSign1(nonsense).ok));
  });
});
