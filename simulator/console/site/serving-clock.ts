import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import type { Service } from '../../../issuing-center/municipalities/service-schema.ts';
import { openAt } from '../../../issuing-center/rules/hours.ts';
import { instantInJapan, japanDate, type Instant } from '../../../shared/dates.ts';
import type { ConsoleClock } from './console-clock.ts';

const minuteMs = 60_000;

/**
 * A clock moved further, to a time at which a certificate is issued: some are on weekdays alone, so that a demonstration on a
 * Sunday would find nothing. Ten in the morning of the day on which it opens, or a minute after it opens where it does so later.
 * @param service left out: the clock stays as it is
 */
export function servingClock(
  clock: ConsoleClock,
  municipality: Municipality,
  service?: Service,
): ConsoleClock {
  const now = clock.now();
  const state = service === undefined ? { open: true as const } : openAt(municipality, now, service);
  if (state.open || state.opensAt === null) return clock;
  const moved = goodTime(state.opensAt, (at) => openAt(municipality, at, service).open) - now;
  return { moved: clock.moved + moved, now: () => clock.now() + moved };
}

function goodTime(opensAt: Instant, isOpen: (at: Instant) => boolean): Instant {
  const ten = instantInJapan(japanDate(opensAt), '10:00:00');
  return ten >= opensAt && isOpen(ten) ? ten : opensAt + minuteMs;
}
