import type {
  Authorisation,
  CashlessFault,
  CashlessPayment,
  CashlessState,
  PaymentReference,
} from '../../../../shared/cashless.ts';
import { err, assertNever, ok, type Result } from '../../../../shared/result.ts';
import { pause, type Time } from '../../../../shared/timers.ts';
import { noYen, yenSchema, type Yen } from '../../../../shared/yen.ts';
import type { WalletConfig } from './config.ts';
import type { Act, Begun, CashlessDriver, RefundStanding, Standing } from '../method.ts';
import { untilKnown } from '../until-known.ts';
import { createOpaClient } from './opa-client.ts';
import { createOpaHttp } from './opa-http.ts';
import type { OpaPayment, PaymentStatus } from './opa-messages.ts';

/** The provider's own id for the payment; null while nobody has scanned the code. */
type WalletHandle = string | null;

interface OpenCode {
  readonly codeId: string;
  /** By the timers, ms: the clock may be set while the code is shown. */
  readonly endsAt: number;
}

/** A wallet on the resident's phone that scans a code from the screen, driven through the provider's web API. */
export function createWallet(
  config: WalletConfig,
  secret: string,
  time: Time,
): CashlessDriver<WalletHandle, string> {
  const http = createOpaHttp(config.url, { apiKey: config.apiKey, secret }, config.merchant, time);
  const opa = createOpaClient(config, http);
  const { timers, clock } = time;
  const closing = new AbortController();
  /** Codes that this kiosk opened and that, as far as it knows, were neither paid nor deleted. */
  const codes = new Map<PaymentReference, OpenCode>();

  const open = async (payment: CashlessPayment): Promise<Result<Begun, Act>> => {
    const created = await opa.createCode(payment);
    if (!created.ok) return created;
    const livesMs = Math.min(created.value.livesMs, config.codeMs);
    codes.set(payment.reference, { codeId: created.value.codeId, endsAt: timers.elapsed() + livesMs });
    return ok({ code: created.value.url, expiresAt: clock.now() + livesMs });
  };

  const begin = async (payment: CashlessPayment): Promise<Result<Begun, CashlessFault>> => {
    let asked = false;
    // A resident is waiting for the code: it is asked for again only for a short time.
    const times = { pollMs: config.pollMs, settleMs: config.readMs };
    const begun = await untilKnown<Result<Begun, CashlessFault>>(timers, times, closing.signal, async () => {
      const opened = await open(payment);
      if (opened.ok) return opened;
      switch (opened.error) {
        case 'refused':
          return err({ fault: asked ? 'unknown' : 'refused' });
        case 'notDone':
          return asked ? null : err({ fault: 'offline' });
        case 'done':
        case 'lookAgain':
          // The provider already has a code for this reference and does not show it again.
          return err({ fault: 'unknown' });
        case 'lost':
          asked = true;
          return null;
        default:
          return assertNever(opened.error);
      }
    });
    return begun ?? err({ fault: 'unknown' });
  };

  const look = async (payment: CashlessPayment): Promise<Result<Standing<WalletHandle>, CashlessFault>> => {
    const answer = await opa.payment(payment.reference);
    if (!answer.ok) return answer;
    if (answer.value === null) return ok({ state: 'absent', captured: noYen, moving: false, handle: null });
    const standing = standingOf(answer.value, payment.amount);
    if (standing === null) return err({ fault: 'unknown' });
    if (standing.state !== 'pending') codes.delete(payment.reference);
    return ok(standing);
  };

  /**
   * Deletes a code that can still be paid. After a restart its id is unknown: the same request again makes the provider
   * repeat it.
   */
  const callOff = async (payment: CashlessPayment): Promise<Act> => {
    const known = codes.get(payment.reference);
    if (!known) {
      const opened = await open(payment);
      if (!opened.ok) return opened.error === 'refused' ? 'lookAgain' : opened.error;
    }
    const code = codes.get(payment.reference);
    if (!code) return 'lookAgain';
    const deleted = await opa.deleteCode(code.codeId);
    // Only a look can tell whether somebody paid at the last moment.
    if (deleted === 'done') codes.delete(payment.reference);
    return deleted === 'done' || deleted === 'refused' ? 'lookAgain' : deleted;
  };

  const authorise = async (payment: CashlessPayment, signal: AbortSignal): Promise<Authorisation> => {
    const endsAt = codes.get(payment.reference)?.endsAt ?? timers.elapsed() + config.codeMs;
    const wake = AbortSignal.any([signal, closing.signal]);
    let over: { readonly as: 'cancelled' | 'expired'; readonly at: number } | null = null;
    let deletedAbsent = false;
    for (;;) {
      if (over === null && signal.aborted) over = { as: 'cancelled', at: timers.elapsed() };
      if (over === null && timers.elapsed() >= endsAt) over = { as: 'expired', at: timers.elapsed() };
      const at = await look(payment);
      if (at.ok) {
        const ended = endOf(at.value.state);
        if (ended !== null) return ended;
        if (at.value.state === 'absent') {
          over ??= { as: 'expired', at: timers.elapsed() };
          if (deletedAbsent || !codes.has(payment.reference)) return over.as;
          // The code is ours and may not have expired: it is deleted before its end is believed.
          deletedAbsent = true;
          await callOff(payment);
          continue;
        }
        if (over !== null && (await callOff(payment)) === 'lookAgain') {
          const after = await look(payment);
          if (after.ok && after.value.state === 'absent') return over.as;
          const last = after.ok ? endOf(after.value.state) : null;
          if (last !== null) return last;
        }
      }
      if (closing.signal.aborted) return 'unknown';
      if (over !== null && timers.elapsed() - over.at >= config.settleMs) return 'unknown';
      await pause(timers, config.pollMs, over === null ? wake : closing.signal);
    }
  };

  return {
    times: config,
    status: async () => ((await opa.answers()) ? 'ok' : 'offline'),
    begin,
    authorise,
    look,

    async lookRefund(_payment, handle, refund): Promise<Result<RefundStanding<string>, CashlessFault>> {
      if (handle === null) return err({ fault: 'unknown' });
      const made = await opa.refunded(handle, refund.reference);
      if (!made.ok) return made;
      return ok(made.value === null ? { refund: 'absent', handle } : { refund: 'made', amount: made.value });
    },

    capture: (payment, _handle, amount) => opa.capture(payment.reference, amount),
    letGo: (payment, handle) => (handle === null ? callOff(payment) : opa.revert(payment.reference, handle)),
    refund: (_payment, handle, refund) => opa.refund(handle, refund),

    close() {
      closing.abort();
      http.close();
      return Promise.resolve();
    },
  };
}

