import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CutFiles, type Fault, type Leaves } from '../../../testing/updates/cut-files.ts';
import { launch, type Launch } from './launch.ts';
import { launchStateIn, treesIn, writeLaunchState } from './launch-files.ts';
import { firstState, mostStarts } from './trial.ts';
import type { UpdateFiles } from './update-files.ts';

const folder = '/updates';
const installed = '/installed';
const journal = { journal: '/state/journal', witness: '/state/journal-witness' };
const current = `${journal.journal}/journal.jsonl`;

interface Made {
  readonly number: number;
  readonly format: number;
}

/** A kiosk's disk with an installed version 10, and updates whose files are whole. */
function diskWith(updates: readonly Made[], { format = 3, records = 2 } = {}): CutFiles {
  const files = new CutFiles();
  const facts = (number: number, of: number): Buffer =>
    Buffer.from(JSON.stringify({ number, version: `v${number}`, journal: of, system: 's' }));
  files.makeFolder(`${folder}/kiosk`);
  files.makeFolder(`${folder}/versions`);
  files.makeFolder(`${installed}/kiosk`);
  files.write(`${installed}/kiosk/version.json`, facts(10, 3));
  for (const { number, format: of } of updates) {
    const place = `${folder}/versions/${number}/usr/lib/komado/kiosk`;
    files.makeFolder(place);
    files.write(`${place}/version.json`, facts(number, of));
  }
  files.append(current, `{"komadoJournal":${format},"journal":"a"}\n`);
  for (let seq = 1; seq <= records; seq += 1) files.append(current, recordOf(`old-${seq}`));
  files.append(`${journal.witness}/journal.witness`, 'witness of before');
  files.append(`${journal.witness}/journal.key`, 'key');
  files.settle();
  files.steps = 0;
  return files;
}
const recordOf = (name: string): string => `{"record":"${name}"}\n`;

const start = (files: UpdateFiles): Launch =>
  launch({ files, folder, installed, journal, say: () => undefined });

function wish(files: CutFiles, what: 'take' | 'back', number: number, id = 'w1'): void {
  files.append(`${folder}/kiosk/wish.json.new`, JSON.stringify({ id, what, number, devices: [] }));
  files.rename(`${folder}/kiosk/wish.json.new`, `${folder}/kiosk/wish.json`);
  files.settle();
}

/** Opens the journal as a version does that writes this format. @returns whether it could */
function open(files: CutFiles, format: number): boolean {
  const found = Number(/^\{"komadoJournal":(\d+)/.exec(files.text(current))?.[1] ?? 0);
  // Without its file a journal that the witness knows of is missing: nothing is begun.
  if (found === 0 || found > format) return false;
  if (found === format) return true;
  files.aside(() => {
    files.append(`${journal.journal}/journal-${found}.jsonl`, files.text(current));
    files.remove(current);
    files.append(current, `{"komadoJournal":${format},"journal":"a"}\n`);
  });
  return true;
}

const formatOfNumber = (number: number, updates: readonly Made[]): number =>
  updates.find((each) => each.number === number)?.format ?? 3;

/** The records that are in force, of all files of the journal. */
const records = (files: CutFiles): readonly string[] =>
  [
    ...files
      .textsBelow(journal.journal)
      .join('')
      .matchAll(/"record":"([^"]+)"/g),
  ].map(([, name]) => name ?? '');

