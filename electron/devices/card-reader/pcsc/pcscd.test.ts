import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate, createHash, generateKeyPairSync, sign as nodeSign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resetPermitMessage } from '../../../../shared/reset-permit.ts';
import { startPcscd } from '../../../../testing/pcscd/pcscd.ts';
import type { Pcscd } from '../../../../testing/pcscd/pcscd.ts';
import { runTool } from '../../../../testing/pcscd/tool.ts';
import { openTemporaryCa, otherSampleHolder, sampleHolder } from '../../../../testing/temporary-ca.ts';
import type { CardMaterial, TestCa } from '../../../../simulator/authorities/test-ca/test-ca.ts';
import { createOtherCard } from '../../../../simulator/devices/virtual-card/other-card.ts';
import { createVirtualCard } from '../../../../simulator/devices/virtual-card/virtual-card.ts';
import type { CardInReader } from '../../../../simulator/devices/virtual-card/virtual-card.ts';
import { createFrameReader, frame } from '../../../../simulator/devices/virtual-card/vpcd-frames.ts';
import { connectVpcd } from '../../../../simulator/devices/virtual-card/vpcd.ts';
import type { VpcdConnection } from '../../../../simulator/devices/virtual-card/vpcd.ts';
import type { CardPresence } from '../../../../state-machines/ports.ts';
import { createPinPad } from '../../pin-pad/pin-pad.ts';
import { systemTimers } from '../../../../shared/timers.ts';
import { cardReaderSteps } from '../../conformance/card-reader.ts';
import { readySteps, runSteps } from '../../../../shared/conformance/run-steps.ts';
import { HandNotThere } from '../../../../shared/conformance/step.ts';
import { cardDeadlines, createCardReader } from '../card-reader.ts';
import { noticeStalledCalls } from '../stalled-calls.ts';
import type { CardReaderOptions } from '../card-reader.ts';
import type { CardSource } from '../card-source.ts';
import { listReaders } from './list-readers.ts';
import * as pcsc from 'pcsc-mini';
import { createPcscSource } from './pcsc-source.ts';
import type { PcscOptions } from './pcsc-source.ts';
import { signatureOf } from '../../../../simulator/authorities/test-ca/card-material.ts';

/** The whole chain: our reader code, the system's PC/SC daemon with its virtual reader, our card. */
let daemon: Pcscd;
let ca: TestCa;
let materials: Record<'normal' | 'other', CardMaterial>;
let removeCa: () => Promise<void>;
let folder: string;

beforeAll(async () => {
  daemon = await startPcscd();
  process.env['PCSCLITE_CSOCK_NAME'] = daemon.socket; // the client library reads it once, at its first use
  const temporary = await openTemporaryCa();
  ({ ca } = temporary);
  removeCa = () => temporary.remove();
  materials = {
    normal: await temporary.ca.cardOf(sampleHolder),
    other: await temporary.ca.cardOf(otherSampleHolder),
  };
  folder = await mkdtemp(join(tmpdir(), 'komado-pcscd-test-'));
});
afterAll(async () => {
  await daemon.stop();
  await removeCa();
  await rm(folder, { recursive: true });
});

let cleanUp: (() => Promise<void>)[];
beforeEach(() => {
  cleanUp = [];
});
afterEach(async () => {
  for (const clean of cleanUp.toReversed()) await clean();
});

/** The daemon's own name of its reader, taken apart. */
it('the reader says what it is, as the daemon names it', async () => {
  const { source, reader } = open();
  await expect.poll(() => source.details?.()).toMatchObject({ model: 'Virtual PCD', serial: null });
  expect(await reader.details?.()).toEqual(await source.details?.());
});

function open(options: PcscOptions = {}, reading: CardReaderOptions = {}) {
  const source = createPcscSource(pcsc, {
    delays: { retryFirst: 50, retryMost: 200, departure: 1500, quiet: 1000 },
    ...options,
  });
  cleanUp.push(() => source.close());
  const pinPad = createPinPad();
  const reader = createCardReader(source, pinPad, reading);
  const message = new TextEncoder().encode('a login message');
  const sign = (pin: string) => {
    for (const digit of pin) pinPad.push(digit);
    return reader.sign(message);
  };
  return { source, reader, pinPad, sign, message };
}

