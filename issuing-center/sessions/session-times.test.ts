import { expect, it } from 'vitest';
import { siteDelays } from '../../electron/kiosk/site-delays.ts';
import { delays, warningSeconds } from '../../state-machines/delays.ts';
import { patience } from '../../state-machines/patience.ts';
import { sessionTimes } from './session-times.ts';

/** The longest that a kiosk waits on one screen for a press, ms. */
const slowest =
  (delays.idle + warningSeconds * delays.second) *
  patience({ language: 'ja', display: { theme: 'light', size: 200, low: false }, voice: { on: true } });

it('does not end a session while a kiosk waits for somebody who needs twice the time', () => {
  // What a card signs is never older than this at the kiosk, however long its PIN is thought about.
  const { challengeAges, centerAnswers } = delays;
  expect(sessionTimes.challengeMs).toBeGreaterThan(
    challengeAges + siteDelays.cardSign.most + 2 * centerAnswers,
  );
  // Between login and order nothing is sent: WCAG 2.2.1 wants ten warnings that can be answered.
  expect(sessionTimes.sessionMs).toBeGreaterThan(10 * slowest);
});
