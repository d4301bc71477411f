import { chainOf } from '../../shared/chains.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { createActor, SimulatedClock } from 'xstate';
import { bootJournal } from '../../electron/kiosk/open-journal.ts';
import { standingOf } from '../../electron/recovery/standing.ts';
import { yen } from '../../shared/yen.ts';
import { systemClock } from '../../shared/dates.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { err, ok } from '../../shared/result.ts';
import { driveKiosk, settle, type KioskDriver } from '../../testing/scripted/kiosk-driver.ts';
import { createScriptedWorld, scriptedOrder } from '../../testing/scripted/scripted-ports.ts';
import { delays } from '../../state-machines/delays.ts';
import { deliver } from '../../state-machines/deliver.ts';
import { createKioskMachine } from '../../state-machines/kiosk.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { viewOf } from '../../state-machines/view.ts';

/**
 * Adachi, 2023: another person's certificate came out in March; the alert was closed because the same certificate came out
 * right when it was asked for again. In May the others followed.
 */
const outOfService = { kind: 'outOfService', cause: 'bindingMismatch' };
let driver: KioskDriver;

beforeEach(() => {
  driver = driveKiosk();
});
afterEach(() => {
  driver.kiosk.stop();
});

/** Everything works again, for as long as one likes. */
async function allIsWellAgain(): Promise<void> {
  driver.world.order = () => Promise.resolve(ok(scriptedOrder(1)));
  for (let times = 0; times < 20; times += 1) await driver.pass(delays.offersAgain);
}

describe('an alarm of the kiosk', () => {
  it('stays when the same order would come out right', async () => {
    driver.world.order = () => Promise.resolve(err({ fault: 'bindingMismatch' }));
    await driver.toCertificate();
    await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' }, { type: 'summaryDone' });
    await driver.wish({ type: 'acknowledge' });
    expect(driver.world.journal.filter(({ type }) => type === 'alarm')).toHaveLength(1);
    await allIsWellAgain();
    expect(driver.screen().body).toMatchObject(outOfService);
    expect(deliver(driver.kiosk, { type: 'start' })).not.toBe('accepted');
    await settle();
    expect(driver.screen().body).toMatchObject(outOfService);
    expect(driver.world.journal.some(({ type }) => type === 'alarm-cleared')).toBe(false);
  });

  it('survives restarts and whatever is written after it, until a person clears it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'komado-alarm-'));
    const transaction = transactionIdSchema.parse('ab'.repeat(16));
    const boot = () => {
      const { journal } = bootJournal(path.join(folder, 'journal'), systemClock);
      return { journal, locked: standingOf(recordsIn(path.join(folder, 'journal'))).locked };
    };
    try {
      const first = boot();
      expect(first.locked).toBe(false);
      expect(first.journal.append({ type: 'alarm', alarm: 'bindingMismatch', transaction }).ok).toBe(true);
      expect(first.journal.append({ type: 'outcome-told', transaction }).ok).toBe(true);
      first.journal.close();
      for (let restarts = 0; restarts < 3; restarts += 1) {
        const again = boot();
        expect(again.locked).toBe(true);
        expect(again.journal.append({ type: 'outcome-told', transaction }).ok).toBe(true);
        again.journal.close();
      }
      const cleared = boot();
      expect(cleared.journal.append({ type: 'alarm-cleared', by: null }).ok).toBe(true);
      cleared.journal.close();
      const after = boot();
      expect(after.locked).toBe(false);
      after.journal.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('from an earlier start keeps the kiosk closed even when center and devices are well', async () => {
    const world = createScriptedWorld();
    const kiosk = createActor(createKioskMachine(world.ports), {
      clock: new SimulatedClock(),
      input: {
        chain: chainOf(null, { pinReset: false }),
        ...{ kiosk: 'K-TEST', steps: stepOrders['municipality-first'], language: 'ja' },
        ...{ configured: [10, 50, 100, 500, 1000], locked: true, journalFault: null },
        ...{ cashlessMethods: [], secondPersonAbove: yen(1000), out: null, byCenter: null, starting: false },
        readsPrepared: false,
        hearing: { sensor: false, voiceless: [] },
        sounds: false,
      },
    });
    kiosk.start();
    await settle();
    expect(viewOf(kiosk.getSnapshot()).screen.body).toMatchObject(outOfService);
    expect(deliver(kiosk, { type: 'start' })).not.toBe('accepted');
    kiosk.stop();
  });
});
