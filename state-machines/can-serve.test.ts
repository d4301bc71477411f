import { expect, it } from 'vitest';
import type { MunicipalityOffer } from '../shared/center-api.ts';
import type { Cause } from '../shared/screen.ts';
import { scriptedOffers } from '../simulator/scripted/scripted-ports.ts';
import { canServe, onlyExactMoney, type Condition } from './can-serve.ts';

const fine: Condition = {
  offers: scriptedOffers,
  centerFault: null,
  card: 'absent',
  cash: { acceptor: 'ok', levels: [{ value: 100, count: 9 }] },
  cashSilent: false,
  sheets: { ready: true, trouble: null },
  locked: false,
  journalLost: false,
  broken: false,
};

function closed(...reasons: (MunicipalityOffer['state'] & { open: false })['reason'][]): Condition['offers'] {
  const [first] = scriptedOffers.municipalities;
  if (!first) throw new Error('no sample municipality');
  const municipalities = reasons.map((reason) => ({
    ...first,
    state: { open: false as const, reason, opensAt: null },
  }));
  return { ...scriptedOffers, municipalities };
}

it('serves when everything is there, also with a card that was set before the first touch', () => {
  expect(canServe(fine)).toEqual({ serves: true });
  expect(canServe({ ...fine, card: 'present' })).toEqual({ serves: true });
  expect(canServe({ ...fine, cash: null, sheets: null })).toEqual({ serves: true });
});

it.each<[string, Partial<Condition>, Cause]>([
  ['a card reader that is gone', { card: 'readerGone' }, 'cardReaderUnavailable'],
  ['a card reader that has said nothing yet', { card: null }, 'cardReaderUnavailable'],
  ['a coin mechanism that is silent', { cashSilent: true }, 'cashUnavailable'],
  ['a coin mechanism that is jammed', { cash: { acceptor: 'jammed', levels: [] } }, 'cashUnavailable'],
  ['a printer without paper', { sheets: { ready: false, trouble: 'media-empty' } }, 'printerUnavailable'],
  ['a center that is not there', { centerFault: { fault: 'unreachable' } }, 'centerUnreachable'],
  ['a center that is slow', { centerFault: { fault: 'slow' } }, 'centerSlow'],
  ['a center that talks nonsense', { centerFault: { fault: 'nonsense' } }, 'centerNonsense'],
  ['a center that was never heard', { offers: null }, 'centerUnreachable'],
  ['the night', { offers: closed('outOfHours', 'outOfHours') }, 'outOfHours'],
  ['New Year', { offers: closed('closedDay', 'closedDay') }, 'closedDay'],
  ['a lost journal', { journalLost: true }, 'journalUnavailable'],
  [
    'an alarm that nobody has cleared',
    { locked: true, journalLost: true, card: 'readerGone' },
    'bindingMismatch',
  ],
])('does not serve with %s, and names the cause', (_what, change, cause) => {
  expect(canServe({ ...fine, ...change })).toEqual({ serves: false, cause });
});

it('says at the very beginning when only the exact sum will be taken', () => {
  const configured = [10, 50, 100, 500, 1000] as const;
  expect(onlyExactMoney(fine, configured)).toBe(false);
  expect(
    onlyExactMoney({ ...fine, cash: { acceptor: 'ok', levels: [{ value: 10, count: 3 }] } }, configured),
  ).toBe(true);
  expect(onlyExactMoney({ ...fine, cash: null }, configured)).toBe(false);
});