describe('the launcher', () => {
  it('starts the installed version where no update is taken, or where its files cannot be read', () => {
    expect(
      launch({ ...{ files: diskWith([]), folder: null, installed, journal }, say: () => undefined }),
    ).toEqual({
      ...{ number: 0, place: installed, deadlineS: null },
    });
    const broken = new CutFiles();
    broken.read = () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    expect(start(broken).place).toBe(installed);
  });

  it('tries an update under a deadline, counts its starts, and keeps it once it works', () => {
    const files = diskWith([{ number: 20, format: 3 }]);
    wish(files, 'take', 20);
    const first = start(files);
    expect(first).toMatchObject({ number: 20, place: `${folder}/versions/20/usr/lib/komado` });
    expect(first.deadlineS).not.toBeNull();
    expect(files.text(`${journal.journal}-before-20/journal.jsonl`)).toBe(files.text(current));
    expect(start(files)).toMatchObject({ number: 20 });
    files.append(`${folder}/kiosk/healthy`, '20\n');
    expect(start(files)).toEqual({ ...first, deadlineS: null });
    expect(files.names('/state')).toEqual(['journal', 'journal-witness']);
    expect(launchStateIn(files, folder)).toMatchObject({ present: 20, trying: null });
  });

  it('leaves an update that ends early, and starts it never again', () => {
    const files = diskWith([{ number: 20, format: 3 }]);
    wish(files, 'take', 20);
    for (let starts = 1; starts <= mostStarts; starts += 1) expect(start(files).number).toBe(20);
    expect(start(files)).toMatchObject({ number: 0, place: installed });
    wish(files, 'take', 20, 'w2');
    expect(start(files).number).toBe(0);
    expect(launchStateIn(files, folder)?.rolledBack).toEqual([{ number: 20, why: 'endedEarly' }]);
  });

  it('puts the journal of before back where the update has begun a newer one and recorded nothing', () => {
    const files = diskWith([{ number: 20, format: 4 }]);
    const before = files.text(current);
    wish(files, 'take', 20);
    start(files);
    open(files, 4);
    files.append(`${journal.witness}/journal.witness`, ' and of the update');
    files.append(`${folder}/kiosk/late`, '20\n');
    expect(start(files)).toMatchObject({ number: 0 });
    expect(files.text(current)).toBe(before);
    expect(files.names(journal.journal)).toEqual(['journal.jsonl']);
    expect(files.text(`${journal.witness}/journal.witness`)).toBe('witness of before');
    expect(files.names(`${journal.journal}-of-20`)).toEqual(['before', 'journal-3.jsonl', 'journal.jsonl']);
  });

  it('leaves no update whose records no version before it can read, and takes the next', () => {
    const updates = [
      { number: 20, format: 4 },
      { number: 30, format: 4 },
    ];
    const files = diskWith(updates);
    wish(files, 'take', 20);
    start(files);
    open(files, 4);
    files.append(current, recordOf('new-1'));
    files.append(`${folder}/kiosk/late`, '20\n');
    expect(start(files)).toMatchObject({ number: 20, deadlineS: null });
    expect(launchStateIn(files, folder)).toMatchObject({ present: 20, stayed: 20 });
    expect(records(files)).toContain('new-1');
    wish(files, 'take', 30, 'w2');
    expect(start(files)).toMatchObject({ number: 30 });
    for (let starts = 1; starts < mostStarts; starts += 1) start(files);
    expect(start(files)).toMatchObject({ number: 20 });
  });

  it('an operator goes back to the version before, unless it could not read the journal', () => {
    const files = diskWith([{ number: 20, format: 3 }]);
    writeLaunchState(files, folder, { ...firstState, present: 20 });
    wish(files, 'back', 20);
    expect(start(files).number).toBe(0);
    const newer = diskWith([{ number: 20, format: 4 }], { format: 4 });
    writeLaunchState(newer, folder, { ...firstState, present: 20 });
    wish(newer, 'back', 20);
    expect(start(newer).number).toBe(20);
    expect(start(newer).number).toBe(20);
  });

  it('starts what reads the journal where its own state is lost', () => {
    const files = diskWith(
      [
        { number: 20, format: 3 },
        { number: 30, format: 4 },
      ],
      { format: 4 },
    );
    files.append(`${folder}/kiosk/launch.json`, '{"pres');
    expect(start(files).number).toBe(30);
  });

  it('takes no folder for a version that does not say the same of itself', () => {
    const files = diskWith([{ number: 20, format: 3 }]);
    files.append(
      `${folder}/versions/21/usr/lib/komado/kiosk/version.json`,
      '{"number":20,"version":"x","journal":3}',
    );
    files.append(`${folder}/versions/22/usr/lib/komado/kiosk/version.json`, '{"number":22');
    expect(treesIn(files, folder).map(({ number }) => number)).toEqual([20]);
  });
});

