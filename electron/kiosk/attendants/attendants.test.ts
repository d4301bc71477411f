import { eventsIn, logInto } from '../../../testing/log-lines.ts';
import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yen } from '../../../shared/yen.ts';
import { attendantIdSchema, type AttendantId } from '../../../shared/refund-api.ts';
import { err, ok } from '../../../shared/result.ts';
import { issueAttendantCard } from '../../../simulator/devices/attendant-card/attendant-card.ts';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import {
  createInProcessReader,
  type InProcessReader,
} from '../../../simulator/devices/virtual-card/in-process-source.ts';
import type { AttendantsPort } from '../../../state-machines/attendant-ports.ts';
import type { JournalEvent } from '../../../state-machines/journal-events.ts';
import { firstPrevious, type JournalRecord } from '../../journal/record.ts';
import { createPinPad, type PinPad } from '../../devices/pin-pad/pin-pad.ts';
import { attendantsConfigSchema, type AttendantsConfig } from './attendants-config.ts';
import { attendantCodeRule, createAttendants } from './attendants.ts';
import { hashCode, isCode, parseCodeHash } from './code-hash.ts';
import { nobodyMoves } from './who-moves-money.ts';
import { createAllTries, createTries, lockMs, triesOfAll, triesOfNumber } from './tries.ts';

const card = issueAttendantCard('B-07');
const code = '482915';
/** As a kiosk has it. */
let configured: AttendantsConfig;
/** The same with a hash that costs nothing: comparing a code takes a tenth of a second of processor, and most tests try many. */
let quick: AttendantsConfig;
beforeAll(async () => {
  const scrypt = await hashCode(code);
  configured = attendantsConfigSchema.parse([
    { id: 'S-01', role: 'staff', code: { scrypt }, cardKey: null },
    { id: 'B-07', role: 'operator', code: null, cardKey: card.cardKey },
    { id: 'S-02', role: 'staff', code: { scrypt }, cardKey: issueAttendantCard('S-02').cardKey },
  ]);
  const costs = { N: 64, r: 1, p: 1 };
  const salt = Buffer.from('a salt of sixteen');
  const cheap = { ...costs, salt, hash: scryptSync(code, salt, 32, costs) };
  quick = configured.map((entry) => (entry.code === null ? entry : { ...entry, code: { scrypt: cheap } }));
});

let timers: ManualTimers;
let slot: InProcessReader;
let pad: PinPad;
let records: JournalRecord[];
let journalLost: boolean;
let logged: string[];
let attendants: AttendantsPort;

function write(event: JournalEvent): void {
  records.push({
    seq: records.length + 1,
    at: timers.now(),
    event,
    previous: firstPrevious,
    hash: firstPrevious,
  });
}
/** Also stands for switching the kiosk off and on: all it knows then is what the journal says. */
function start(config = quick): void {
  attendants = createAttendants({
    config,
    pad,
    cards: slot,
    journal: {
      append(event) {
        if (journalLost) return err({ fault: 'journalUnavailable' });
        write(event);
        return ok();
      },
    },
    tries: createAllTries(records, timers.now()),
    clock: timers,
    timers,
    log: logInto(logged),
  });
}
beforeEach(() => {
  timers = createManualTimers();
  slot = createInProcessReader({ timers });
  pad = createPinPad();
  records = [];
  journalLost = false;
  logged = [];
  start();
});

function enter(number: string, typed: string, card: AttendantId | null = null) {
  pad.begin(attendantCodeRule);
  for (const digit of typed) pad.push(digit);
  return attendants.byCode(number, card);
}
const wrong = (triesLeft: number) => ({ ok: false, error: { fault: 'wrong', triesLeft } });
async function enterWrong(number: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) expect((await enter(number, '000000')).ok).toBe(false);
}
const locked = { ok: false, error: { fault: 'locked' } };

