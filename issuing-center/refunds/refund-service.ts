import type { Clock } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { RequestId } from '../../shared/ids.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import {
  receiptCodeSchema,
  type FindTransaction,
  type RefundCase,
  type RefundClaim,
  type RefundGranted,
  type RefundOutcome,
} from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { addYen } from '../../shared/yen.ts';
import type { EventLog } from '../../logging/event-log.ts';
import type { KioskTrust } from '../kiosk-trust.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { namedService, serviceOf } from '../rules/service-names.ts';
import type { MunicipalityRules } from '../publication/rules-in-force.ts';
import { judgeRefundReport } from '../rules/order-report.ts';
import { judgeClaim, stillOwed } from '../rules/refund.ts';
import { createReceiptGate } from './receipt-gate.ts';
import { grantFreeCopies } from '../store/free-copies.ts';
import { readOrder, type StoredOrder } from '../store/orders.ts';
import {
  holdRefund,
  insertRefund,
  recordRefundOutcome,
  refundsOf,
  type StoredRefund,
} from '../store/refunds.ts';
import type { Queries, Sql } from '../store/sql.ts';

/**
 * Refunds, at any kiosk of the center: what was paid at one may be paid back at another. `kiosk` is the name that TLS has
 * proved. Every method throws when the database fails.
 */
export interface RefundService {
  /** What staff may know of the order whose receipt or sheet they hold: nothing personal. */
  find(kiosk: string, wanted: FindTransaction): Promise<Result<RefundCase, RefusalOf<'findTransaction'>>>;
  /** Grants a claim, once: the same claim again, at any node, gets the same answer and changes nothing. */
  claim(kiosk: string, claim: RefundClaim): Promise<Result<RefundGranted, RefusalOf<'claimRefund'>>>;
  /**
   * What the claiming kiosk has paid. The same report again is accepted; another, or one above the grant, is refused
   * (`reportWrong`), and its kiosk is trusted no more.
   */
  outcome(
    kiosk: string,
    refund: RequestId,
    outcome: RefundOutcome,
  ): Promise<Result<undefined, RefusalOf<'refundOutcome'>>>;
}

export interface RefundServiceParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly rules: MunicipalityRules;
  readonly trust: KioskTrust;
  readonly log: EventLog;
  /** Asked inside the granting transaction: a node with another configuration has other rules. */
  readonly admitNode: (queries: Queries) => Promise<boolean>;
  /** Certificates have become void: the list of void numbers must be made anew. */
  readonly onVoid: () => void;
}

const msOfMinute = 60_000;

