import { describe, expect, it } from 'vitest';
import { decide, firstState, leftFor, mostStarts, type LaunchState, type Seen } from './trial.ts';

const version = (number: number, journal = 3) => ({ number, version: `1.0.${number}`, journal });
const seen = (differing: Partial<Seen> = {}): Seen => ({
  ...{ installed: version(10), trees: [version(20), version(30)], wish: null, healthy: null, late: null },
  ...differing,
});
const take = (number: number, id = 'a') => ({ id, what: 'take', number }) as const;
const on = (number: number, differing: Partial<LaunchState> = {}): LaunchState => ({
  ...{ ...firstState, present: number },
  ...differing,
});
const trying = (starts: number) => on(20, { trying: { number: 30, starts, restoring: null } });

describe('which version is started', () => {
  it('without a wish the one that is present, and at first the installed one', () => {
    expect(decide(firstState, seen())).toMatchObject({ do: 'run', run: 0 });
    expect(decide(on(20), seen())).toMatchObject({ do: 'run', run: 20 });
  });

  it('one that is wished for is tried once for each wish', () => {
    const begun = decide(on(20), seen({ wish: take(30) }));
    expect(begun).toMatchObject({ do: 'try', run: 30, first: true });
    const left = leftFor(begun.state, { from: 30, to: 20, why: 'late' });
    expect(decide(left, seen({ wish: take(30) }))).toMatchObject({ do: 'run', run: 20 });
  });

  it('one that was left is not tried again, whoever wishes for it, but another one is', () => {
    const left = leftFor(trying(1), { from: 30, to: 20, why: 'late' });
    expect(decide(left, seen({ wish: take(30, 'b') }))).toMatchObject({ do: 'run', run: 20 });
    const trees = [version(20), version(30), version(40)];
    expect(decide(left, seen({ wish: take(40, 'c'), trees }))).toMatchObject({ do: 'try', run: 40 });
  });

  it.each([
    ['one that is older than the present one', on(30), take(20)],
    ['one that is present already', on(30), take(30)],
    ['one whose files are not there', on(20), take(99)],
    ['one that an installed package has overtaken', on(0), take(5)],
  ])('%s is not tried', (_what, state, wish) => {
    const trees = [version(5), version(20), version(30)];
    expect(decide(state, seen({ wish, trees })).do).toBe('run');
  });

  it('one on trial is started so often, and then left', () => {
    let state = trying(1);
    for (let starts = 2; starts <= mostStarts; starts += 1) {
      const again = decide(state, seen());
      expect(again).toMatchObject({ do: 'try', run: 30, first: false });
      ({ state } = again);
    }
    expect(decide(state, seen())).toMatchObject({ do: 'goBack', from: 30, to: 20, why: 'endedEarly' });
  });

  it('one that was late is left at once, and one that says that it works stays', () => {
    expect(decide(trying(1), seen({ late: 30 }))).toMatchObject({ do: 'goBack', why: 'late' });
    expect(decide(trying(1), seen({ late: 20 }))).toMatchObject({ do: 'try' });
    const stays = decide(trying(mostStarts), seen({ healthy: 30 }));
    expect(stays).toMatchObject({ do: 'run', run: 30, adopted: true });
    expect(stays.state).toMatchObject({ present: 30, before: 20, trying: null });
    expect(decide(trying(1), seen({ healthy: 20 }))).toMatchObject({ do: 'try' });
  });

  it('one that works and was not started since makes way for the next, or for the one of before', () => {
    const trees = [version(20), version(30), version(40)];
    const next = decide(trying(1), seen({ healthy: 30, wish: take(40, 'n'), trees }));
    expect(next).toMatchObject({ do: 'try', run: 40, first: true, state: { present: 30, before: 20 } });
    const back = decide(trying(1), seen({ healthy: 30, wish: { id: 'n', what: 'back', number: 30 } }));
    expect(back).toMatchObject({ do: 'goBack', from: 30, to: 20, why: 'byOperator' });
  });

  it('an operator goes back to the one of before, and only from the one that is meant', () => {
    const state = on(30, { before: 20 });
    const back = (number: number) => seen({ wish: { id: 'z', what: 'back', number } });
    expect(decide(state, back(30))).toMatchObject({ do: 'goBack', from: 30, to: 20, why: 'byOperator' });
    expect(decide(state, back(20))).toMatchObject({ do: 'run', run: 30 });
    expect(decide(on(0), back(0))).toMatchObject({ do: 'run', run: 0 });
  });

  it('a package that is newer than an update runs, also in the middle of a trial, but not of putting the journal back', () => {
    const installed = version(50);
    expect(decide(on(30), seen({ installed }))).toMatchObject({ do: 'run', run: 0 });
    expect(decide(trying(2), seen({ installed }))).toMatchObject({ do: 'run', run: 0 });
    const restoring = on(20, { trying: { number: 30, starts: 3, restoring: 'late' } });
    expect(decide(restoring, seen({ installed }))).toMatchObject({ do: 'goBack', from: 30, to: 0 });
  });

  it('one whose files went away is left for one that is there', () => {
    expect(decide(trying(1), seen({ trees: [version(20)] }))).toMatchObject({
      do: 'goBack',
      why: 'treeMissing',
    });
    expect(decide(on(20), seen({ trees: [] }))).toMatchObject({ do: 'run', run: 0 });
  });
});