const signCommand = 0x2a;

/** Resolves when the reader reports this state. */
function until(source: CardSource, wanted: CardPresence): Promise<void> {
  return new Promise((resolve) => {
    source.watch((presence) => {
      if (presence === wanted) resolve();
    });
  });
}

async function insert(card: CardInReader, slot: 0 | 1 = 0): Promise<VpcdConnection> {
  const connected = await connectVpcd({ path: daemon.readers[slot], card });
  if (!connected.ok) throw new Error(connected.error.code);
  cleanUp.push(() => connected.value.close());
  return connected.value;
}

/** Inserts a card that is pulled after it has taken this many commands: the answer to the last one is lost. */
async function insertAndPullAfter(card: CardInReader, commands: number): Promise<void> {
  let taken = 0;
  const inside = await insert({
    ...card,
    process(command) {
      taken += 1;
      if (taken === commands) void inside.close();
      return card.process(command);
    },
  });
}

/** Inserts a card that leaves a command unanswered when `answer` returns null. */
function insertSilent(atr: Uint8Array, answer: (command: Uint8Array) => Uint8Array | null): () => void {
  const socket = connect(daemon.readers[0]);
  const pull = (): void => {
    socket.destroy();
  };
  cleanUp.push(() => {
    pull();
    return Promise.resolve();
  });
  const take = createFrameReader();
  socket.on('error', pull);
  socket.on('data', (bytes) => {
    for (const message of take(bytes)) {
      const given = message.length > 1 ? answer(message) : message[0] === 4 ? atr : null;
      if (given) socket.write(frame(given));
    }
  });
  return pull;
}

