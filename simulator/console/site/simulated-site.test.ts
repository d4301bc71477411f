import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../issuing-center/store/embedded.ts';
import { attendantIdSchema } from '../../../shared/refund-api.ts';
import { instantInJapan, isoDate } from '../../../shared/dates.ts';
import { createEventLog } from '../../../logging/event-log.ts';
import { stepOrders } from '../../../state-machines/session/steps.ts';
import { openSimulatedSite } from './simulated-site.ts';

it('a site that cannot be opened leaves nothing open, so that the command ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'komado-site-'));
  try {
    // On this day a made-up resident's card has ended, and no center can register it.
    const clock = { now: () => instantInJapan(isoDate('2029-04-02'), '10:00:00') };
    const registers = await openEmbedded(join(folder, 'registers'));
    let closed = 0;
    const opening = openSimulatedSite({
      ...{ state: folder, paper: join(folder, 'paper'), clock, language: 'ja' },
      steps: stepOrders['municipality-first'],
      log: createEventLog({ clock, destinations: [] }),
      registers: {
        ...registers,
        async close() {
          closed += 1;
          await registers.close();
        },
      },
    });
    await expect(opening).rejects.toThrow('cannot be registered: certificateExpired');
    expect(closed).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('the hoppers go on where the journal left them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'komado-site-'));
  try {
    const clock = { now: () => instantInJapan(isoDate('2026-11-20'), '10:00:00') };
    const open = (): ReturnType<typeof openSimulatedSite> =>
      openSimulatedSite({
        ...{ state: folder, paper: join(folder, 'paper'), clock, language: 'ja' },
        steps: stepOrders['municipality-first'],
        log: createEventLog({ clock, destinations: [] }),
      });
    const first = await open();
    const full = first.cash.levels();
    const counted = {
      place: 'hopper',
      value: 100,
      expected: 60,
      counted: 60,
      collected: 53,
      filled: 0,
    } as const;
    expect(
      first.site.ports.journal.append({
        type: 'cash-counted',
        lines: [counted],
        by: attendantIdSchema.parse('O-01'),
      }).ok,
    ).toBe(true);
    await first.close();
    const again = await open();
    expect(again.cash.levels()).toEqual(
      full.map(({ value, count }) => ({ value, count: value === 100 ? 7 : count })),
    );
    await again.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
