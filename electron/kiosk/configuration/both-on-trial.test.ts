import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import { factsText } from '../../../testing/updates/made-update.ts';
import { lookMs, watchUpdates, wishFor, type KioskUpdates } from '../../updates/kiosk-updates.ts';
import { launch } from '../../updates/launch/launch.ts';
import { launchStateIn, lateFile } from '../../updates/launch/launch-files.ts';
import { nodeUpdateFiles } from '../../updates/launch/update-files.ts';
import { beginConfig, proveConfig } from './begin-config.ts';
import { applyStaged, stageConfig, sumOf } from './config-files.ts';
import { createConfigProof } from './config-proof.ts';

/** A version and a configuration, both staged and taken with the same start. */
const [earlier, changed] = [Buffer.from('{ "earlier": 1 }'), Buffer.from('{ "changed": 2 }')];
let place: string;
let folder: string;
let file: string;
let timers: ManualTimers;
let running: KioskUpdates | null;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'komado-both-on-trial-'));
  folder = join(place, 'updates');
  file = join(place, 'kiosk.json');
  timers = createManualTimers();
  running = null;
  for (const made of ['updates/kiosk', 'updates/incoming', 'journal', 'journal-witness', 'installed/kiosk'])
    mkdirSync(join(place, made), { recursive: true });
  const tree = join(folder, 'versions', '20', 'usr/lib/komado/kiosk');
  mkdirSync(tree, { recursive: true });
  writeFileSync(join(tree, 'version.json'), factsText(20));
  writeFileSync(join(place, 'installed', 'kiosk', 'version.json'), factsText(10));
  writeFileSync(join(place, 'journal', 'journal.jsonl'), '{"komadoJournal":3,"journal":"a"}\n');
  writeFileSync(file, earlier);
  stageConfig(file, changed);
  expect(applyStaged(file, sumOf(changed))).toBe(1);
  wishFor(nodeUpdateFiles, folder, { what: 'take', number: 20, devices: [], at: timers.now() });
});
afterEach(() => {
  running?.close();
  rmSync(place, { recursive: true });
});

/** What a start runs: the version, and the configuration with which it begins. */
function start(): readonly [version: number, config: 'changed' | 'earlier'] {
  running?.close();
  running = null;
  const { number } = launch({
    ...{ files: nodeUpdateFiles, folder, installed: join(place, 'installed'), say: () => undefined },
    journal: { journal: join(place, 'journal'), witness: join(place, 'journal-witness') },
  });
  beginConfig(file, () => undefined);
  return [number === 0 ? 10 : number, readFileSync(file).equals(changed) ? 'changed' : 'earlier'];
}

/** The first screen of the version that was started stands; its devices answer or not. */
function paint(own: number, devicesAnswer: boolean): void {
  const facts = (number: number) => ({ number, version: `1.0.${number}`, journal: 3 });
  const watched = watchUpdates({
    ...{ files: nodeUpdateFiles, folder, window: null, timers, clock: timers },
    versions: { own: facts(own), installed: facts(10) },
    ...{ restsAt: () => null, journalWorks: () => devicesAnswer, reports: () => [], wished: () => null },
    restart: () => undefined,
    onWorks: () => proof.works(),
    log: { event: () => undefined, caught: () => undefined } as never,
  });
  const proof = createConfigProof(
    () => watched.isOnTrial(),
    () => proveConfig(file, () => undefined),
  );
  running = watched;
  watched.painted();
  void watched.settled();
  proof.painted();
  timers.advance(lookMs);
}

/** The launcher's guard has ended it. */
const late = (): void => writeFileSync(join(folder, 'kiosk', lateFile), '20\n');
const leftOf = (): unknown => launchStateIn(nodeUpdateFiles, folder)?.rolledBack;

it('whose first screen does not come: the configuration goes at the second start, the version after its third', () => {
  expect(start()).toEqual([20, 'changed']);
  expect(start()).toEqual([20, 'earlier']);
  expect(start()).toEqual([20, 'earlier']);
  for (let more = 0; more < 2; more += 1) expect(start()).toEqual([10, 'earlier']);
  expect(leftOf()).toEqual([{ number: 20, why: 'endedEarly' }]);
});

it('that hang before the first screen are both left with the next start', () => {
  expect(start()).toEqual([20, 'changed']);
  late();
  for (let more = 0; more < 2; more += 1) expect(start()).toEqual([10, 'earlier']);
});

it('of which the configuration alone is at fault: the version stays with the earlier one', () => {
  expect(start()).toEqual([20, 'changed']);
  expect(start()).toEqual([20, 'earlier']);
  paint(20, true);
  for (let more = 0; more < 2; more += 1) expect(start()).toEqual([20, 'earlier']);
  expect(leftOf()).toEqual([]);
});

it('that come to their first screen, but the version does not work: the one before never begins with a configuration that it has not tried', () => {
  expect(start()).toEqual([20, 'changed']);
  paint(20, false);
  late();
  for (let more = 0; more < 2; more += 1) expect(start()).toEqual([10, 'earlier']);
});

it('that both work stay', () => {
  expect(start()).toEqual([20, 'changed']);
  paint(20, true);
  for (let more = 0; more < 3; more += 1) expect(start()).toEqual([20, 'changed']);
});

it('a changed configuration alone counts with its first screen, as before', () => {
  rmSync(join(folder, 'kiosk', 'wish.json'));
  expect(start()).toEqual([10, 'changed']);
  paint(10, false);
  expect(start()).toEqual([10, 'changed']);
});
