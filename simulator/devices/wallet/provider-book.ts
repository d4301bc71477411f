import type { Yen } from '../../../shared/yen.ts';

/** What a provider has booked for one payment, yen, for tests to compare with what the kiosk says. */
export interface LedgerLine {
  /** The kiosk's own reference. */
  readonly reference: string;
  readonly amount: number;
  /** Held now, for the kiosk to capture or release. */
  readonly held: number;
  /** Ever held. */
  readonly authorised: number;
  readonly captured: number;
  readonly voided: number;
  readonly refunded: number;
}

export type Booked = 'booked' | 'refused';

export interface ProviderBook {
  /** Opens the account of one payment. @throws when there is already one with this key */
  open(key: string, reference: string, amount: Yen): void;
  hold(key: string, amount: number): Booked;
  /** Captures all or part of what is held and releases the rest; possible once. */
  capture(key: string, amount: number): Booked;
  letGo(key: string): Booked;
  /** All refunds together are never more than was captured. */
  refund(key: string, amount: number): Booked;
  ledger(): readonly LedgerLine[];
}

type Account = { -readonly [Field in keyof LedgerLine]: LedgerLine[Field] };

/** The books of a payment provider: sums are held, captured, released and refunded, and nothing else can happen to them. */
export function createProviderBook(): ProviderBook {
  const accounts = new Map<string, Account>();

  return {
    open(key, reference, amount) {
      if (accounts.has(key)) throw new Error(`there is an account ${key}`);
      const empty = { held: 0, authorised: 0, captured: 0, voided: 0, refunded: 0 };
      accounts.set(key, { reference, amount, ...empty });
    },

    hold(key, amount) {
      const account = accounts.get(key);
      if (!account || account.authorised > 0 || amount > account.amount) return 'refused';
      account.held = amount;
      account.authorised = amount;
      return 'booked';
    },

    capture(key, amount) {
      const account = accounts.get(key);
      if (!account || account.held === 0 || amount < 1 || amount > account.held) return 'refused';
      account.captured = amount;
      account.held = 0;
      return 'booked';
    },

    letGo(key) {
      const account = accounts.get(key);
      if (!account || account.held === 0) return 'refused';
      account.voided = account.held;
      account.held = 0;
      return 'booked';
    },

    refund(key, amount) {
      const account = accounts.get(key);
      if (!account || amount < 1 || account.refunded + amount > account.captured) return 'refused';
      account.refunded += amount;
      return 'booked';
    },

    ledger: () => [...accounts.values()].map((account) => ({ ...account })),
  };
}
