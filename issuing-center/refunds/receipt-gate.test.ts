import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoints } from '../../shared/endpoints.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { codeLetters } from '../../shared/receipt-code.ts';
import type { ReceiptProof } from '../../shared/refund-api.ts';
import { yen } from '../../shared/yen.ts';
import { claimOf, paidVisit, type PaidVisit } from '../../testing/center/paid-order.ts';
import { systemTimers } from '../../shared/timers.ts';
import { createPlainKiosk, newRequestId } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { codes } from '../../testing/municipality-codes.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const minutes = 60_000;
const tomakomai = codes.tomakomai;
const clock = { time: noon, now: () => clock.time };
/** For the buckets in memory; the failed tries go by the clock on the wall, which all nodes share. */
const elapsed = { ms: 0 };
let center: SimulatedCenter;
let paid: PaidVisit;
beforeAll(async () => {
  const timers = { ...systemTimers, elapsed: () => elapsed.ms };
  center = await startSimulatedCenter(clock, undefined, { timers });
  paid = await paidVisit(center, 'tomakomai-couple', { printed: 1 });
});
afterAll(() => center.close());
beforeEach(() => {
  clock.time = noon;
  elapsed.ms += 3_600_000;
});

const refused = (error: string) => ({ ok: false, error });
const anyTransaction = () => transactionIdSchema.parse(newRequestId());
/** The n-th code that nobody was given, as an attacker goes through them. */
const codeAt = (n: number): string => {
  const last = [n, Math.floor(n / 32)].map((at) => codeLetters.charAt(at % 32)).join('');
  return `2222-22${last}`;
};
const alarms = () =>
  center.faults.map((line) => {
    const { event, kiosk, failed } = JSON.parse(line) as Record<string, unknown>;
    return { event, kiosk, failed };
  });

