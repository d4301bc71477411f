import type { KeyObject } from 'node:crypto';
import type { OrderRequest } from '../../shared/center-api.ts';
import { kindAndId, mostSheetsOfOrder } from '../../shared/certificates.ts';
import type { Clock } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { digitsInCode } from '../../shared/receipt-code.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { addYen } from '../../shared/yen.ts';
import { sessionTimes } from '../sessions/session-times.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { MunicipalityRules } from '../publication/rules-in-force.ts';
import { newDocumentNumber, newTransactionId } from '../store/random.ts';
import { freeCopiesOf, releaseOfSession, spendFreeCopy } from '../store/free-copies.ts';
import { insertOrder, transactionOfDigits, voidOpenOrders } from '../store/orders.ts';
import type { Facts } from '../registers/facts.ts';
import type { RegisterSources } from '../registers/register-source.ts';
import { findLoggedIn, hasTurn, prolong, type CertificateSession } from '../store/sessions.ts';
import { inOneRound } from '../store/one-round.ts';
import type { Queries, Sql } from '../store/sql.ts';
import type { CopyRenderer } from './copy-renderer.ts';
import type { CopyToRender, RenderedCopy } from './render.ts';
import type { MadeOrder } from './answer-json.ts';
import { bindOrder, type RenderedDocument, type RenderedOrder } from './bind-order.ts';
import { keepAnswer, mayBeIssued, type BuildOrder } from './idempotent-order.ts';
import { planOrder, type PlannedLine } from './plan.ts';

export interface OrderService {
  /**
   * Builds an order, anew each time. The caller keeps apart two calls with one request id, and has already taken the
   * session's turn for this request.
   * @throws the signal's reason when it comes before the order is issued: then nothing is
   */
  readonly buildOrder: BuildOrder;
}

export interface OrderServiceParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly rules: MunicipalityRules;
  readonly registers: RegisterSources;
  /** Ed25519 key that signs the bindings. */
  readonly signingKey: KeyObject;
  readonly copies: CopyRenderer;
  /**
   * Asked inside the issuing transaction; false when this node's build or configuration is not the site's (Takamatsu, 2024).
   */
  readonly admitNode: (queries: Queries) => Promise<boolean>;
}

interface Planned {
  readonly facts: Facts;
  readonly lines: readonly PlannedLine[];
}

/**
 * Builds orders. The pages are rendered outside the transaction that issues them, because rendering takes a second and the
 * registers must not be held that long; the registers are read again inside it, and pages that no longer agree with them are
 * thrown away (cancelled registrations were once issued: Niigata, Saitama, Kumamoto, 2023).
 */
