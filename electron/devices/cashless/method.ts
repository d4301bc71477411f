import type {
  Authorisation,
  CashlessFault,
  CashlessPayment,
  CashlessState,
  PaymentReference,
} from '../../../shared/cashless.ts';
import type { Instant } from '../../../shared/dates.ts';
import type { Result } from '../../../shared/result.ts';
import type { Yen } from '../../../shared/yen.ts';

/** Where a payment stands, and what its method needs to move it. */
export interface Standing<Handle> {
  readonly state: CashlessState;
  /** What was captured, before any refund; 0 unless captured. */
  readonly captured: Yen;
  /** A movement is under way at the provider: wait and ask again. */
  readonly moving: boolean;
  readonly handle: Handle;
}

/** Where a refund stands. `absent`: it was never made. */
export type RefundStanding<Handle> =
  | { readonly refund: 'absent'; readonly handle: Handle }
  | { readonly refund: 'moving' }
  | { readonly refund: 'made'; readonly amount: Yen };

export interface Refund {
  readonly reference: PaymentReference;
  readonly amount: Yen;
}

/**
 * What became of one request that moves money. `refused`: certainly not done, and final. `notDone`: certainly not done, and
 * may be tried again. `lookAgain`: the provider answered, and the payment's state tells the rest. `lost`: nobody knows
 * whether it was done.
 */
export type Act = 'done' | 'refused' | 'notDone' | 'lookAgain' | 'lost';

export type Begun = { readonly code: string | null; readonly expiresAt: Instant };

/**
 * One cashless way to pay: looks and single requests. A request here is tried once; movement.ts turns looks and requests
 * into a movement that happens once.
 */
export interface CashlessDriver<Handle, RefundHandle> {
  /** How often, and for how long, a movement is asked about, ms. */
  readonly times: { readonly pollMs: number; readonly settleMs: number };
  status(): Promise<'ok' | 'offline'>;
  begin(payment: CashlessPayment): Promise<Result<Begun, CashlessFault>>;
  authorise(payment: CashlessPayment, signal: AbortSignal): Promise<Authorisation>;
  look(payment: CashlessPayment): Promise<Result<Standing<Handle>, CashlessFault>>;
  lookRefund(
    payment: CashlessPayment,
    handle: Handle,
    refund: Refund,
  ): Promise<Result<RefundStanding<RefundHandle>, CashlessFault>>;
  capture(payment: CashlessPayment, handle: Handle, amount: Yen): Promise<Act>;
  /** Releases what is held, or cancels what is pending. */
  letGo(payment: CashlessPayment, handle: Handle): Promise<Act>;
  refund(payment: CashlessPayment, handle: RefundHandle, refund: Refund): Promise<Act>;
  /** Ends what is under way as unknown. */
  close(): Promise<void>;
}