describe('whoever has nothing but codes', () => {
  it('learns nothing from one, not even that it exists', async () => {
    const kiosk = createPlainKiosk(center, 'THIEF-0');
    expect((await kiosk.send('POST', endpoints.findTransaction.path, { code: paid.code })).status).toBe(400);
    const proofs: ReceiptProof[] = [
      { by: 'receipt', transaction: anyTransaction() },
      { by: 'sheet', number: 'AAAA-AAAA-AAAA-AAAA' },
      { by: 'typed', at: noon + 600 * minutes, paid: paid.money.paid },
      { by: 'typed', at: noon, paid: yen(1) },
    ];
    for (const proof of proofs)
      expect(await kiosk.findTransaction(paid.code, proof)).toEqual(refused('codeUnknown'));
    expect(await kiosk.findTransaction('2222-2222', anyTransaction())).toEqual(refused('codeUnknown'));
  });

  it('is slowed down, then locked out and reported, at however many nodes and connections at once', async () => {
    const node = await center.addNode();
    const [kiosk, beside] = [createPlainKiosk(center, 'THIEF-1'), createPlainKiosk(node, 'THIEF-1')];
    let looked = 0;
    async function tryAll(from: number, count: number): Promise<void> {
      const answers = await Promise.all(
        Array.from({ length: count }, (_, index) =>
          (index % 2 === 0 ? kiosk : beside).findTransaction(codeAt(from + index), anyTransaction()),
        ),
      );
      for (const answer of answers)
        if (!answer.ok && answer.error === 'codeUnknown') looked += 1;
        else expect(answer).toEqual(refused('tooOften'));
    }
    await tryAll(0, 40);
    expect(looked).toBe(6);
    for (let second = 1; second <= 3600; second += 40) {
      clock.time = noon + second * 1000;
      elapsed.ms += 40_000;
      await tryAll(second, 2);
    }
    expect(looked).toBe(10);
    expect(alarms().filter(({ kiosk }) => kiosk === 'THIEF-1')).toEqual([
      { event: 'receiptCodesTried', kiosk: 'THIEF-1', failed: 10 },
    ]);
    expect(await kiosk.findTransaction(paid.code, paid.order.transaction)).toEqual(refused('tooOften'));
    expect(await kiosk.claimRefund(claimOf(paid))).toEqual(refused('tooOften'));
    // Others are served all the while, and this one again when its time is over.
    const other = createPlainKiosk(center, 'KIOSK-2');
    expect((await other.findTransaction(paid.code, paid.order.transaction)).ok).toBe(true);
    clock.time = noon + 130 * minutes;
    elapsed.ms += 3_600_000;
    expect((await kiosk.findTransaction(paid.code, paid.order.transaction)).ok).toBe(true);
    await node.close();
  });

  it('is locked for an hour from when the clock is right again, and not for the year by which it was ahead', async () => {
    const kiosk = createPlainKiosk(center, 'THIEF-9');
    const ahead = 365 * 24 * 60 * minutes;
    for (let n = 0; n < 10; n += 1) {
      clock.time = noon + ahead + n * 10 * minutes;
      expect(await kiosk.findTransaction(codeAt(n), anyTransaction())).toEqual(refused('codeUnknown'));
    }
    clock.time = noon;
    expect(await kiosk.findTransaction(paid.code, paid.order.transaction)).toEqual(refused('tooOften'));
    clock.time = noon + 59 * minutes;
    expect(await kiosk.findTransaction(paid.code, paid.order.transaction)).toEqual(refused('tooOften'));
    clock.time = noon + 60 * minutes;
    expect((await kiosk.findTransaction(paid.code, paid.order.transaction)).ok).toBe(true);
  });

  it('is locked out by claims for orders that do not exist, too', async () => {
    const kiosk = createPlainKiosk(center, 'THIEF-2');
    const answers = [];
    for (let times = 0; times < 8; times += 1)
      answers.push(await kiosk.claimRefund(claimOf(paid, { transaction: anyTransaction() })));
    expect(answers.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => refused('codeUnknown')));
    expect(answers.slice(6)).toEqual([refused('tooOften'), refused('tooOften')]);
  });

  it('does not find the time and the sum of one receipt by trying, from however many kiosks', async () => {
    const right = { by: 'typed' as const, at: noon, paid: paid.money.paid };
    for (let times = 0; times < 5; times += 1) {
      const kiosk = createPlainKiosk(center, `THIEF-3${String(times)}`);
      const answer = await kiosk.findTransaction(paid.code, { ...right, paid: yen(times) });
      expect(answer).toEqual(refused('codeUnknown'));
    }
    const kiosk = createPlainKiosk(center, 'THIEF-39');
    expect(await kiosk.findTransaction(paid.code, right)).toEqual(refused('codeUnknown'));
    // Whoever holds the receipt or a sheet is not kept waiting for that.
    const [number = ''] = paid.numbers;
    expect((await kiosk.findTransaction(paid.code, paid.order.transaction)).ok).toBe(true);
    expect((await kiosk.findTransaction(paid.code, { by: 'sheet', number })).ok).toBe(true);
    clock.time = noon + 25 * 60 * minutes;
    expect((await kiosk.findTransaction(paid.code, right)).ok).toBe(true);
  });
});

describe('a kiosk', () => {
  it('whose staff mistype now and then is served all day', async () => {
    const kiosk = createPlainKiosk(center, 'KIOSK-3');
    for (let hour = 0; hour < 8; hour += 1) {
      clock.time = noon + hour * 61 * minutes;
      elapsed.ms += 61 * minutes;
      for (let slip = 0; slip < 4; slip += 1)
        expect(await kiosk.findTransaction(codeAt(slip), anyTransaction())).toEqual(refused('codeUnknown'));
      expect((await kiosk.findTransaction(paid.code, paid.order.transaction)).ok).toBe(true);
    }
  });

  it('begins sixty sessions at once and thirty a minute; others are served all the while', async () => {
    const kiosk = createPlainKiosk(center, 'EAGER-1');
    const begun = async (count: number) => {
      const answers = await Promise.all(Array.from({ length: count }, () => kiosk.begin(tomakomai)));
      for (const answer of answers) if (!answer.ok) expect(answer).toEqual(refused('tooOften'));
      return answers.filter(({ ok }) => ok).length;
    };
    expect(await begun(200)).toBe(60);
    expect((await createPlainKiosk(center, 'KIOSK-2').begin(tomakomai)).ok).toBe(true);
    elapsed.ms += 4_000;
    expect(await begun(50)).toBe(2);
    elapsed.ms += 60_000;
    expect(await begun(50)).toBe(30);
    const rows = await center.sql.query(
      "SELECT count(*)::int AS count FROM sessions WHERE kiosk = 'EAGER-1'",
    );
    expect(rows).toEqual([{ count: 92 }]);
  });
});
