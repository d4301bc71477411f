import { beforeEach, describe, expect, it } from 'vitest';
import { assign, createActor, fromPromise, setup, type AnyStateMachine } from 'xstate';
import { createPurityWatch, type PurityWatch } from '../testing/scripted/purity-watch.ts';
import { createScriptedWorld, type ScriptedWorld } from '../testing/scripted/scripted-ports.ts';
import { createKioskMachine } from './kiosk.ts';

let world: ScriptedWorld;
let watch: PurityWatch;

beforeEach(() => {
  world = createScriptedWorld();
  watch = createPurityWatch(world.ports);
});

/** Sends the machine its event `go` and returns what the watch saw. */
function run(machine: AnyStateMachine): readonly string[] {
  watch.observe(machine);
  const actor = createActor(machine);
  actor.subscribe({ error: () => undefined });
  actor.start();
  actor.send({ type: 'go' });
  actor.stop();
  return watch.violations;
}

describe('the watch over the machines, under which every test drives the kiosk', () => {
  it('sees an assign that writes to the journal', () => {
    const { journal } = watch.ports;
    const machine = setup({ types: { context: {} as { lost: boolean } } }).createMachine({
      id: 'small',
      context: { lost: false },
      on: { go: { actions: assign({ lost: () => !journal.append({ type: 'session-begun' }).ok }) } },
    });
    expect(run(machine)).toEqual(['small: assign calls journal.append']);
    expect(world.journal).toEqual([]);
  });

  it('sees a named assign that wipes the PIN pad', () => {
    const { pinPad } = watch.ports;
    const machine = setup({
      types: { context: {} as { entered: number } },
      actions: {
        wipe: assign(() => {
          pinPad.wipe();
          return { entered: 0 };
        }),
      },
    }).createMachine({ id: 'small', context: { entered: 4 }, on: { go: { actions: 'wipe' } } });
    expect(run(machine)).toEqual(['small: assign calls pinPad.wipe']);
    expect(world.wiped).toBe(0);
  });

  it('sees a guard, an input and a parameter with side effects', () => {
    const { cash, scans, journal } = watch.ports;
    const emptied = (): boolean => {
      cash.setLevels([]);
      return true;
    };
    const begun = (): string => {
      scans.begin();
      return 'begun';
    };
    const written = (): { written: boolean } => ({ written: journal.append({ type: 'session-begun' }).ok });
    const guard = setup({ guards: { emptied } }).createMachine({
      id: 'guard',
      on: { go: { guard: 'emptied' } },
    });
    const input = setup({
      actors: { rest: fromPromise<string, string>(({ input: text }) => Promise.resolve(text)) },
    }).createMachine({
      id: 'input',
      initial: 'before',
      states: { before: { on: { go: 'after' } }, after: { invoke: { src: 'rest', input: begun } } },
    });
    const parameter = setup({
      types: { context: {} as { written: boolean } },
      actions: { note: assign((_, params: { written: boolean }) => params) },
    }).createMachine({
      id: 'parameter',
      context: { written: false },
      on: { go: { actions: { type: 'note', params: written } } },
    });
    for (const machine of [guard, input, parameter]) run(machine);
    expect(watch.violations).toEqual([
      'guard: guard calls cash.setLevels',
      'input: input calls scans.begin',
      'parameter: note calls journal.append',
    ]);
  });

  it('allows actions to act, and everything to read the clock', () => {
    const { pinPad, clock } = watch.ports;
    const machine = setup({
      types: { context: {} as { at: number } },
      actions: { wipe: () => pinPad.wipe() },
    }).createMachine({
      id: 'small',
      context: { at: 0 },
      on: { go: { actions: ['wipe', assign({ at: () => clock.now() })] } },
    });
    expect(run(machine)).toEqual([]);
    expect(world.wiped).toBe(1);
  });

  it('covers every machine of the kiosk', () => {
    watch.observe(createKioskMachine(watch.ports));
    for (const machine of ['kiosk', 'session', 'payment', 'cashlessPayment', 'printing', 'attendant'])
      expect(watch.watched).toContain(`${machine}: assign`);
  });
});
