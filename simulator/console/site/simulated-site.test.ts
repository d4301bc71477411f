import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEmbedded } from '../../../issuing-center/store/embedded.ts';
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
