import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderLine, OrderRequest } from '../../shared/center-api.ts';
import { mostSheetsOfOrder } from '../../shared/certificates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { err, ok } from '../../shared/result.ts';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { wholeLine } from '../../testing/center/whole-line.ts';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { takeTurn } from '../store/sessions.ts';
import type { CopyRenderer } from './copy-renderer.ts';
import { createIdempotentOrder } from './idempotent-order.ts';
import { writePreviewPage } from './preview-json.ts';

const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
const kiosk = 'KIOSK-1';
const noSignal = new AbortController().signal;
const late = err({ refused: 'invalidOrder' });
let services: CenterServices;
beforeAll(async () => {
  services = await openCenterServices(clock, ['tsukuba-family']);
});
afterAll(() => services.close());

/** Copies of so many sheets; those of the first `held` copies never come, until the signal does. */
function scriptedCopies(sheets: number, held = 0) {
  let asked = 0;
  let whenHeld: () => void = () => undefined;
  const isHeld = new Promise<void>((resolve) => {
    whenHeld = resolve;
  });
  const copies: CopyRenderer = {
    render(_kiosk, { preview }, signal) {
      asked += 1;
      if (asked <= held) {
        whenHeld();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
      }
      const front: PageDrawing = { widthMm: 210, heightMm: 297, ops: [] };
      const made = Array.from({ length: sheets }, (_, index) => Uint8Array.of(asked, index));
      return Promise.resolve(ok({ sheets: made, preview: preview ? [writePreviewPage(front)] : [] }));
    },
    close: () => Promise.resolve(),
  };
  return { copies, isHeld, asked: () => asked };
}

function orderWith(copies: CopyRenderer) {
  const service = services.orderService({ copies });
  return createIdempotentOrder({
    ...{ sql: services.sql, clock },
    buildOrder: (...asked) => service.buildOrder(...asked),
  });
}

async function loggedIn() {
  const { session, answer } = await services.login('tsukuba-family');
  if (!answer.ok) throw new Error(answer.error.refused);
  const [certificate] = answer.value.certificates;
  if (!certificate) throw new Error('nothing to take');
  return { session, line: wholeLine(certificate) };
}

const request = (line: OrderLine, copies = 1, lines = 1): OrderRequest => ({
  requestId: newRequestId(),
  lines: Array.from({ length: lines }, () => ({ ...line, copies })),
});

describe('an order in work', () => {
  it('ends at once when a later one comes to its session, and is refused as one that came too late', async () => {
    const { copies, isHeld } = scriptedCopies(1, 1);
    const order = orderWith(copies);
    const { session, line } = await loggedIn();
    const first = order(kiosk, session, request(line, 10), noSignal);
    await isHeld;
    const second = await order(kiosk, session, request(line), noSignal);
    expect(second.ok).toBe(true);
    expect(await first).toEqual(late);
  });

  it('goes on when an order comes to another session, or to its own from another kiosk', async () => {
    const { copies, isHeld } = scriptedCopies(1, 1);
    const order = orderWith(copies);
    const [own, other] = [await loggedIn(), await loggedIn()];
    const given = new AbortController();
    const first = order(kiosk, own.session, request(own.line), given.signal);
    await isHeld;
    expect((await order(kiosk, other.session, request(other.line), noSignal)).ok).toBe(true);
    expect(await order('KIOSK-2', own.session, request(own.line), noSignal)).toEqual(
      err({ refused: 'sessionEnded' }),
    );
    given.abort(new Error('nobody waits'));
    await expect(first).rejects.toThrow('nobody waits');
  });

  it('ends before its next copy when another node has got a later one, or the session has ended', async () => {
    const { session, line } = await loggedIn();
    const { copies, asked } = scriptedCopies(1);
    const elsewhere: CopyRenderer = {
      ...copies,
      async render(...copy) {
        await takeTurn(services.sql, session, newRequestId());
        return copies.render(...copy);
      },
    };
    const built = await services.order(
      session,
      [{ ...line, copies: 10 }],
      services.orderService({ copies: elsewhere }),
    );
    expect(built).toEqual(late);
    expect(asked()).toBe(1);
  });
});

describe('the sheets of one order', () => {
  it.each([
    ['ten lines of ten copies', 10, 10, 1],
    ['one line of ten copies of ten sheets', 10, 1, 10],
  ])('may be as many as %s', async (_name, copies, lines, sheets) => {
    const { session, line } = await loggedIn();
    const scripted = scriptedCopies(sheets);
    const wanted = Array.from({ length: lines }, () => ({ ...line, copies }));
    const built = await services.order(session, wanted, services.orderService({ copies: scripted.copies }));
    if (!built.ok) throw new Error(built.error.refused);
    expect(built.value.documents.flatMap((document) => document.sheets)).toHaveLength(mostSheetsOfOrder);
  });

  it.each([
    ['ten copies of eleven sheets', 10, 1, 11, 1],
    ['ten lines of ten copies of two sheets', 10, 10, 2, 1],
    ['two lines whose second is too much', 5, 2, 11, 6],
  ])('are no more: %s are refused as soon as that is known', async (_name, copies, lines, sheets, made) => {
    const { session, line } = await loggedIn();
    const scripted = scriptedCopies(sheets);
    const wanted = Array.from({ length: lines }, () => ({ ...line, copies }));
    expect(await services.order(session, wanted, services.orderService({ copies: scripted.copies }))).toEqual(
      {
        ok: false,
        error: { refused: 'tooManySheets' },
      },
    );
    expect(scripted.asked()).toBe(made);
  });
});
