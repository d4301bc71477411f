import { X509Certificate, createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pause, systemTimers } from '../../../shared/timers.ts';
import { startPcscd } from '../../../testing/pcscd/pcscd.ts';
import type { Pcscd } from '../../../testing/pcscd/pcscd.ts';
import { runTool } from '../../../testing/pcscd/tool.ts';
import type { Tool } from '../../../testing/pcscd/tool.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { CardMaterial } from '../../authorities/test-ca/test-ca.ts';
import { createVirtualCard } from './virtual-card.ts';
import type { VirtualCard } from './virtual-card.ts';
import { connectVpcd } from './vpcd.ts';
import type { VpcdConnection } from './vpcd.ts';
import { signatureOf } from '../../authorities/test-ca/card-material.ts';

/** OpenSC has its own JPKI driver, written from real cards: it judges the virtual one. */
let daemon: Pcscd;
let material: CardMaterial;
let card: VirtualCard;
let inside: VpcdConnection;
let folder: string;
let removeCa: () => Promise<void>;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  removeCa = () => temporary.remove();
  material = await temporary.ca.cardOf(sampleHolder);
  card = createVirtualCard(material);
  folder = await mkdtemp(join(tmpdir(), 'komado-opensc-'));
  daemon = await startPcscd();
  const connected = await connectVpcd({ path: daemon.readers[0], card });
  if (!connected.ok) throw new Error(connected.error.code);
  inside = connected.value;
  await cardSeen();
});
afterAll(async () => {
  await inside.close();
  await daemon.stop();
  await removeCa();
  await rm(folder, { recursive: true });
});

/** Naming the driver saves the probes for twenty-eight other kinds of card. */
function opensc(tool: Tool, ...args: readonly string[]) {
  return runTool(tool, args, {
    env: { PCSCLITE_CSOCK_NAME: daemon.socket, OPENSC_DRIVER: 'jpki' },
  });
}

async function cardSeen(): Promise<void> {
  while ((await opensc('opensc-tool', '--reader', '0', '--atr')).exitCode !== 0)
    await pause(systemTimers, 50);
}

const message = Buffer.from('what the card signs');

async function verifiedByOpenssl(certificate: Uint8Array, signature: Uint8Array): Promise<string> {
  const [key, signed, what] = ['key.pem', 'signature', 'message'].map((name) => join(folder, name));
  if (!key || !signed || !what) throw new Error('three files');
  await writeFile(key, new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }));
  await writeFile(signed, signature);
  await writeFile(what, message);
  const outcome = await runTool('openssl', ['dgst', '-sha256', '-verify', key, '-signature', signed, what]);
  return outcome.stdout.toString().trim();
}

function authentication() {
  const { userAuthentication } = material;
  if (!userAuthentication) throw new Error('the card has no user authentication certificate');
  return userAuthentication;
}