/** Null when it cannot be right: a different sum from ours is held, or more was captured than held. */
function standingOf(payment: OpaPayment, amount: Yen): Standing<WalletHandle> | null {
  const state = stateOf(payment.status);
  const handle = payment.paymentId ?? null;
  const still = { state, captured: noYen, moving: payment.status === 'REAUTHORIZING', handle };
  switch (state) {
    case 'authorised':
      return handle !== null && payment.amount?.amount === amount ? still : null;
    case 'captured': {
      const captures = payment.captures?.data.map((each) => each.amount.amount) ?? [];
      const sum = captures.length > 0 ? captures.reduce((all, one) => all + one, 0) : payment.amount?.amount;
      const captured = yenSchema.safeParse(sum);
      return handle !== null && captured.success && captured.data <= amount
        ? { ...still, captured: captured.data }
        : null;
    }
    case 'pending':
      // The id of a payment that is not yet authorised refers to nothing that could be reverted.
      return { ...still, handle: null };
    case 'absent':
    case 'declined':
    case 'cancelled':
    case 'expired':
    case 'voided':
      return still;
    default:
      return assertNever(state);
  }
}

function stateOf(status: PaymentStatus): CashlessState {
  switch (status) {
    case 'CREATED':
      return 'pending';
    case 'AUTHORIZED':
    case 'REAUTHORIZING':
      return 'authorised';
    case 'COMPLETED':
    case 'REFUNDED':
      return 'captured';
    case 'FAILED':
      return 'declined';
    case 'CANCELED':
      return 'voided';
    case 'EXPIRED':
      return 'expired';
    default:
      return assertNever(status);
  }
}

/** How an attempt ended, according to its state; null: it has not ended, or nothing is known of it. */
function endOf(state: CashlessState): Authorisation | null {
  switch (state) {
    case 'authorised':
    case 'captured':
      return 'authorised';
    case 'voided':
    case 'cancelled':
      return 'cancelled';
    case 'declined':
    case 'expired':
      return state;
    case 'absent':
    case 'pending':
      return null;
    default:
      return assertNever(state);
  }
}
