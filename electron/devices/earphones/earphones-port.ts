import type { Unsubscribe } from '../../../shared/printers.ts';

/** Where earphones are plugged in. */
export interface EarphonesPort {
  /** Whether the machine notices them: then nothing is said without them. False: a button starts the voice. */
  readonly sensor: boolean;
  /** Calls back when they are plugged in or pulled, from now on. */
  watch(listener: (plugged: boolean) => void): Unsubscribe;
}