describe('OpenSC, with the virtual card,', () => {
  it('recognizes the card by its application, without being told its kind', async () => {
    const found = await runTool('opensc-tool', ['--reader', '0', '--name'], {
      env: { PCSCLITE_CSOCK_NAME: daemon.socket },
    });
    expect(found.stdout.toString().trim()).toBe('jpki');
  });

  it('lists its four certificates', async () => {
    const { stdout } = await opensc('pkcs15-tool', '--reader', '0', '--list-certificates');
    for (const name of [
      'User Authentication Certificate',
      'Digital Signature Certificate',
      'User Authentication Certificate CA',
      'Digital Signature Certificate CA',
    ])
      expect(stdout.toString()).toContain(`X.509 Certificate [${name}]`);
  });

  it('reads the authentication certificate and both authorities without a PIN', async () => {
    for (const [id, expected] of [
      ['01', authentication().certificate],
      ['03', authentication().authority],
      ['04', signatureOf(material).authority],
    ] as const) {
      const { stdout } = await opensc('pkcs15-tool', '--reader', '0', '--read-certificate', id);
      expect(Uint8Array.from(new X509Certificate(stdout).raw)).toEqual(expected);
    }
  });

  it('reads the signature certificate only with its password', async () => {
    const without = await opensc('pkcs15-tool', '--reader', '0', '--read-certificate', '02');
    expect(without.exitCode).not.toBe(0);
    const { stdout } = await opensc(
      ...(['pkcs15-tool', '--reader', '0', '--read-certificate', '02'] as const),
      ...['--verify-pin', '--auth-id', '02', '--pin', material.signaturePassword],
    );
    const pem = stdout.toString().slice(stdout.toString().indexOf('-----BEGIN'));
    expect(Uint8Array.from(new X509Certificate(pem).raw)).toEqual(signatureOf(material).certificate);
  });

  it('sees the same number of tries left as the card', async () => {
    const wrong = await opensc(
      'pkcs15-tool',
      '--reader',
      '0',
      '--verify-pin',
      '--auth-id',
      '01',
      '--pin',
      '0000',
    );
    expect(wrong.exitCode).not.toBe(0);
    expect(card.triesLeft().userAuthentication).toBe(2);
    const { stdout } = await opensc('pkcs15-tool', '--reader', '0', '--list-pins');
    expect(stdout.toString()).toMatch(/User Authentication PIN[\s\S]*?Tries left\s*: 2/);
    const right = await opensc(
      'pkcs15-tool',
      '--reader',
      '0',
      '--verify-pin',
      '--auth-id',
      '01',
      '--pin',
      sampleHolder.pin,
    );
    expect(right.exitCode).toBe(0);
    expect(card.triesLeft().userAuthentication).toBe(3);
  });

  it.each([
    [
      '01',
      'user authentication',
      () => ({ pin: sampleHolder.pin, certificate: authentication().certificate }),
    ],
    [
      '02',
      'digital signature',
      () => ({ pin: material.signaturePassword, certificate: signatureOf(material).certificate }),
    ],
  ] as const)(
    'signs with key %s (%s) through pkcs15-crypt, and openssl accepts it',
    async (key, _name, of) => {
      const { pin, certificate } = of();
      const [hash, output] = [join(folder, 'hash'), join(folder, 'pkcs15-signature')];
      await writeFile(hash, createHash('sha256').update(message).digest());
      const outcome = await opensc(
        ...(['pkcs15-crypt', '--reader', '0', '--sign', '--key', key, '--pin', pin] as const),
        ...['--pkcs1', '--sha-256', '--input', hash, '--output', output, '--raw'],
      );
      expect(outcome.stderr).toBe('');
      expect(await verifiedByOpenssl(certificate, await readFile(output))).toBe('Verified OK');
    },
  );

  it('signs through PKCS #11, and openssl accepts it', async () => {
    const [input, output] = [join(folder, 'pkcs11-message'), join(folder, 'pkcs11-signature')];
    await writeFile(input, message);
    const outcome = await opensc(
      ...(['pkcs11-tool', '--slot-index', '0', '--login', '--pin', sampleHolder.pin] as const),
      ...[
        '--sign',
        '--id',
        '01',
        '--mechanism',
        'SHA256-RSA-PKCS',
        '--input-file',
        input,
        '--output-file',
        output,
      ],
    );
    expect(outcome.stderr).not.toMatch(/error/i);
    expect(outcome.exitCode).toBe(0);
    expect(await verifiedByOpenssl(authentication().certificate, await readFile(output))).toBe('Verified OK');
  });

  it('does not sign with a wrong PIN', async () => {
    const hash = join(folder, 'hash');
    await writeFile(hash, createHash('sha256').update(message).digest());
    const outcome = await opensc(
      ...(['pkcs15-crypt', '--reader', '0', '--sign', '--key', '01', '--pin', '0000'] as const),
      ...['--pkcs1', '--sha-256', '--input', hash, '--raw'],
    );
    expect(outcome.exitCode).not.toBe(0);
    expect(card.triesLeft().userAuthentication).toBe(2);
  });
});
