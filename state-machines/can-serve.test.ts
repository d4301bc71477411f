import { expect, it } from 'vitest';
import type { MunicipalityOffer } from '../shared/center-api.ts';
import type { Cause } from '../shared/causes.ts';
import { offering, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { yen, type CashCount } from '../shared/yen.ts';
import { canServe, cashServes, changeNow, type Condition } from './can-serve.ts';

const fine: Condition = {
  offers: scriptedOffers,
  centerFault: null,
  card: 'absent',
  cash: { acceptor: 'ok', levels: [{ value: 100, count: 9 }], devices: [] },
  cashSilent: false,
  cashlessWorks: [],
  sheets: { ready: true, trouble: null },
  locked: false,
  journalFault: null,
  starting: false,
  out: null,
  byCenter: null,
  broken: false,
};

function closed(...reasons: (MunicipalityOffer['state'] & { open: false })['reason'][]): Condition['offers'] {
  const [first] = scriptedOffers.municipalities;
  if (!first) throw new Error('no sample municipality');
  const municipalities = reasons.map((reason) => ({
    ...first,
    state: { open: false as const, reason, opensAt: null },
  }));
  return offering(municipalities);
}

it('the kiosk serves when everything works, even with a card set before the first touch', () => {
  expect(canServe(fine)).toEqual({ serves: true });
  expect(canServe({ ...fine, card: 'present' })).toEqual({ serves: true });
  expect(canServe({ ...fine, cash: null, sheets: null })).toEqual({ serves: true });
});

it.each<[string, Partial<Condition>, Cause]>([
  ['a card reader that is gone', { card: 'readerGone' }, 'cardReaderUnavailable'],
  ['a card reader that has said nothing yet', { card: null }, 'cardReaderUnavailable'],
  ['a coin mechanism that is silent', { cashSilent: true }, 'cashUnavailable'],
  [
    'a coin mechanism that is jammed',
    { cash: { acceptor: 'jammed', levels: [], devices: [] } },
    'cashUnavailable',
  ],
  ['a printer without paper', { sheets: { ready: false, trouble: 'media-empty' } }, 'printerUnavailable'],
  ['a center that is not there', { centerFault: { fault: 'unreachable' } }, 'centerUnreachable'],
  ['a center that is slow', { centerFault: { fault: 'slow' } }, 'centerSlow'],
  ['a center that talks nonsense', { centerFault: { fault: 'nonsense' } }, 'centerNonsense'],
  ['a center that has never answered', { offers: null }, 'centerUnreachable'],
  ['the night', { offers: closed('outOfHours', 'outOfHours') }, 'outOfHours'],
  ['New Year', { offers: closed('closedDay', 'closedDay') }, 'closedDay'],
  ['a lost journal', { journalFault: 'journalUnavailable' }, 'journalUnavailable'],
  ['a start that is not finished', { starting: true }, 'starting'],
  ['a full disk', { journalFault: 'diskFull' }, 'diskFull'],
  ['an operator who took it out of service', { out: { reason: 'supplies', since: 0 } }, 'outByOperator'],
  [
    'an alarm that nobody has cleared',
    { locked: true, journalFault: 'journalDamaged', card: 'readerGone' },
    'bindingMismatch',
  ],
])('the kiosk does not serve because of %s, and names the cause', (_what, change, cause) => {
  expect(canServe({ ...fine, ...change })).toEqual({ serves: false, cause });
});

it('the kiosk serves without its coin mechanism when another way to pay works', () => {
  const broken = { ...fine, cashSilent: true };
  expect(canServe({ ...broken, cashlessWorks: ['contactless'] })).toEqual({ serves: true });
});

const configured = [10, 50, 100, 500, 1000] as const;
const holding = (levels: CashCount[]): Condition => ({
  ...fine,
  cash: { acceptor: 'ok', levels, devices: [] },
});

it('the attract screen says when only the exact sum can be taken or no change is left', () => {
  expect(changeNow(fine, configured)).toBe('given');
  expect(changeNow({ ...fine, cash: null }, configured)).toBe('given');
  expect(changeNow(holding([{ value: 10, count: 3 }]), configured)).toBe('none');
  const [place] = scriptedOffers.municipalities;
  const [offer] = place?.offers ?? [];
  if (!place || !offer) throw new Error('no sample municipality');
  const dear = { ...offer, price: yen(450) };
  const two = { ...scriptedOffers, municipalities: [{ ...place, offers: [offer, dear] }] };
  // 50 yen change for 450 can be given, 300 for 200 cannot.
  expect(changeNow({ ...holding([{ value: 50, count: 1 }]), offers: two }, configured)).toBe('exact');
});

it("the kiosk offers cash when cash can pay at least one of today's prices", () => {
  expect(cashServes(fine, configured)).toBe(true);
  expect(cashServes(fine, [])).toBe(false);
  expect(cashServes({ ...fine, cashSilent: true }, configured)).toBe(false);
  expect(cashServes(holding([]), [1000])).toBe(false);
});