describe('through the PC/SC daemon', () => {
  it('a card is detected, looked at, refuses a wrong PIN and signs with the right one', async () => {
    const card = createVirtualCard(materials.normal);
    const { source, reader, sign, message, pinPad } = open();
    await until(source, 'absent');
    const inside = await insert(card);
    await until(source, 'present');
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
    expect(await sign('0000')).toEqual({ ok: false, error: { fault: 'wrongPin', triesLeft: 2 } });
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 2 } });
    const proof = await sign(sampleHolder.pin);
    if (!proof.ok) throw new Error(proof.error.fault);
    expect(pinPad.length).toBe(0);
    expect(card.triesLeft().userAuthentication).toBe(3);

    const certificate = new X509Certificate(proof.value.certificate);
    const files = {
      key: join(folder, 'key.pem'),
      signature: join(folder, 'signature'),
      message: join(folder, 'message'),
    };
    await writeFile(files.key, certificate.publicKey.export({ type: 'spki', format: 'pem' }));
    await writeFile(files.signature, proof.value.signature);
    await writeFile(files.message, message);
    const judged = await runTool('openssl', [
      'dgst',
      '-sha256',
      '-verify',
      files.key,
      '-signature',
      files.signature,
      files.message,
    ]);
    expect(judged.stdout.toString().trim()).toBe('Verified OK');

    await inside.close();
    await until(source, 'absent');
    expect(await reader.look()).toEqual({ ok: false, error: { fault: 'removed' } });
  });

  it('a pulled card is "removed" wherever it happens, even while the daemon still calls it present', async () => {
    const { source, reader, sign } = open();
    // At the selection of the application, the query for the tries, the head of the certificate, and within it.
    for (const commands of [1, 5, 9, 12]) {
      await until(source, 'absent');
      await insertAndPullAfter(createVirtualCard(materials.normal), commands);
      await until(source, 'present');
      expect(await reader.look()).toEqual({ ok: false, error: { fault: 'removed' } });
    }
    await until(source, 'absent');
    const card = createVirtualCard(materials.normal);
    const inside = await insert({
      ...card,
      process(command) {
        if (command[1] === signCommand) void inside.close();
        return card.process(command);
      },
    });
    await until(source, 'present');
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
    expect(await sign(sampleHolder.pin)).toEqual({ ok: false, error: { fault: 'removed' } });
    expect(card.triesLeft().userAuthentication).toBe(3);
    // And just after it has left, before the reader notices.
    await until(source, 'absent');
    const again = await insert(card);
    await until(source, 'present');
    await again.close();
    expect(await reader.look()).toEqual({ ok: false, error: { fault: 'removed' } });
  });

  it('another card that was inserted meanwhile loses no try', async () => {
    const { source, reader, sign } = open();
    await until(source, 'absent');
    const first = await insert(createVirtualCard(materials.normal));
    await until(source, 'present');
    expect((await reader.look()).ok).toBe(true);
    await first.close();
    await until(source, 'absent');
    const other = createVirtualCard(materials.other);
    await insert(other);
    await until(source, 'present');
    expect(await sign(sampleHolder.pin)).toEqual({ ok: false, error: { fault: 'swapped' } });
    expect(other.triesLeft().userAuthentication).toBe(3);
  });

  it.each([
    ['bank', 'bankCard'],
    ['licence', 'drivingLicence'],
    ['transit', 'transitCard'],
  ] as const)('a %s card is recognised as not a My Number card', async (kind, other) => {
    const { source, reader } = open();
    await until(source, 'absent');
    await insert(createOtherCard(kind));
    await until(source, 'present');
    expect(await reader.look()).toEqual({ ok: false, error: { fault: 'notMyNumberCard', other } });
  });

  it('a card without an ATR is reported as mute', async () => {
    const { source, reader } = open();
    await until(source, 'absent');
    await insert(createOtherCard('mute'));
    await until(source, 'mute');
    expect(await reader.look()).toEqual({ ok: false, error: { fault: 'unreadable' } });
  });

  it.each([
    ['android', 'rsa-2048'],
    ['nextCard', 'ec-p384'],
  ] as const)(
    'a %s card signs with both keys and takes a new password with a permit',
    async (model, algorithm) => {
      const issuer = generateKeyPairSync('ec', { namedCurve: 'P-384' });
      const { source, reader, pinPad, sign, message } = open();
      await until(source, 'absent');
      const material = await ca.cardOf(sampleHolder, { algorithm });
      await insert(createVirtualCard(material, { model, issuer: issuer.publicKey }));
      await until(source, 'present');
      const looked = await reader.look();
      if (!looked.ok) throw new Error(looked.error.fault);
      expect(looked.value).toMatchObject({ model, triesLeft: 3, passwordTriesLeft: 5 });
      expect((await sign(sampleHolder.pin)).ok).toBe(true);
      const typePassword = (password: string): void => {
        pinPad.begin(looked.value.rules.signaturePassword);
        for (const character of password) pinPad.push(character);
      };
      typePassword('NEW2SECRET');
      const changed = await reader.changeSecret('signaturePassword', ({ cardChallenge, certificate }) => {
        const certificateSha256 = createHash('sha256').update(certificate).digest();
        const permit = resetPermitMessage({ cardChallenge, certificateSha256, secret: 'signaturePassword' });
        const key = { key: issuer.privateKey, dsaEncoding: 'ieee-p1363' } as const;
        return Promise.resolve(nodeSign('sha384', permit, key));
      });
      expect(changed).toEqual({ ok: true, value: undefined });
      typePassword('NEW2SECRET');
      const proof = await reader.signWithSignatureKey(message);
      if (!proof.ok) throw new Error(proof.error.fault);
      expect(proof.value.certificate).toEqual(signatureOf(material).certificate);
    },
  );

  it('a card that stops answering is unreadable after the deadline, and the next one is read', async () => {
    const { source, reader } = open({}, { deadlines: { ...cardDeadlines, exchange: 300, close: 100 } });
    await until(source, 'absent');
    const card = createVirtualCard(materials.normal);
    const pull = insertSilent(card.atr, () => null);
    await until(source, 'present');
    expect(await reader.look()).toEqual({ ok: false, error: { fault: 'unreadable' } });
    pull();
    await until(source, 'absent');
    await insert(card);
    await until(source, 'present');
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
  });

  it('a card that holds the reader takes it out of use until it is pulled, and the next one is read', async () => {
    const { source } = open();
    const noticed = noticeStalledCalls(source, systemTimers, 500);
    const pinPad = createPinPad();
    const reader = createCardReader(noticed, pinPad, { deadlines: { ...cardDeadlines, exchange: 200 } });
    await until(noticed, 'absent');
    const pull = insertSilent(createVirtualCard(materials.normal).atr, () => null);
    await until(noticed, 'present');
    expect(await reader.look()).toEqual({ ok: false, error: { fault: 'unreadable' } });
    await until(noticed, 'readerGone');
    expect(await noticed.open()).toEqual({ ok: false, error: { fault: 'readerGone' } });
    pull();
    await until(noticed, 'absent');
    await insert(createVirtualCard(materials.normal));
    await until(noticed, 'present');
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
  });

  it('of two readers the named one is used', async () => {
    const second = open({ reader: '00 01' });
    const first = open({ reader: '00 00' });
    await until(second.source, 'absent');
    await until(first.source, 'absent');
    await insert(createVirtualCard(materials.normal), 1);
    await until(second.source, 'present');
    expect(await second.reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
    expect(await first.reader.look()).toEqual({ ok: false, error: { fault: 'removed' } });
    const none = open({ reader: 'no such reader' });
    expect(await none.reader.look()).toEqual({ ok: false, error: { fault: 'readerGone' } });
  });

  it('the daemon may be down at the start, crash in the middle of a command, and come back', async () => {
    await daemon.kill();
    const { source, reader, sign } = open();
    expect(await reader.look()).toEqual({ ok: false, error: { fault: 'readerGone' } });
    await daemon.start();
    await until(source, 'absent');

    const card = createVirtualCard(materials.normal);
    const crash = Promise.withResolvers<undefined>();
    insertSilent(card.atr, (command) => {
      if (command[1] !== signCommand) return card.process(command);
      void daemon.kill().then(() => crash.resolve(undefined));
      return null;
    });
    await until(source, 'present');
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
    expect(await sign(sampleHolder.pin)).toEqual({ ok: false, error: { fault: 'readerGone' } });
    await until(source, 'readerGone');
    await crash.promise;

    await daemon.start();
    await until(source, 'absent');
    await insert(card);
    await until(source, 'present');
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
    expect((await sign(sampleHolder.pin)).ok).toBe(true);
  });

  it('the reader passes the conformance suite for card readers', async () => {
    const { source } = open();
    const card = createVirtualCard(materials.normal);
    let inside: VpcdConnection | null = null;
    const steps = readySteps(cardReaderSteps, source, {
      async setCard() {
        inside ??= await insert(card);
      },
      async takeCard() {
        await inside?.close();
        inside = null;
      },
      setMute: () => Promise.reject(new HandNotThere('the virtual reader has no wrong way round')),
      unplug: () => daemon.kill(),
      replug: () => daemon.start(),
    });
    const ended: string[] = [];
    await runSteps(steps, {
      ...{ timers: systemTimers, hands: true, money: false },
      onBegin: () => undefined,
      onEnd({ name }, result) {
        if (result.outcome !== 'passed') ended.push(`${name}: ${JSON.stringify(result)}`);
      },
    });
    const skipped = '{"outcome":"skipped","why":"the virtual reader has no wrong way round"}';
    expect(ended).toEqual([`tells a card that does not answer from no card: ${skipped}`]);
  });
});

it('names the readers that are there, without the numbers of their order', async () => {
  expect(await listReaders(systemTimers)).toEqual(['Virtual PCD']);
});
