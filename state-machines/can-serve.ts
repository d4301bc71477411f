import type { Offers } from '../shared/center-api.ts';
import type { Cause } from '../shared/screen.ts';
import type { Denomination } from '../shared/yen.ts';
import { acceptableNow, exactMoneyOnly } from './money.ts';
import type { CardPresence, CashStatus, CenterFault, SheetPrinterStatus } from './ports.ts';
import { causeOfCenter } from './session/causes.ts';

/** All that decides whether this kiosk may serve now; null where nothing has been heard yet. */
export interface Condition {
  readonly offers: Offers | null;
  readonly centerFault: CenterFault | null;
  readonly card: CardPresence | null;
  readonly cash: CashStatus | null;
  readonly cashSilent: boolean;
  readonly sheets: SheetPrinterStatus | null;
  /** An alarm that only a person may clear. */
  readonly locked: boolean;
  readonly journalLost: boolean;
  /** A session ended by a fault of this program: nobody is served until somebody has looked. */
  readonly broken: boolean;
}

export type Serving = { readonly serves: true } | { readonly serves: false; readonly cause: Cause };

/** The one question "may we serve this now, and if not, why?". The gravest reason is named. */
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
  sheets,
  locked,
  journalLost,
  broken,
}: Condition): Cause | null {
  if (locked) return 'bindingMismatch';
  if (journalLost) return 'journalUnavailable';
  if (broken) return 'kioskBroken';
  if (card === 'readerGone' || card === null) return 'cardReaderUnavailable';
  if (cashSilent || (cash !== null && cash.acceptor !== 'ok')) return 'cashUnavailable';
  if (sheets !== null && !sheets.ready) return 'printerUnavailable';
  if (centerFault) return causeOfCenter(centerFault);
  if (offers === null) return 'centerUnreachable';
  if (!offers.municipalities.some(({ state }) => state.open)) {
    return offers.municipalities.some(({ state }) => !state.open && state.reason === 'outOfHours')
      ? 'outOfHours'
      : 'closedDay';
  }
  return null;
}

/** Whether, at one of today's prices, only the exact sum would be taken; said at the very beginning. */
export function onlyExactMoney({ offers, cash }: Condition, configured: readonly Denomination[]): boolean {
  if (cash === null || offers === null) return false;
  const prices = offers.municipalities.flatMap((municipality) =>
    municipality.offers.map(({ price }) => price),
  );
  return prices.some((price) => exactMoneyOnly(price, acceptableNow(price, cash.levels, configured)));
}