export function createRefundService({
  sql,
  clock,
  rules,
  trust,
  log,
  admitNode,
  onVoid,
}: RefundServiceParts): RefundService {
  const gate = createReceiptGate({ clock, log });

  /** What the municipality gives back is what it said when the order was built. */
  function rulesOf(queries: Queries, order: StoredOrder): Promise<Municipality | null> {
    return rules.numbered(queries, order.municipality, order.rules, order.builtAt);
  }

  async function grant(
    queries: Queries,
    kiosk: string,
    claim: RefundClaim,
  ): Promise<Result<RefundGranted, RefusalOf<'claimRefund'>>> {
    if (!(await admitNode(queries))) return err({ refused: 'serviceClosed' });
    if (!(await gate.mayTry(queries, kiosk))) return err({ refused: 'tooOften' });
    // Held before anything is judged: of two claims at once, the second sees what the first was granted.
    const order = await readOrder(queries, claim.transaction, true);
    if (!order) {
      await gate.failed(queries, kiosk);
      return err({ refused: 'codeUnknown' });
    }
    const refunds = await refundsOf(queries, claim.transaction);
    const earlier = refunds.find(({ id }) => id === claim.refund);
    if (earlier)
      return isSame(earlier, kiosk, claim) ? ok(grantedOf(earlier)) : err({ refused: 'invalidOrder' });
    const municipality = await rulesOf(queries, order);
    if (!municipality) return err({ refused: 'serviceClosed' });
    const { certificateSha256 } = order;
    const due = judgeClaim(
      claim,
      { ...order, refunds, holderKnown: certificateSha256 !== null },
      municipality.refund,
    );
    if (!due.ok) return due;
    const at = clock.now();
    const { amount, retakeMinutes } = due.value;
    const retakeUntil = retakeMinutes === null ? null : at + retakeMinutes * msOfMinute;
    // The id already belongs to a claim on another order.
    if (!(await insertRefund(queries, claim, { amount, retakeUntil, kiosk, at, month: order.month })))
      return err({ refused: 'invalidOrder' });
    if (retakeUntil !== null && certificateSha256 !== null) {
      const voided = order.documents.filter(({ number }) => claim.documents.includes(number));
      await grantFreeCopies(
        queries,
        { certificateSha256, municipality: order.municipality },
        voided,
        retakeUntil,
      );
    }
    return ok({ refund: claim.refund, amount, retakeUntil });
  }

  return {
    async find(kiosk, { code, proof }) {
      const opened = await sql.transaction((queries) => gate.open(queries, kiosk, code, proof));
      if (!opened.ok) return opened;
      const order = opened.value;
      const { transaction } = order;
      const municipality = await rulesOf(sql, order);
      if (!municipality) return err({ refused: 'serviceClosed' });
      const { id, refund: rule } = municipality;
      const name = rules.shownName(municipality);
      const { builtAt, money } = order;
      const refunds = await refundsOf(sql, transaction);
      return ok({
        transaction,
        code: receiptCodeSchema.parse(receiptCode(transaction)),
        kiosk: order.kiosk,
        municipality: { id, name },
        builtAt,
        documents: order.documents.map((document) => caseDocument(document, municipality)),
        money,
        stillOwed: stillOwed({ ...order, refunds }),
        rule,
        refunds: refunds.map(({ grantedAt, reason, amount, outcome }) => ({
          at: grantedAt,
          reason,
          amount,
          paid: outcome && addYen(outcome.hoppers, outcome.register, outcome.cashless),
        })),
      });
    },

    async claim(kiosk, claim) {
      const granted = await sql.transaction((queries) => grant(queries, kiosk, claim));
      if (granted.ok) onVoid();
      return granted;
    },

    outcome: (kiosk, refund, outcome) =>
      sql.transaction(async (queries): Promise<Result<undefined, RefusalOf<'refundOutcome'>>> => {
        const stored = await holdRefund(queries, refund);
        // From another kiosk, or never granted.
        if (stored?.kiosk !== kiosk) return err({ refused: 'invalidOrder' });
        const judged = judgeRefundReport(stored, outcome);
        if (!judged.ok)
          return trust.doubt(queries, { kiosk, about: refund, oddity: judged.error, report: outcome });
        if (judged.value === 'again') return ok();
        await recordRefundOutcome(queries, refund, outcome);
        return ok();
      }),
  };
}

function caseDocument(
  { number, kind, certificate, price, sheets, state, refunded }: StoredOrder['documents'][number],
  municipality: Municipality,
): RefundCase['documents'][number] {
  const service = serviceOf(municipality, { kind, ...(certificate === null ? {} : { id: certificate }) });
  // One that the municipality no longer has is called by its kind.
  return { number, ...(service ? namedService(service) : { kind }), price, sheets, state, refunded };
}

function isSame(refund: StoredRefund, kiosk: string, claim: RefundClaim): boolean {
  const documents = [...claim.documents].sort();
  return (
    refund.kiosk === kiosk &&
    refund.transaction === claim.transaction &&
    refund.reason === claim.reason &&
    refund.instead === claim.instead &&
    refund.amount === claim.amount &&
    refund.by === claim.by &&
    refund.second === claim.second &&
    refund.documents.length === documents.length &&
    refund.documents.every((number, index) => number === documents[index])
  );
}

function grantedOf({ id, amount, retakeUntil }: StoredRefund): RefundGranted {
  return { refund: id, amount, retakeUntil };
}
