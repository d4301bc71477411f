import { z } from 'zod';
import type { Instant } from './dates.ts';
import type { Result } from './result.ts';
import type { Yen } from './yen.ts';

/** Ways to pay without cash: a phone wallet that scans a code from the screen; a card or phone held to a terminal. */
export const cashlessMethods = ['wallet', 'contactless'] as const;
export const cashlessMethodSchema = z.enum(cashlessMethods);
export type CashlessMethod = z.infer<typeof cashlessMethodSchema>;

/** All ways to pay that a kiosk may offer. */
export const payMethods = ['cash', ...cashlessMethods] as const;
export const payMethodSchema = z.enum(payMethods);
export type PayMethod = z.infer<typeof payMethodSchema>;

/**
 * Our own name for one attempt to pay, used at the provider too: 128 random bits, so that an answer cannot belong to another
 * attempt.
 */
export const paymentReferenceSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits')
  .brand<'PaymentReference'>();
export type PaymentReference = z.infer<typeof paymentReferenceSchema>;

export interface CashlessPayment {
  readonly method: CashlessMethod;
  readonly reference: PaymentReference;
  readonly amount: Yen;
}

/**
 * Where a payment stands at its provider. `absent`: the provider has never heard of it, so no money is held.
 * `authorised`: the sum is held for us and is ours only by a capture.
 */
export const cashlessStates = [
  'absent',
  'pending',
  'authorised',
  'declined',
  'cancelled',
  'expired',
  'captured',
  'voided',
] as const;
export const cashlessStateSchema = z.enum(cashlessStates);
export type CashlessState = z.infer<typeof cashlessStateSchema>;

export type CashlessFault =
  /** Nothing was sent, or certainly nothing was done: the line or the device is down. */
  | { readonly fault: 'offline' }
  /** The provider answered that it will not do this. */
  | { readonly fault: 'refused' }
  /** It was asked and nobody knows whether it was done: ask again later, never do it again under another reference. */
  | { readonly fault: 'unknown' };

/** How an attempt ended. `unknown`: ask again later (CashlessPort.ask) before anything else. */
export type Authorisation = 'authorised' | 'declined' | 'cancelled' | 'expired' | 'unknown';

/**
 * Payment without cash as begin → authorise → capture or void → refund. Every call has a deadline of its own and never
 * rejects; every call that moves money is idempotent by the reference that it names.
 */
export interface CashlessPort {
  /** The methods that this kiosk is configured for. */
  readonly methods: readonly CashlessMethod[];
  /** Whether the provider or terminal answers now. */
  status(method: CashlessMethod): Promise<'ok' | 'offline'>;
  /** Opens an attempt. `code`: what the wallet scans (the text of a QR code), null for a terminal. */
  begin(
    payment: CashlessPayment,
  ): Promise<Result<{ readonly code: string | null; readonly expiresAt: Instant }, CashlessFault>>;
  /**
   * Follows the attempt to its end. When the signal aborts, the attempt is cancelled at the provider, whose last word
   * counts: an authorisation that got there first is `authorised`.
   */
  authorise(payment: CashlessPayment, signal: AbortSignal): Promise<Authorisation>;
  /** Where the payment stands; also works after a restart. */
  ask(payment: CashlessPayment): Promise<Result<CashlessState, CashlessFault>>;
  /** Takes part of what is held, from 1 yen to all of it, and releases the rest. */
  capture(payment: CashlessPayment, amount: Yen): Promise<Result<undefined, CashlessFault>>;
  /** Releases everything that is held. */
  void(payment: CashlessPayment): Promise<Result<undefined, CashlessFault>>;
  /** Gives back part of what was captured. Using the same refund reference twice gives it back once. */
  refund(
    payment: CashlessPayment,
    refund: { readonly reference: PaymentReference; readonly amount: Yen },
  ): Promise<Result<undefined, CashlessFault>>;
}
