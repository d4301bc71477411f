import type { CashlessMethod } from '../shared/cashless.ts';
import type { Cause } from '../shared/causes.ts';
import type { CenterOut } from '../shared/kiosk-report.ts';
import type { Denomination } from '../shared/yen.ts';
import { acceptableNow, canBePaidExactly, exactMoneyOnly } from './money.ts';
import type { Out } from './attendant/context.ts';
import type { CardPresence, CashStatus, CenterFault, OffersHere, SheetPrinterStatus } from './ports.ts';
import { causeOfCenter } from './session/causes.ts';

/** Everything that decides whether this kiosk may serve now; null where nothing is known yet. */
export interface Condition {
  readonly offers: OffersHere | null;
  readonly centerFault: CenterFault | null;
  readonly card: CardPresence | null;
  readonly cash: CashStatus | null;
  readonly cashSilent: boolean;
  /** The cashless ways to pay that work; with one of them a kiosk serves even when its coin mechanism does not work. */
  readonly cashlessWorks: readonly CashlessMethod[];
  readonly sheets: SheetPrinterStatus | null;
  /** An alarm that only a person may clear. */
  readonly locked: boolean;
  /** Why the journal accepts no records; null: it does. */
  readonly journalFault: Cause | null;
  /** What a power cut left open is still being settled. */
  readonly starting: boolean;
  /** An operator took the kiosk out of service. */
  readonly out: Out | null;
  /** The center did. */
  readonly byCenter: CenterOut | null;
  /** A session ended because of a bug in this program: nobody is served until somebody has looked. */
  readonly broken: boolean;
}

export type Serving = { readonly serves: true } | { readonly serves: false; readonly cause: Cause };

/** Answers "may we serve now, and if not, why?" with the gravest reason. */
export function canServe(condition: Condition): Serving {
  const cause = whyNot(condition);
  return cause === null ? { serves: true } : { serves: false, cause };
}

function whyNot({
  offers,
  centerFault,
  card,
  cash,
  cashSilent,
  cashlessWorks,
  sheets,
  locked,
  journalFault,
  starting,
  out,
  byCenter,
  broken,
}: Condition): Cause | null {
  if (locked) return 'bindingMismatch';
  if (journalFault !== null) return journalFault;
  if (out !== null || byCenter !== null) return 'outByOperator';
  if (starting) return 'starting';
  if (broken) return 'kioskBroken';
  if (card === 'readerGone' || card === null) return 'cardReaderUnavailable';
  const cashFails = cashSilent || (cash !== null && cash.acceptor !== 'ok');
  if (cashFails && cashlessWorks.length === 0) return 'cashUnavailable';
  if (sheets !== null && !sheets.ready) return 'printerUnavailable';
  if (centerFault) return causeOfCenter(centerFault);
  if (offers === null) return 'centerUnreachable';
  if (!offers.anyOpen && !offers.municipalities.some(({ state }) => state.open)) {
    return offers.municipalities.some(({ state }) => !state.open && state.reason === 'outOfHours')
      ? 'outOfHours'
      : 'closedDay';
  }
  return null;
}

/**
 * What can be said about change at today's prices before anybody begins. `exact`: for some prices only the exact sum can be
 * taken; `none`: for all of them, because no change is left.
 */
export function changeNow(
  { offers, cash }: Pick<Condition, 'offers' | 'cash'>,
  configured: readonly Denomination[],
): 'given' | 'exact' | 'none' {
  if (cash === null || offers === null) return 'given';
  const prices = [
    ...new Set(offers.municipalities.flatMap(({ offers: all }) => all.map(({ price }) => price))),
  ].filter((price) => price > 0);
  const exact = prices.filter((price) =>
    exactMoneyOnly(price, acceptableNow(price, cash.levels, configured)),
  );
  if (exact.length === 0) return 'given';
  return exact.length === prices.length ? 'none' : 'exact';
}

/** Whether cash can pay anything at all at today's prices, exactly or with change. */
export function cashServes(
  { offers, cash, cashSilent }: Pick<Condition, 'offers' | 'cash' | 'cashSilent'>,
  configured: readonly Denomination[],
): boolean {
  if (cashSilent || configured.length === 0) return false;
  if (cash === null || offers === null) return true;
  if (cash.acceptor !== 'ok') return false;
  return offers.municipalities.some(({ offers: all }) =>
    all.some(({ price }) => canBePaidExactly(price, acceptableNow(price, cash.levels, configured))),
  );
}