describe('login by number and code:', () => {
  it.each(['S01', 'S-01', 's01'])(
    '%s with its code is S-01, and the pad is empty afterwards',
    async (number) => {
      expect(await enter(number, code)).toEqual({
        ok: true,
        value: { id: 'S-01', role: 'staff', hasCard: false, hasCode: true },
      });
      expect(pad.length).toBe(0);
    },
  );

  it('the code that was hashed at its full cost opens, and no other does', async () => {
    start(configured);
    expect(await enter('S-01', '482916')).toEqual(wrong(4));
    expect(await enter('S-77', code)).toEqual(wrong(4));
    expect(await enter('S-01', code)).toMatchObject({ ok: true });
  });

  it('a wrong code, a number that does not exist and one without a code get the same answer', async () => {
    for (const number of ['S-01', 'S-77', 'B-07', 'nonsense'])
      expect(await enter(number, '000000')).toEqual(wrong(4));
    expect(pad.length).toBe(0);
    expect(records.map(({ event }) => event)).toEqual([
      { type: 'attendant-refused', number: 'S-01' },
      { type: 'attendant-refused', number: null },
      { type: 'attendant-refused', number: 'B-07' },
      { type: 'attendant-refused', number: null },
    ]);
    // What was typed is recorded nowhere.
    expect(JSON.stringify(records.map(({ event }) => event))).not.toContain('000000');
  });

  it('no try is spent on a code that is too short', async () => {
    expect(await enter('S-01', '48291')).toEqual(wrong(5));
    expect(records).toEqual([]);
    expect(await enter('S-01', '000000')).toEqual(wrong(4));
    expect(await enter('S-01', '48291')).toEqual(wrong(4));
  });

  it.each(['S-01', 'S-77'])(
    'five wrong codes lock %s for a quarter of an hour, and then there are five again',
    async (number) => {
      for (let left = 4; left > 0; left -= 1) expect(await enter(number, '000000')).toEqual(wrong(left));
      const until = timers.now() + lockMs;
      expect(await enter(number, '000000')).toEqual({ ok: false, error: { fault: 'locked', until } });
      timers.advance(lockMs - 1);
      expect(await enter(number, code)).toMatchObject(locked);
      timers.advance(1);
      expect(await enter(number, '000000')).toEqual(wrong(4));
    },
  );

  it.each([3_600_000, -3_600_000, 365 * 24 * 3_600_000])(
    'a lock lasts a quarter of an hour, and says until when, when the clock on the wall is set by %i ms',
    async (byMs) => {
      await enterWrong('S-01', 5);
      timers.setClock(byMs);
      timers.advance(lockMs - 1);
      expect(await enter('S-01', code)).toEqual({
        ok: false,
        error: { fault: 'locked', until: timers.now() + 1 },
      });
      timers.advance(1);
      expect(await enter('S-01', '000000')).toEqual(wrong(4));
    },
  );

  it('a lock that was written down while the clock was a year ahead is over a quarter of an hour after the next start', async () => {
    timers.setClock(365 * 24 * 3_600_000);
    await enterWrong('S-01', 5);
    timers.setClock(-365 * 24 * 3_600_000);
    start();
    expect(await enter('S-01', code)).toMatchObject(locked);
    timers.advance(lockMs);
    expect(await enter('S-01', code)).toMatchObject({ ok: true });
  });

  it('the right code ends the row of wrong ones', async () => {
    await enterWrong('S-01', 4);
    expect(await enter('S-01', code)).toMatchObject({ ok: true });
    expect(await enter('S-01', '000000')).toEqual(wrong(4));
  });

  it('switching the kiosk off and on gives no new tries', async () => {
    await enterWrong('S-01', 4);
    start();
    expect(await enter('S-01', '000000')).toMatchObject(locked);
    start();
    expect(await enter('S-01', code)).toMatchObject(locked);
  });

  it('tries are counted even while the journal cannot be written', async () => {
    journalLost = true;
    for (let left = 4; left > 0; left -= 1) expect(await enter('S-01', '000000')).toEqual(wrong(left));
    expect(await enter('S-01', code)).toMatchObject({ ok: true });
    await enterWrong('S-01', 5);
    expect(await enter('S-01', code)).toMatchObject(locked);
    expect(eventsIn(logged, 'journalNotWritten')).toHaveLength(9);
  });

  it('trying many numbers locks all of them, even across a restart, while cards keep working', async () => {
    await enterWrong('S-77', 1);
    for (let times = 1; times < triesOfAll; times += 1) write({ type: 'attendant-refused', number: null });
    start();
    expect(await enter('S-01', code)).toMatchObject(locked);
    slot.set(card.card);
    expect(await attendants.byCard()).toEqual({
      ok: true,
      value: { id: 'B-07', role: 'operator', hasCard: true, hasCode: false },
    });
    timers.advance(lockMs);
    expect(await enter('S-01', code)).toMatchObject({ ok: true });
  });

  it('typing locks nobody out who shows a card: its holder has five tries of their own, kept across a restart', async () => {
    const id = attendantIdSchema.parse('S-02');
    await enterWrong('S-02', 5);
    expect(await enter('S-02', code)).toMatchObject(locked);
    for (let left = 4; left > 0; left -= 1) expect(await enter('S02', '000000', id)).toEqual(wrong(left));
    start();
    // Another number's card does not help.
    expect(await enter('S-02', code, attendantIdSchema.parse('S-01'))).toMatchObject(locked);
    expect(await enter('S-02', code, id)).toMatchObject({ ok: true, value: { hasCard: true } });
    await enterWrong('S-02', 4);
    for (let tried = 0; tried < 5; tried += 1) expect((await enter('S-02', '000000', id)).ok).toBe(false);
    expect(await enter('S-02', code, id)).toMatchObject(locked);
  });

  it('two logins at once do not share the last try', async () => {
    await enterWrong('S-01', 4);
    const first = enter('S-01', '000000');
    expect(await attendants.byCode('S-01', null)).toMatchObject(locked);
    expect(await first).toMatchObject(locked);
  });
});

