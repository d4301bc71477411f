import { within } from '../deadline.ts';
import type { Timers } from '../timers.ts';
import { HandNotThere, Unexpected, type Step } from './step.ts';

/** A step bound to its device and its hands. */
export interface ReadyStep extends Pick<Step<never, never>, 'name' | 'expected' | 'needsHands' | 'money'> {
  run(timers: Timers): Promise<void>;
}

export type StepResult =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly seen: string }
  | { readonly outcome: 'skipped'; readonly why: string };

export interface RunOptions {
  readonly timers: Timers;
  /** Somebody is at the device. */
  readonly hands: boolean;
  /** Real money may move. */
  readonly money: boolean;
  /** Called before a step begins. */
  readonly onBegin: (step: ReadyStep) => void;
  readonly onEnd: (step: ReadyStep, result: StepResult) => void;
}

/** Longer than the slowest device and the slowest person take. */
const stepMs = 15 * 60_000;

/** Gives the steps of a suite one port to run against. */
export function readySteps<Port, Hands>(
  steps: readonly Step<Port, Hands>[],
  port: Port,
  hands: Hands,
): readonly ReadyStep[] {
  return steps.map((step) => ({
    ...step,
    run: (timers) => step.run(port, hands, timers),
  }));
}

/** Runs the steps one after another; one that fails does not keep the others from running. */
export async function runSteps(
  steps: readonly ReadyStep[],
  { timers, hands, money, onBegin, onEnd }: RunOptions,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    onBegin(step);
    const result = await resultOf(step, timers, { hands, money });
    results.push(result);
    onEnd(step, result);
  }
  return results;
}

async function resultOf(
  step: ReadyStep,
  timers: Timers,
  allowed: { readonly hands: boolean; readonly money: boolean },
): Promise<StepResult> {
  if (step.needsHands && !allowed.hands)
    return {
      outcome: 'skipped',
      why: 'somebody has to be at the device, and there is no terminal in which to ask them',
    };
  if (step.money !== null && !allowed.money)
    return { outcome: 'skipped', why: 'it moves real money, which was not allowed' };
  try {
    const ran = await within(timers, stepMs, step.run(timers));
    return ran.late
      ? { outcome: 'failed', seen: 'it did not end within a quarter of an hour' }
      : { outcome: 'passed' };
  } catch (error) {
    if (error instanceof HandNotThere) return { outcome: 'skipped', why: error.message };
    if (error instanceof Unexpected) return { outcome: 'failed', seen: error.message };
    // A port answers with a Result: one that throws, or whose promise rejects, does not conform.
    return { outcome: 'failed', seen: `it broke: ${error instanceof Error ? error.message : 'no error'}` };
  }
}
