import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceReport, DeviceState } from '../../shared/attendants.ts';
import { createManualTimers, type ManualTimers } from '../../testing/manual-timers.ts';
import { CutFiles } from '../../testing/updates/cut-files.ts';
import { factsText } from '../../testing/updates/made-update.ts';
import { lookMs, quietMs, watchUpdates, wishFor, type KioskUpdates } from './kiosk-updates.ts';
import { devicesOfWish, healthyFile, numberIn, wishIn, writeLaunchState } from './launch/launch-files.ts';
import { firstState, type LaunchState } from './launch/trial.ts';
import { stagedFile } from './stage.ts';
import { isInWindow } from './updates-config.ts';

const folder = '/updates';
let files: CutFiles;
let timers: ManualTimers;
let restsAt: number | null;
let journalWorks: boolean;
let reports: readonly DeviceReport[];
let wished: string | null;
let restarts: number;
let logged: string[];

const report = (device: DeviceReport['device'], state: DeviceState): DeviceReport => ({
  ...{ device, state, since: 0, levels: [] },
});
const version = (number: number) => ({ number, version: `1.0.${number}`, journal: 3 });

beforeEach(() => {
  files = new CutFiles();
  for (const each of ['kiosk', 'incoming', 'versions']) files.makeFolder(`${folder}/${each}`);
  // Half past one in Japan.
  timers = createManualTimers(Date.UTC(2026, 10, 19, 16, 30, 0));
  restsAt = 1;
  journalWorks = true;
  reports = [
    report('cardReader', 'online'),
    report('sheetPrinter', 'low'),
    report('receiptPrinter', 'offline'),
  ];
  wished = null;
  restarts = 0;
  logged = [];
});

function running(number: number | null, state: Partial<LaunchState> = {}): KioskUpdates {
  writeLaunchState(files, folder, { ...firstState, ...state });
  return watchUpdates({
    ...{ files, folder, timers, clock: timers, window: { from: '02:00', to: '04:30' } },
    versions: { own: number === null ? null : version(number), installed: version(10) },
    restsAt: () => restsAt,
    journalWorks: () => journalWorks,
    reports: () => reports,
    wished: () => wished,
    restart: () => void (restarts += 1),
    log: {
      event: (name: string) => void logged.push(name),
      caught: (name: string) => void logged.push(name),
    } as unknown as Parameters<typeof watchUpdates>[0]['log'],
  });
}

function stagedVersion(number: number): void {
  files.append(`${folder}/versions/${number}/usr/lib/komado/kiosk/version.json`, factsText(number));
  files.append(
    `${folder}/${stagedFile}`,
    JSON.stringify({
      ...{ offer: 'a', step: 'staged', version: `1.0.${number}`, number, why: null, highest: number },
      answered: ['a'],
    }),
  );
}
const toNight = (): void => timers.advance(31 * 60_000);