describe('the tries of attendants', () => {
  it('never allow more than five wrong codes for one number in any quarter of an hour, across any restarts', () => {
    const id = attendantIdSchema.parse('S-01');
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.nat(lockMs), restart: fc.boolean() }), { maxLength: 60 }),
        (steps) => {
          const passed: JournalRecord[] = [];
          let now = 1_000_000;
          let tries = createTries([]);
          for (const { wait, restart } of steps) {
            now += Math.floor(wait / 10);
            if (restart) tries = createTries(passed);
            if (tries.lockedUntil(id, now) !== null) continue;
            const left = tries.left(id, now);
            expect(tries.wrong(id, now)).toBe(left - 1);
            const event = { type: 'attendant-refused', number: id } as const;
            passed.push({ seq: passed.length + 1, at: now, event, previous: '', hash: '' });
          }
          for (const [index, { at }] of passed.entries()) {
            // Between the first and the sixth of any six in a row there is a lock, caused by the fifth.
            const sixth = passed[index + triesOfNumber * 2];
            if (sixth) expect(sixth.at - at).toBeGreaterThanOrEqual(lockMs);
          }
        },
      ),
    );
  });
});

describe('login by card:', () => {
  it('only a known card is let in', async () => {
    slot.set(issueAttendantCard('B-07').card);
    expect(await attendants.byCard()).toEqual({ ok: false, error: { fault: 'notAttendantCard' } });
    slot.set(issueAttendantCard('S-01').card);
    expect(await attendants.byCard()).toEqual({ ok: false, error: { fault: 'notAttendantCard' } });
    slot.set(null);
    expect(await attendants.byCard()).toEqual({ ok: false, error: { fault: 'cardUnreadable' } });
  });

  it('the kind of card in the reader is reported', async () => {
    slot.set(card.card);
    expect(await attendants.kindOfCard()).toBe('attendantCard');
  });
});

describe('the configuration of attendants', () => {
  it('is warned of where money needs a card and a code that nobody has', async () => {
    const scrypt = await hashCode(code);
    const entry = (id: string, role: 'staff' | 'operator', has: 'code' | 'card' | 'both') => ({
      ...{ id, role },
      code: has === 'card' ? null : { scrypt },
      cardKey: has === 'code' ? null : issueAttendantCard(id).cardKey,
    });
    const warned = (...list: ReturnType<typeof entry>[]) =>
      nobodyMoves({ attendants: attendantsConfigSchema.parse(list), secondPersonAbove: yen(1000) });
    const [one, other] = [entry('S-01', 'staff', 'both'), entry('O-01', 'operator', 'both')];
    expect(warned(one, other)).toEqual([]);
    expect(warned(entry('S-01', 'staff', 'code'), entry('O-01', 'operator', 'card'))).toEqual([
      'attendants: nobody has both a code and a cardKey, so nobody can refund, count the cash or try a hopper at this kiosk',
    ]);
    expect(warned()).toHaveLength(1);
    expect(warned(one, entry('S-02', 'staff', 'both'))).toEqual([
      expect.stringContaining('no operator has both'),
    ]);
    expect(warned(other, entry('S-02', 'staff', 'code'))).toEqual([
      expect.stringContaining('only O-01 has both'),
    ]);
  });

  it('contains salted hashes: the same code hashed twice looks different, and both match', async () => {
    const one = await hashCode(code);
    const other = await hashCode(code);
    expect(one).not.toBe(other);
    for (const text of [one, other]) {
      const hash = parseCodeHash(text);
      if (!hash) throw new Error('not read');
      expect(text.startsWith('32768$8$1$')).toBe(true);
      expect(await isCode(Buffer.from(code), hash)).toBe(true);
      expect(await isCode(Buffer.from('482916'), hash)).toBe(false);
    }
  });

  it.each(['12345', '12345678901', '12a456', ''])('does not accept %j as a code', async (text) => {
    await expect(hashCode(text)).rejects.toThrow(RangeError);
  });

  it('rejects hashes that protect nothing, and ids or card keys that occur twice', async () => {
    const good = await hashCode(code);
    const rest = good.split('$').slice(3).join('$');
    const hash = good.split('$').at(-1) ?? '';
    const entry = (changes: object) => ({
      id: 'S-01',
      role: 'staff',
      code: { scrypt: good },
      cardKey: null,
      ...changes,
    });
    const refused = [
      [entry({ code: { scrypt: `1024$8$1$${rest}` } })],
      [entry({ code: { scrypt: `32767$8$1$${rest}` } })],
      [entry({ code: { scrypt: `1073741824$8$1$${rest}` } })],
      [entry({ code: { scrypt: `32768$8$1$c2FsdA==$${hash}` } })],
      [entry({ code: { scrypt: code } })],
      [entry({ code: null })],
      [entry({ cardKey: 'bm8ga2V5' })],
      [entry({}), entry({})],
      [entry({ cardKey: card.cardKey }), entry({ id: 'S-02', cardKey: card.cardKey })],
      [entry({ name: 'Yamada' })],
    ];
    for (const list of refused) expect(attendantsConfigSchema.safeParse(list).success).toBe(false);
    expect(attendantsConfigSchema.safeParse([entry({})]).success).toBe(true);
  });
});
