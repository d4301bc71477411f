import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendantsConfigSchema } from '../../electron/kiosk/attendants/attendants-config.ts';
import { withoutProgress } from '../../testing/without-progress.ts';
import { cardKinds } from '../../simulator/devices/virtual-card/card-kinds.ts';
import { frame, createFrameReader } from '../../simulator/devices/virtual-card/vpcd-frames.ts';

let state: string;
beforeAll(async () => {
  state = await mkdtemp(path.join(tmpdir(), 'komado-card-command-'));
});
afterAll(() => rm(state, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command; `inside` is called once, when the card is in the reader. */
function card(
  args: readonly string[],
  inside: (stop: () => void) => void = (stop) => stop(),
): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'card.ts'), ...args]);
  let [out, err, told] = ['', '', false];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (told || !/^card of .*\n/m.test(out)) return;
    told = true;
    inside(() => child.kill('SIGTERM'));
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err: withoutProgress(err) }));
  });
}

/** A reader that waits for a card, asks for its ATR and reports what came and that the card went. */
async function reader(): Promise<{
  port: number;
  atr: Promise<string>;
  gone: Promise<void>;
  close: () => void;
}> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const atr = Promise.withResolvers<string>();
  const gone = Promise.withResolvers<undefined>();
  server.once('connection', (socket) => {
    const take = createFrameReader();
    socket.on('data', (bytes) =>
      take(bytes).forEach((answer) => atr.resolve(Buffer.from(answer).toString('hex'))),
    );
    socket.once('close', () => gone.resolve(undefined));
    socket.write(frame(Uint8Array.of(4)));
  });
  const { port } = server.address() as AddressInfo;
  return { port, atr: atr.promise, gone: gone.promise, close: () => server.close() };
}

const isForeign = (args: readonly string[]): boolean => args.includes('transit') || args.includes('bank');

describe('npm run card', () => {
  it('puts a card in, and takes it out at SIGTERM', async () => {
    const { port, atr, gone, close } = await reader();
    const ended = await card(
      ['--vpcd', '--port', String(port), '--state', state],
      (stop) => void atr.then(stop),
    );
    expect(await atr).toBe('3be000ff8131fe4514');
    await gone;
    close();
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/card is out; tries left: user authentication 3, digital signature 5/);
  });

  it.each([
    [['--model', 'transit'], '3b8f8001804f0ca00000030611003b0000000042', /card is out\n/],
    [['--model', 'bank'], '3b670000a2204d001f9000', /card is out\n/],
    [
      ['--model', 'next', '--locked', 'pin'],
      '3be000ff8131fe4514',
      /user authentication 0, digital signature 5/,
    ],
    [
      ['--model', 'android', '--locked', 'pin', '--locked', 'password'],
      '3be000ff8131fe4514',
      /user authentication 0, digital signature 0/,
    ],
  ])('puts in the card asked for with %j', async (args, expected, farewell) => {
    const { port, atr, gone, close } = await reader();
    const ended = await card(
      ['--vpcd', '--port', String(port), ...(isForeign(args) ? [] : ['--state', state]), ...args],
      (stop) => void atr.then(stop),
    );
    expect(await atr).toBe(expected);
    await gone;
    close();
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(farewell);
  });

  it('puts in a card of staff, and prints the key that the site’s configuration names, the same each time', async () => {
    const keys: (string | undefined)[] = [];
    for (let time = 0; time < 2; time += 1) {
      const { port, atr, gone, close } = await reader();
      const args = ['--vpcd', '--staff', 'S-01', '--port', String(port), '--state', state];
      const ended = await card(args, (stop) => void atr.then(stop));
      expect(await atr).toBe('3b800181');
      await gone;
      close();
      expect(ended).toMatchObject({
        code: 0,
        out: expect.stringContaining('card of S-01 (staff)') as string,
      });
      const key = /^"cardKey": "(.+)"$/m.exec(ended.out)?.[1];
      const entry = { id: 'S-01', role: 'staff', code: null, cardKey: key };
      expect(attendantsConfigSchema.safeParse([entry]).success).toBe(true);
      keys.push(key);
    }
    expect(keys[1]).toBe(keys[0]);
  });

  it('tells how to start the daemon when there is no reader', async () => {
    const { port, close } = await reader();
    close();
    const ended = await card(['--vpcd', '--port', String(port), '--state', state]);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(`no reader at 127.0.0.1:${String(port)} (ECONNREFUSED)`);
    expect(ended.err).toContain('pcscd --foreground');
  });

  it('says so when the reader goes away', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ended = await card(['--vpcd', '--port', String(port), '--state', state], () => undefined);
    server.close();
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('let go of the card');
  });

  it('says when it cannot wait at a port, and ends cleanly when it can', async () => {
    const { port, close } = await reader();
    const args = ['--vpcd', '--listen', '--port', String(port), '--state', state];
    expect((await card(args)).err).toContain('is in use');
    close();
    expect(await card(args)).toMatchObject({ code: 0 });
  });

  it.each([
    [[], '--vpcd'],
    [['--vpcd', '--port', 'abc'], '--port'],
    [['--vpcd', '--port', '65536'], '--port'],
    [['--vpcd', '--holder', 'nobody'], '--holder'],
    [['--vpcd', '--variant', 'gold'], '--variant'],
    [['--vpcd', '--model', 'gold'], '--model'],
    [['--vpcd', '--model', 'bank', '--holder', 'tsukuba-family'], '--holder'],
    [['--vpcd', '--model', 'no-certificate', '--variant', 'expired'], '--variant'],
    [['--vpcd', '--locked', 'door'], '--locked'],
    [['--vpcd', '--staff', 'Yamada'], '--staff'],
    [['--vpcd', '--staff', 'S-01', '--holder', 'tsukuba-family'], '--holder'],
    [['--vpcd', '--colour'], '--colour'],
  ])('refuses %j with exit code 2 and names what is wrong', async (args, named) => {
    const ended = await card(args);
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(new RegExp(`^card: ${named}: [^\\n]+\\n$`));
  });

  it('lists the holders, and prints its help', async () => {
    const list = await card(['--holder', 'list']);
    expect(list.code).toBe(0);
    expect(list.out).toMatch(/^tsukuba-family +\S/m);
    expect(list.out).not.toMatch(/\b\d{4}\b(?!-)/); // no PIN
    const helped = await card(['--help']);
    expect(helped).toMatchObject({ code: 0, err: '' });
    for (const variant of ['expired', 'notYetValid']) expect(helped.out).toContain(variant);
    for (const kind of cardKinds) expect(helped.out).toContain(kind);
  });
});