describe('a running kiosk and what is staged', () => {
  it('takes it in the night, when the same screen has stood for a while, and says which devices work', () => {
    running(10);
    stagedVersion(20);
    timers.advance(quietMs + 2 * lookMs);
    expect(restarts).toBe(0);
    toNight();
    expect(restarts).toBe(1);
    expect(wishIn(files, folder)).toMatchObject({ what: 'take', number: 20 });
    expect(devicesOfWish(files, folder)).toEqual(['cardReader', 'sheetPrinter']);
    timers.advance(quietMs);
    expect(restarts).toBe(1);
  });

  it('takes nothing while somebody is served, is in maintenance, or presses something', () => {
    running(10);
    stagedVersion(20);
    restsAt = null;
    toNight();
    for (let looks = 0; looks < 20; looks += 1) {
      restsAt = looks;
      timers.advance(lookMs);
    }
    expect(restarts).toBe(0);
    timers.advance(quietMs + lookMs);
    expect(restarts).toBe(1);
  });

  it('takes nothing while something is wrong with the journal', () => {
    running(10);
    stagedVersion(20);
    journalWorks = false;
    toNight();
    timers.advance(quietMs + lookMs);
    expect(restarts).toBe(0);
  });

  it('takes it at any time when an operator says so, as soon as nobody is served', () => {
    const updates = running(10);
    expect(updates.ask('take')).toBe(false);
    stagedVersion(20);
    restsAt = null;
    expect(updates.ask('take')).toBe(true);
    timers.advance(lookMs);
    expect(restarts).toBe(0);
    restsAt = 2;
    timers.advance(lookMs);
    expect(restarts).toBe(1);
  });

  it('takes by day what the center wishes, when it has been handed in, and no other version', () => {
    running(10);
    stagedVersion(20);
    wished = '1.0.19';
    timers.advance(quietMs + 2 * lookMs);
    expect(restarts).toBe(0);
    wished = '1.0.20';
    timers.advance(lookMs);
    expect(restarts).toBe(1);
    expect(wishIn(files, folder)).toMatchObject({ what: 'take', number: 20 });
  });

  it('goes back when an operator says so, and where there is nothing to go back to nothing happens', () => {
    const first = running(10);
    expect(first.ask('back')).toBe(false);
    first.close();
    stagedVersion(20);
    const updates = running(20, { present: 20 });
    expect(updates.standing()).toMatchObject({ before: 0, update: { step: 'healthy', number: 20 } });
    expect(updates.ask('back')).toBe(true);
    timers.advance(lookMs);
    expect(wishIn(files, folder)).toMatchObject({ what: 'back', number: 20 });
  });

  it('is not started again and again for one that the launcher could not try, but once more in the next night', () => {
    running(10).close();
    stagedVersion(20);
    wishFor(files, folder, { what: 'take', number: 20, devices: [], at: timers.now() });
    running(10);
    toNight();
    timers.advance(3 * quietMs);
    expect(restarts).toBe(0);
    timers.advance(24 * 3_600_000);
    expect(restarts).toBe(1);
  });

  it('a program that is not installed takes nothing', () => {
    stagedVersion(20);
    running(null);
    toNight();
    timers.advance(3 * quietMs);
    expect(restarts).toBe(0);
  });

  it('takes none that was left here', () => {
    running(10, { rolledBack: [{ number: 20, why: 'late' }] });
    stagedVersion(20);
    toNight();
    timers.advance(quietMs + lookMs);
    expect(restarts).toBe(0);
  });

  it('a full disk is told once, and tried again', () => {
    running(10);
    stagedVersion(20);
    Object.assign(files, { fault: 'full', faultAt: 1 });
    toNight();
    timers.advance(5 * quietMs);
    expect(restarts).toBe(0);
    expect(logged).toEqual(['updatesNotLookedAt']);
    files.faultAt = 0;
    timers.advance(lookMs);
    expect(restarts).toBe(1);
  });
});

describe('a version on trial', () => {
  const trying = { trying: { number: 20, starts: 1, restoring: null } };
  const said = (): number | null => numberIn(files, folder, healthyFile);

  it('says that it works once its screen is painted, what was cut off is settled, and the devices of before answer; only then it serves', async () => {
    wishFor(files, folder, { what: 'take', number: 20, devices: ['cardReader', 'sheetPrinter'], at: 0 });
    stagedVersion(20);
    reports = [report('cardReader', 'notAsked'), report('sheetPrinter', 'online')];
    const updates = running(20, trying);
    let serves = false;
    const served = updates.settled().then(() => void (serves = true));
    const still = async (): Promise<void> => {
      timers.advance(lookMs);
      await Promise.resolve();
      expect([said(), serves]).toEqual([null, false]);
    };
    await still();
    updates.painted();
    await still();
    reports = [report('cardReader', 'online'), report('sheetPrinter', 'media-empty')];
    journalWorks = false;
    await still();
    journalWorks = true;
    timers.advance(lookMs);
    await served;
    expect(said()).toBe(20);
    expect(updates.standing().update).toMatchObject({ step: 'healthy' });
  });

  it('lets a program that is told to end go on to its end', async () => {
    const updates = running(20, trying);
    const served = updates.settled();
    updates.close();
    await served;
    expect(timers.pending()).toBe(0);
  });

  it('another version says nothing for it, and serves at once', async () => {
    const updates = running(10, trying);
    updates.painted();
    await updates.settled();
    timers.advance(lookMs);
    expect(said()).toBeNull();
  });
});

it('a window may go over midnight', () => {
  const at = (hour: number): number => hour * 3_600;
  const night = { from: '23:00', to: '04:30' };
  expect([22, 23, 0, 4, 5].map((hour) => isInWindow(night, at(hour)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(isInWindow({ from: '02:00', to: '04:30' }, at(2))).toBe(true);
});
