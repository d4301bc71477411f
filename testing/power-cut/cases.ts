import type { PayMethod } from '../../shared/cashless.ts';
import type { RefundReason } from '../../shared/refund-api.ts';
import type { Denomination } from '../../shared/yen.ts';

/** What happens in the session that is interrupted. */
export interface PowerCutCase {
  readonly method: PayMethod;
  readonly copies: number;
  /** What the resident puts in, piece by piece. A residence record costs 250 yen in Tomakomai, where a bad print is paid back. */
  readonly coins: readonly Denomination[];
  /** Falls when the slots are told to close: the sum is secured already, and paper begins. */
  readonly lateCoin: Denomination | null;
  /** Stops once this much is inserted, yen; null: pays in full. */
  readonly stopsAt: number | null;
  readonly trouble: 'none' | 'jamAtSecondSheet' | 'hoppersJam';
  /** When set, not the session is interrupted but the refund after it. */
  readonly refund: RefundReason | null;
  /** Approximate number of journal writes in the interrupted part: kill points are drawn from these. */
  readonly writes: number;
}

const plain = {
  method: 'cash',
  copies: 1,
  coins: [],
  lateCoin: null,
  stopsAt: null,
  trouble: 'none',
  refund: null,
} as const;

export const powerCutCases = {
  'cash-exact': { ...plain, coins: [100, 100, 50], writes: 16 },
  'cash-change': { ...plain, coins: [500], writes: 16 },
  'cash-late': { ...plain, coins: [100, 100, 50], lateCoin: 100, writes: 18 },
  'cash-late-jam': {
    ...plain,
    coins: [500],
    copies: 2,
    lateCoin: 50,
    trouble: 'jamAtSecondSheet',
    writes: 22,
  },
  'cash-stop': { ...plain, coins: [100], stopsAt: 100, writes: 12 },
  wallet: { ...plain, method: 'wallet', writes: 15 },
  contactless: { ...plain, method: 'contactless', writes: 15 },
  'two-copies-printer-jam': {
    ...plain,
    coins: [500],
    copies: 2,
    trouble: 'jamAtSecondSheet',
    writes: 20,
  },
  'staff-refund-hoppers': { ...plain, coins: [500], trouble: 'hoppersJam', refund: 'owed', writes: 9 },
  'staff-refund-wallet': { ...plain, method: 'wallet', refund: 'badPrint', writes: 10 },
} as const satisfies Record<string, PowerCutCase>;

export type CaseName = keyof typeof powerCutCases;
export const caseNames = Object.keys(powerCutCases) as readonly CaseName[];

export function isCaseName(text: string): text is CaseName {
  return caseNames.some((name) => name === text);
}

export function caseOf(name: CaseName): PowerCutCase {
  return powerCutCases[name];
}
