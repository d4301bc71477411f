import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { factsText, madeUpdate, maker, tarOf, type MadeUpdate } from '../../testing/updates/made-update.ts';
import { StageCutFiles } from '../../testing/updates/stage-cut-files.ts';
import { treesIn, writeLaunchState } from './launch/launch-files.ts';
import { firstState, type LaunchState } from './launch/trial.ts';
import { stage, stagedIn, type Staged } from './stage.ts';

const folder = '/updates';
const offerOf = (number: number): string => number.toString(16).padStart(32, '0');
let offers = 1_000;

function disk(state: Partial<LaunchState> = {}): StageCutFiles {
  const files = new StageCutFiles();
  for (const each of ['kiosk', 'incoming', 'versions']) files.makeFolder(`${folder}/${each}`);
  files.append('/installed/kiosk/version.json', factsText(10));
  writeLaunchState(files, folder, { ...firstState, ...state });
  files.settle();
  files.steps = 0;
  return files;
}

function handIn(files: StageCutFiles, bytes: Uint8Array, offer: string): void {
  files.aside(() => {
    files.write(`${folder}/incoming/${offer}.update`, bytes);
    files.settle();
  });
}

const run = (files: StageCutFiles): Staged | null =>
  stage({
    ...{ files, folder, installed: '/installed', keys: [maker.publicKey], architecture: 'amd64' },
    say: () => undefined,
  });

function staged(update: MadeUpdate, files = disk()): Staged | null {
  handIn(files, madeUpdate(update), offerOf((offers += 1)));
  return run(files);
}
const numbers = (files: StageCutFiles): readonly number[] =>
  treesIn(files, folder).map(({ number }) => number);

describe('an update that is handed in', () => {
  it('is unpacked under its number, and is not looked at a second time', () => {
    const files = disk();
    expect(staged({ number: 20 }, files)).toMatchObject({ step: 'staged', number: 20, highest: 20 });
    expect(files.text(`${folder}/versions/20/usr/lib/komado/kiosk/code.mjs`)).toBe('code');
    expect(files.names(folder)).not.toContain('work');
    expect(run(files)).toBeNull();
  });

  const other = generateKeyPairSync('ed25519').privateKey;
  const deb = (text: string) => [{ file: 'a.deb', bytes: Buffer.from(text) }];
  const place = 'usr/lib/komado/kiosk/version.json';
  it.each<[string, string, MadeUpdate]>([
    ['signed by somebody else', 'signature', { number: 20, key: other }],
    ['for another processor', 'otherMachine', { number: 20, differing: { architecture: 'arm64' } }],
    [
      'that needs other units or packages of Debian',
      'needsPackages',
      { number: 20, differing: { system: 'b'.repeat(64) } },
    ],
    ['as old as the installed version', 'notNewer', { number: 10 }],
    ['that expects a later version here', 'fromTooOld', { number: 20, differing: { from: 15 } }],
    ['that does not read the journal of here', 'journalOlder', { number: 20, differing: { journal: 2 } }],
    ['larger than what is free', 'noRoom', { number: 20, differing: { unpacked: 2 ** 41 } }],
    [
      'that holds another version than it says',
      'notUnpacked',
      { number: 20, packages: deb(JSON.stringify({ [place]: factsText(21) })) },
    ],
    ['whose package says nothing of itself', 'notUnpacked', { number: 20, packages: deb('{}') }],
  ])('is refused and leaves nothing when it is one %s', (_what, why, update) => {
    const files = disk();
    expect(staged(update, files)).toMatchObject({ step: 'refused', why, highest: 0 });
    expect(numbers(files)).toEqual([]);
    expect(files.names(folder)).not.toContain('work');
  });

  it('is what was signed or is refused, whichever byte was changed, and wherever it was cut off', () => {
    const whole = madeUpdate({ number: 20 });
    for (let at = 0; at < whole.length; at += 3) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x01;
      const files = disk();
      handIn(files, bytes, offerOf(1));
      // What is neither signed nor read may differ: a space behind a sum, the filling up to the next block.
      if (run(files)?.step === 'staged')
        expect([...files.textsBelow(`${folder}/versions/20`)].sort()).toEqual(['code', factsText(20)]);
      else expect(numbers(files)).toEqual([]);
    }
    for (let length = 0; length < whole.length - 1_024; length += 7) {
      const files = disk();
      handIn(files, whole.subarray(0, length), offerOf(1));
      expect(run(files)).toMatchObject({ step: 'refused' });
    }
  });

  it('is refused when its packages are in another order, are missing, or are more', () => {
    const [one, two] = ['a.deb', 'b.deb'].map((file) => ({ file, bytes: Buffer.from('{}') }));
    if (one === undefined || two === undefined) throw new Error('two packages');
    const whole = madeUpdate({ number: 20, packages: [one, two] });
    const manifest = { file: 'manifest.json', bytes: whole.subarray(512, 512 + sizeIn(whole, 0)) };
    const at = 512 + Math.ceil(manifest.bytes.length / 512) * 512;
    const signature = { file: 'manifest.sig', bytes: whole.subarray(at + 512, at + 512 + 64) };
    for (const packages of [[two, one], [one], [one, two, one], []]) {
      const files = disk();
      handIn(files, tarOf([manifest, signature, ...packages]), offerOf(1));
      expect(run(files)).toMatchObject({ step: 'refused', why: 'sums' });
    }
  });

  it('has a number above all before, and is never one that was left', () => {
    const files = disk();
    staged({ number: 30 }, files);
    expect(staged({ number: 25 }, files)).toMatchObject({ why: 'notNewer', highest: 30 });
    writeLaunchState(files, folder, { ...firstState, rolledBack: [{ number: 30, why: 'late' }] });
    expect(staged({ number: 30 }, files)).toMatchObject({ step: 'refused', why: 'wasLeft' });
    expect(staged({ number: 40 }, files)).toMatchObject({ step: 'staged', highest: 40 });
  });

  it('makes room of what nobody goes back to, and leaves what runs', () => {
    const files = disk({ present: 20, before: 15, trying: { number: 30, starts: 1, restoring: null } });
    for (const number of [12, 15, 20, 30])
      files.append(`${folder}/versions/${number}/usr/lib/komado/kiosk/version.json`, factsText(number));
    expect(staged({ number: 40 }, files)).toMatchObject({ step: 'staged' });
    expect(new Set(numbers(files))).toEqual(new Set([15, 20, 30, 40]));
  });
});

