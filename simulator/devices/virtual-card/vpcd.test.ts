import { connect } from 'node:net';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOtherCard } from './other-card.ts';
import type { CardInReader } from './virtual-card.ts';
import { createFrameReader, frame } from './vpcd-frames.ts';
import { connectVpcd, listenVpcd } from './vpcd.ts';

describe('vpcd messages', () => {
  it('come out whole and in order, however they are cut up on the way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        (messages, cuts) => {
          const line = Buffer.concat(messages.map(frame));
          const take = createFrameReader();
          const got: Uint8Array[] = [];
          for (let at = 0, turn = 0; at < line.length; turn += 1) {
            const end = at + (cuts[turn % cuts.length] ?? 1);
            got.push(...take(line.subarray(at, end)));
            at = end;
          }
          expect(got).toEqual(messages);
        },
      ),
    );
  });
});

/** A reader that connects to its card, as vpcd does when given a host. */
function readerAt(
  port: number,
): Promise<{ ask: (message: Uint8Array) => Promise<Uint8Array>; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const take = createFrameReader();
    const waiting: ((answer: Uint8Array) => void)[] = [];
    socket.on('data', (bytes) => take(bytes).forEach((message) => waiting.shift()?.(message)));
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve({
        socket,
        ask: (message) =>
          new Promise((answer) => {
            waiting.push(answer);
            socket.write(frame(message));
          }),
      }),
    );
  });
}

describe('a virtual card that waits for its reader', () => {
  it('answers the ATR request and commands, is reset without an answer, and disconnects when taken out', async () => {
    let resets = 0;
    const card: CardInReader = {
      ...createOtherCard('bank'),
      reset: () => {
        resets += 1;
      },
    };
    const listening = await listenVpcd({ port: 0, card });
    if (!listening.ok) throw new Error(listening.error.code);
    const { ask, socket } = await readerAt(listening.value.port);
    expect(await ask(Uint8Array.of(4))).toEqual(card.atr);
    for (const control of [0, 1, 2, 7]) socket.write(frame(Uint8Array.of(control)));
    expect(await ask(Uint8Array.of(0, 0xa4, 4, 0))).toEqual(Uint8Array.of(0x6a, 0x82));
    expect(resets).toBe(3);

    const gone = new Promise((resolve) => socket.once('close', resolve));
    await listening.value.close();
    await gone;
  });

  it('answers with more bytes than an ATR can have when it has none', async () => {
    const listening = await listenVpcd({ port: 0, card: createOtherCard('mute') });
    if (!listening.ok) throw new Error(listening.error.code);
    const { ask } = await readerAt(listening.value.port);
    expect((await ask(Uint8Array.of(4))).length).toBeGreaterThan(33);
    await listening.value.close();
  });

  it('reports that its port is taken', async () => {
    const card = createOtherCard('bank');
    const first = await listenVpcd({ port: 0, card });
    if (!first.ok) throw new Error(first.error.code);
    expect(await listenVpcd({ port: first.value.port, card })).toEqual({
      ok: false,
      error: { fault: 'unreachable', code: 'EADDRINUSE' },
    });
    await first.value.close();
  });
});

describe('a virtual card that connects to its reader', () => {
  it('reports that there is none', async () => {
    const card = createOtherCard('bank');
    const listening = await listenVpcd({ port: 0, card });
    if (!listening.ok) throw new Error(listening.error.code);
    const { port } = listening.value;
    await listening.value.close();
    expect(await connectVpcd({ host: '127.0.0.1', port, card })).toEqual({
      ok: false,
      error: { fault: 'unreachable', code: 'ECONNREFUSED' },
    });
  });
});
