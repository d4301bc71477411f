import type { Instant } from '../../shared/dates.ts';
import type { TryRule } from './limits.ts';

/** What is on record of a subject's failed tries; null: nothing. */
export interface Tries {
  readonly failed: number;
  readonly lastAt: Instant;
  readonly lockedUntil: Instant | null;
}

/**
 * A record as of now. One from the future was made before somebody set the clock back: it counts as made now, so that nobody
 * stays locked for as long as the clock was wrong. Pure.
 */
export function notAhead(tries: Tries, { lockMs }: TryRule, now: Instant): Tries {
  const { lastAt, lockedUntil } = tries;
  if (lastAt <= now) return tries;
  return { ...tries, lastAt: now, lockedUntil: lockedUntil === null ? null : now + lockMs };
}

/** Whether a subject may try now: it is not locked, and has waited long enough since its last failure. Pure. */
export function mayTry(tries: Tries | null, rule: TryRule, now: Instant): boolean {
  if (tries === null) return true;
  const { failed, lastAt, lockedUntil } = tries;
  if (lockedUntil !== null) return now >= lockedUntil;
  if (isForgotten(tries, rule, now)) return true;
  const waits = failed - rule.free;
  return waits <= 0 || now - lastAt >= rule.firstWaitMs * 2 ** (waits - 1);
}

/** The record after another failure; `lockedUntil` is set in the one that locks. Pure. */
export function afterFailure(tries: Tries | null, rule: TryRule, now: Instant): Tries {
  const starts = tries === null || tries.lockedUntil !== null || isForgotten(tries, rule, now);
  const failed = starts ? 1 : tries.failed + 1;
  return { failed, lastAt: now, lockedUntil: failed >= rule.lockAt ? now + rule.lockMs : null };
}

function isForgotten({ lastAt }: Tries, { forgetMs }: TryRule, now: Instant): boolean {
  return now - lastAt >= forgetMs;
}
