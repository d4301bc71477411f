import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCertificateRequest } from '../../electron/center-client/certificate-request.ts';
import * as der from '../../shared/der-writer.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { readCertificateRequest } from './read-certificate-request.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-request-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const p256 = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

async function openssl(...words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runTool('openssl', [...words]);
  if (exitCode !== 0) throw new Error(stderr);
  return `${stdout.toString()}${stderr}`;
}

/** A request of openssl's own. */
async function requestOf(subject: string, ...key: readonly string[]): Promise<Uint8Array> {
  await openssl('genpkey', ...key, '-out', at('key.pem'));
  await openssl(
    'req',
    '-new',
    '-key',
    at('key.pem'),
    '-subj',
    subject,
    '-outform',
    'DER',
    '-out',
    at('r.der'),
  );
  return readFile(at('r.der'));
}

const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const named = (...texts: readonly string[]): Uint8Array =>
  der.sequence(...texts.map((text) => der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(text)))));

/** A request with any content, signed by this key over just that. */
function madeOf(
  privateKey: KeyObject,
  parts: { subject?: Uint8Array; keyInfo?: Uint8Array; version?: number },
) {
  const body = der.sequence(
    der.integer(Uint8Array.of(parts.version ?? 0)),
    parts.subject ?? named('K-0001'),
    parts.keyInfo ?? createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    der.explicit(0),
  );
  return der.sequence(body, ecdsaWithSha256, der.bitString(sign('sha256', body, privateKey)));
}

const faultOf = (request: Uint8Array): string => {
  const read = readCertificateRequest(request);
  return read.ok ? `good: ${read.value.name}` : read.error;
};

describe('a kiosk’s request for a certificate', () => {
  it('is a good one to openssl, with the kiosk’s name and key', async () => {
    const privateKey = p256();
    await writeFile(at('own.der'), writeCertificateRequest('K-0001', privateKey));
    const said = await openssl(
      ...['req', '-inform', 'DER', '-in', at('own.der'), '-verify', '-noout', '-subject', '-pubkey'],
    );
    expect(said).toContain('self-signature verify OK');
    expect(said).toMatch(/subject=CN = K-0001/);
    expect(said).toContain(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString());
  });

  it('is read, also as openssl writes it', async () => {
    const privateKey = p256();
    const own = readCertificateRequest(writeCertificateRequest('K-0001', privateKey));
    if (!own.ok) throw new Error(own.error);
    expect(own.value.name).toBe('K-0001');
    expect(own.value.publicKey.equals(createPublicKey(privateKey))).toBe(true);
    const ec = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    expect(faultOf(await requestOf('/CN=K-0002', ...ec))).toBe('good: K-0002');
  });

  it('is refused with a weak key, or another one than kiosks have', async () => {
    const ec = ['-algorithm', 'EC', '-pkeyopt'];
    const keys = [
      ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
      ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    ];
    for (const key of keys) expect(faultOf(await requestOf('/CN=K-0001', ...key))).toBe('form');
    for (const curve of ['secp224r1', 'secp384r1', 'secp256k1'])
      expect(faultOf(await requestOf('/CN=K-0001', ...ec, `ec_paramgen_curve:${curve}`))).toBe('key');
    const explicit = [...ec, 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:explicit'];
    expect(faultOf(await requestOf('/CN=K-0001', ...explicit))).toBe('key');
    const privateKey = p256();
    const keyInfo = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    const compressed = der.sequence(
      der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.840.10045.3.1.7')),
      der.bitString(Uint8Array.of(2 + ((keyInfo.at(-1) ?? 0) & 1), ...keyInfo.subarray(-64, -32))),
    );
    expect(faultOf(madeOf(privateKey, { keyInfo: compressed }))).toBe('key');
  });

  it('is refused when it is not signed with the key that it is for', () => {
    const [own, others] = [p256(), p256()];
    const keyInfo = createPublicKey(others).export({ type: 'spki', format: 'der' });
    expect(faultOf(madeOf(own, { keyInfo }))).toBe('signature');
    const changed = Buffer.from(writeCertificateRequest('K-0001', own));
    changed[changed.indexOf('K-0001') + 5] = 0x32;
    expect(faultOf(changed)).toBe('signature');
  });

  it('is refused in any other form', async () => {
    const privateKey = p256();
    const good = writeCertificateRequest('K-0001', privateKey);
    const surplus = Buffer.concat([good, Uint8Array.of(0)]);
    for (const wrong of [new Uint8Array(), surplus, good.subarray(0, -1), Buffer.from('K-0001')])
      expect(faultOf(wrong)).toBe('form');
    expect(faultOf(madeOf(privateKey, { version: 1 }))).toBe('form');
    for (const subject of [named(), named('K-0001', 'K-0002')])
      expect(faultOf(madeOf(privateKey, { subject }))).toBe('form');
    const ec = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    for (const subject of ['/O=K-0001', '/CN=K-0001/O=Store', '/O=Store/CN=K-0001'])
      expect(faultOf(await requestOf(subject, ...ec))).toBe('form');
  });
});
