import type { Count } from '../../checks/run-stages.ts';

/** What was tried, one line each as it happens, and how much of it was right. */
export interface Steps {
  /** Runs a step. One that throws has failed; those after it are tried all the same. @returns whether it was right */
  try(what: string, work: () => Promise<void> | void): Promise<boolean>;
  /** Says aloud what is not tried here, and why: it is neither passed nor failed. */
  notTried(what: string, why: string): void;
  count(): Count;
}

export function createSteps(say: (line: string) => void): Steps {
  let passed = 0;
  let failed = 0;
  return {
    async try(what, work) {
      try {
        await work();
        passed += 1;
        say(`ok      ${what}`);
        return true;
      } catch (error) {
        failed += 1;
        say(`FAILED  ${what}: ${error instanceof Error ? error.message : 'for an unknown reason'}`);
        return false;
      }
    },
    notTried(what, why) {
      say(`NOT TRIED HERE: ${what}: ${why}`);
    },
    count: () => ({ passed, failed }),
  };
}

/** @throws with the message where something is not so */
export function expectThat(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}
