import { expect, it } from 'vitest';
import { delays, warningSeconds } from '../../state-machines/delays.ts';
import { patience } from '../../state-machines/patience.ts';
import { sessionTimes } from './session-times.ts';

/** The longest that a kiosk waits on one screen for a press, ms. */
const slowest =
  (delays.idle + warningSeconds * delays.second) *
  patience({ language: 'ja', display: { theme: 'light', size: 200, low: false }, voice: { on: true } });

it('does not end a session while a kiosk waits for somebody who needs twice the time', () => {
  // Nothing of the PIN's screen is sent before its OK: two warnings that somebody answers.
  expect(sessionTimes.challengeMs).toBeGreaterThan(2 * slowest);
  // What is chosen between login and order: certificate, year or form, persons, items, copies, summary, confirmation.
  expect(sessionTimes.sessionMs).toBeGreaterThan(7 * slowest);
});