function sizeIn(tar: Uint8Array, at: number): number {
  return Number.parseInt(Buffer.from(tar.subarray(at + 124, at + 135)).toString('latin1'), 8);
}

describe('over a power cut at every step, and a full disk at every step', () => {
  it('a version is whole under its number or not there, what runs is not touched, and the next start of the stager ends it', () => {
    const update = madeUpdate({ number: 40 });
    const begin = (): StageCutFiles => {
      const files = disk({ present: 20 });
      for (const number of [12, 20])
        files.append(`${folder}/versions/${number}/usr/lib/komado/kiosk/version.json`, factsText(number));
      files.append(`${folder}/versions/20/usr/lib/komado/kiosk/code.mjs`, 'code of 20');
      handIn(files, update, offerOf(40));
      files.settle();
      files.steps = 0;
      return files;
    };
    const undisturbed = begin();
    expect(run(undisturbed)).toMatchObject({ step: 'staged' });
    expect(undisturbed.steps).toBeGreaterThan(25);
    const judge = (files: StageCutFiles): void => {
      expect(files.text(`${folder}/versions/20/usr/lib/komado/kiosk/code.mjs`)).toBe('code of 20');
      expect(files.text(`${folder}/versions/20/usr/lib/komado/kiosk/version.json`)).toBe(factsText(20));
      if (files.names(`${folder}/versions`).includes('40'))
        expect([...files.textsBelow(`${folder}/versions/40`)].sort()).toEqual(['code', factsText(40)].sort());
    };
    for (let at = 1; at <= undisturbed.steps; at += 1) {
      for (const leaves of ['least', 'most'] as const) {
        const files = begin();
        Object.assign(files, { fault: 'cut', faultAt: at });
        try {
          run(files);
        } catch {
          // The stager is gone with the power.
        }
        files.restart(leaves);
        judge(files);
        const state = stagedIn(files, folder);
        if (state?.step === 'staged') expect(numbers(files)).toContain(40);
        // A fault of the disk that it could still write down is answered; whoever handed the update in does so again.
        if (run(files) === null && stagedIn(files, folder)?.step !== 'staged') {
          handIn(files, update, offerOf(41));
          run(files);
        }
        expect(stagedIn(files, folder)).toMatchObject({ step: 'staged', number: 40 });
        judge(files);
      }
      const full = begin();
      Object.assign(full, { fault: 'full', faultAt: at });
      try {
        run(full);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
      judge(full);
      // Somebody made room.
      full.faultAt = 0;
      handIn(full, update, offerOf(41));
      run(full);
      run(full);
      expect(stagedIn(full, folder)).toMatchObject({ step: 'staged', number: 40 });
      judge(full);
    }
  });
});