export function createOrderService(parts: OrderServiceParts): OrderService {
  const { sql, clock, rules, registers, signingKey, copies, admitNode } = parts;

  /** The rules with which the session began: what the resident was shown holds to its end. */
  async function rulesOf(
    queries: Queries,
    session: CertificateSession,
  ): Promise<Result<Municipality, RefusalOf<'order'>>> {
    const municipality = await rules.numbered(queries, session.municipality, session.rules, clock.now());
    return municipality ? ok(municipality) : err({ refused: 'serviceClosed' });
  }

  async function plan(
    queries: Queries,
    session: CertificateSession,
    municipality: Municipality,
    request: OrderRequest,
    hold: boolean,
  ): Promise<Result<Planned, RefusalOf<'order'>>> {
    const now = clock.now();
    const { issuerKeyId, serial, certificateSha256 } = session;
    const holder = { certificateSha256, municipality: municipality.id, session };
    const round = inOneRound(queries);
    const source = registers(municipality.id);
    const asked = source.facts(round, { issuerKeyId, serial }, municipality.id, hold);
    const freeCopies = () => freeCopiesOf(round, holder, now, hold);
    // Read before any refusal, so that entries that are told alike cost alike. No row is held while somebody else's register thinks.
    const [read, free] = source.inOwnTables
      ? await Promise.all([asked, freeCopies()])
      : [await asked, await freeCopies()];
    if (!read.ok) return err({ refused: read.error });
    const facts = read.value;
    const lines = planOrder(request, session, facts, municipality, now, free);
    return lines.ok ? ok({ facts, lines: lines.value }) : lines;
  }

  return {
    async buildOrder(session, request, signal) {
      const { requestId } = request;
      const municipality = await rulesOf(sql, session);
      if (!municipality.ok) return municipality;
      const drawn = newTransactionId();
      const first = inOneRound(sql);
      const [before, wanted, free] = await Promise.all([
        plan(first, session, municipality.value, request, false),
        hasTurn(first, session.id, requestId),
        isFree(first, drawn),
      ]);
      if (!wanted) {
        const open = await findLoggedIn(sql, session.kiosk, session.id, clock.now());
        return err({ refused: open === null ? 'sessionEnded' : 'invalidOrder' });
      }
      if (!before.ok) return before;
      const { lines } = before.value;
      const rendered = await renderDocuments(lines, {
        render: (copy) =>
          copies.render(session.kiosk, { ...copy, municipality: session.municipality }, signal),
        isWanted: () => hasTurn(sql, session.id, requestId),
      });
      if (!rendered.ok) return rendered;
      const transaction = free ? drawn : await newTransaction(sql);
      const order = bindOrder(transaction, request, session, rendered.value, signingKey);

      return sql.transaction(async (queries): Promise<Result<MadeOrder, RefusalOf<'order'>>> => {
        const round = inOneRound(queries);
        const [admitted, held] = await Promise.all([
          admitNode(round),
          findLoggedIn(round, session.kiosk, session.id, clock.now(), true),
        ]);
        if (!admitted) return err({ refused: 'serviceClosed' });
        if (held?.service !== 'certificates') return err({ refused: 'sessionEnded' });
        const inForce = await rulesOf(queries, held);
        if (!inForce.ok) return inForce;
        // Asked after the session is held, so that it sees what whoever held it before has issued.
        const [again, mayBe] = await Promise.all([
          plan(round, held, inForce.value, request, true),
          mayBeIssued(round, held, requestId),
        ]);
        if (!again.ok) return again;
        if (fingerprint(before.value) !== fingerprint(again.value)) return err({ refused: 'notAvailable' });
        if (!mayBe) return err({ refused: 'invalidOrder' });
        const now = clock.now();
        await Promise.all([
          releaseOfSession(round, held),
          voidOpenOrders(round, held.month, [held.id]),
          insertOrder(round, {
            transaction: order.transaction,
            requestId,
            session: held.id,
            month: held.month,
            kiosk: held.kiosk,
            municipality: held.municipality,
            certificateSha256: held.certificateSha256,
            price: addYen(...rendered.value.documents.map(({ copy }) => copy.price)),
            builtAt: now,
            rules: held.rules,
            documents: rendered.value.documents.map(({ line, copy, number, sheets }) => ({
              number,
              ...kindAndId(line),
              variant: line.variant,
              year: line.year,
              price: copy.price,
              sheets: sheets.length,
            })),
          }),
          prolong(round, held.id, now + sessionTimes.sessionMs),
          keepAnswer(round, held, request, order),
        ]);
        for (const { copy, number } of rendered.value.documents)
          if (copy.replaces !== null) await spendFreeCopy(queries, copy.replaces, number);
        signal.throwIfAborted();
        return ok(order);
      });
    },
  };
}

/**
 * What the registers said when the pages were made and must still say at issue: prices and the date too, over a midnight, and
 * the free copies, which another session may have taken.
 */
function fingerprint({ facts, lines }: Planned): string {
  return JSON.stringify([facts, lines.map(({ copies, issuedOn, subjects }) => [copies, issuedOn, subjects])]);
}

/** Whether no other order has the receipt code of this id; if two are drawn at once, the second order is not issued. */
async function isFree(queries: Queries, transaction: TransactionId): Promise<boolean> {
  return (await transactionOfDigits(queries, transaction.slice(0, digitsInCode))) === null;
}

async function newTransaction(queries: Queries): Promise<TransactionId> {
  for (;;) {
    const transaction = newTransactionId();
    if (await isFree(queries, transaction)) return transaction;
  }
}

interface Rendering {
  readonly render: (
    copy: Omit<CopyToRender, 'municipality'>,
  ) => Promise<Result<RenderedCopy, RefusalOf<'order'>>>;
  /** Asked before each copy but the first: whether no later order has come to the session, at any node, and it has not ended. */
  readonly isWanted: () => Promise<boolean>;
}

/** Copy by copy, so that kiosks can take turns and an order that nobody wants any more ends. */
async function renderDocuments(
  lines: readonly PlannedLine[],
  { render, isWanted }: Rendering,
): Promise<Result<RenderedOrder, RefusalOf<'order'>>> {
  const documents: RenderedDocument[] = [];
  const preview: Uint8Array[] = [];
  let copiesLeft = lines.reduce((sum, { copies }) => sum + copies.length, 0);
  let sheetsMade = 0;
  for (const line of lines) {
    for (const [index, copy] of line.copies.entries()) {
      if (documents.length > 0 && !(await isWanted())) return err({ refused: 'invalidOrder' });
      const number = newDocumentNumber();
      const rendered = await render({ draft: line.draft(number), preview: index === 0 });
      if (!rendered.ok) return rendered;
      const { sheets } = rendered.value;
      documents.push({ line, copy, number, sheets });
      preview.push(...rendered.value.preview);
      sheetsMade += sheets.length;
      copiesLeft -= 1;
      // The other copies of this line are as long as this one; those of other lines have a sheet each at least.
      const ofThisLine = line.copies.length - 1 - index;
      const least = sheetsMade + ofThisLine * sheets.length + (copiesLeft - ofThisLine);
      if (least > mostSheetsOfOrder) return err({ refused: 'tooManySheets' });
    }
  }
  return ok({ documents, preview });
}