/** What a version does once it is started, in the trials below. */
interface Behaviour {
  readonly format: number;
  readonly does: 'ends' | 'hangs' | 'works';
  /** Records at each of its starts. */
  readonly writes: number;
}
const behaviours = [3, 4].flatMap((format) =>
  (['ends', 'hangs', 'works'] as const).flatMap((does) => [0, 2].map((writes) => ({ format, does, writes }))),
);

interface FaultsOfLife {
  readonly kind: Fault;
  readonly leaves: Leaves;
  /** Steps of the launcher from one fault to the next; on a full disk the first counts. */
  readonly at: readonly number[];
}

describe('over power cuts at every step, and a full disk at every step', () => {
  /** One life of a kiosk: a version is taken, started, fails or works, and faults come. */
  function live(
    { format, does, writes }: Behaviour,
    { kind, leaves, at }: FaultsOfLife,
  ): {
    readonly steps: number;
    readonly files: CutFiles;
    readonly accepted: readonly string[];
    readonly last: Launch;
  } {
    const updates = [{ number: 20, format }];
    const files = diskWith(updates);
    const faults = [...at];
    wish(files, 'take', 20);
    files.steps = 0;
    files.fault = kind;
    files.faultAt = faults.shift() ?? 0;
    const accepted = ['old-1', 'old-2'];
    let steps = 0;
    let last: Launch | null = null;
    for (let starts = 0; starts < mostStarts + 4 + at.length; starts += 1) {
      const chosen = start(files);
      if (files.isCut) {
        steps += files.steps;
        files.restart(leaves);
        files.faultAt = faults.shift() ?? 0;
        continue;
      }
      last = chosen;
      // It runs: one of the two, whole.
      expect([0, 20]).toContain(chosen.number);
      expect(
        chosen.place === installed || treesIn(files, folder).some(({ number }) => number === chosen.number),
      ).toBe(true);
      const isNew = chosen.number === 20;
      // What the journal of this version can be opened for, it goes on with; every record that is accepted is on disk.
      const opens = open(files, formatOfNumber(chosen.number, updates));
      for (let more = 0; opens && more < (isNew ? writes : 1); more += 1) {
        const name = `${isNew ? 'new' : 'old'}-at-${starts}-${more}`;
        files.append(current, recordOf(name));
        accepted.push(name);
      }
      if (isNew && opens && does === 'works')
        files.append(`${folder}/kiosk/healthy`, files.text(`${folder}/kiosk/healthy`) === '' ? '20\n' : '');
      if (isNew && does === 'hangs' && chosen.deadlineS !== null && files.text(`${folder}/kiosk/late`) === '')
        files.append(`${folder}/kiosk/late`, '20\n');
    }
    if (last === null) throw new Error('it never started');
    return { steps: steps + files.steps, files, accepted, last };
  }

  function judge({ files, accepted, last }: ReturnType<typeof live>, format: number): void {
    // Every record that was ever accepted is in the journal that is in force.
    expect([...new Set(records(files))].sort()).toEqual([...accepted].sort());
    const inForce = Number(/^\{"komadoJournal":(\d+)/.exec(files.text(current))?.[1]);
    expect(inForce).toBeLessThanOrEqual(last.number === 20 ? format : 3);
  }

  it.each(behaviours)('the kiosk runs one of the two versions, and no record is lost: %o', (how) => {
    const whole = live(how, { kind: 'cut', leaves: 'least', at: [] });
    judge(whole, how.format);
    const stays = how.does === 'works' || (how.format === 4 && how.writes > 0);
    expect(whole.last.number).toBe(stays ? 20 : 0);
    expect(whole.steps).toBeGreaterThan(20);
    for (let at = 1; at <= whole.steps; at += 1) {
      for (const leaves of ['least', 'most'] as const)
        judge(live(how, { kind: 'cut', leaves, at: [at] }), how.format);
      judge(live(how, { kind: 'full', leaves: 'most', at: [at] }), how.format);
    }
  });

  it('nor by one power cut after the other', () => {
    const faults = fc.record({
      how: fc.constantFrom(...behaviours),
      leaves: fc.constantFrom('least', 'most'),
      at: fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 2, maxLength: 6 }),
    });
    fc.assert(
      fc.property(faults, ({ how, leaves, at }) => {
        judge(live(how, { kind: 'cut', leaves, at }), how.format);
      }),
      { numRuns: 300 },
    );
  });
});
