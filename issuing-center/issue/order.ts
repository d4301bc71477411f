import type { KeyObject } from 'node:crypto';
import type { Binding, IssuedDocument, Order, OrderRequest, RefusalCode } from '../../shared/center-api.ts';
import type { Clock } from '../../shared/dates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { SessionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { addYen } from '../../shared/yen.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { sessionTimes } from '../login/login.ts';
import type { Municipalities } from '../municipalities/load.ts';
import { newDocumentNumber, newTransactionId } from '../random.ts';
import { insertOrder, requestKnown, voidOpenOrders } from '../store/orders.ts';
import { findCertificate, readHousehold } from '../store/registers.ts';
import { findLoggedIn, prolong } from '../store/sessions.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { hashOfSheet, signBinding } from './binding.ts';
import { builders, issuable } from './issuable.ts';
import { planOrder, type Facts, type PlannedLine } from './plan.ts';

export interface OrderDesk {
  /** Builds an order, each time anew: who asks twice with one request id is kept apart by `AnswerMemory`. */
  build(session: SessionId, request: OrderRequest): Promise<Result<Order, RefusalCode>>;
}

interface BuiltDocument {
  readonly line: PlannedLine;
  readonly number: string;
  readonly sheets: readonly Uint8Array[];
}

interface BuiltOrder {
  readonly documents: readonly BuiltDocument[];
  readonly preview: readonly PageDrawing[];
}

/**
 * Builds orders. The pages are made outside the transaction that issues them, because making them takes a second and the
 * registers must not be held for so long; the registers are read again inside it, and pages that no longer agree with them
 * are thrown away (cancelled registrations were once issued: Niigata, Saitama, Kumamoto, 2023).
 */
export function createOrderDesk(center: {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly municipalities: Municipalities;
  readonly font: MinchoFont;
  readonly signingKey: KeyObject;
}): OrderDesk {
  const { sql, clock, municipalities, font, signingKey } = center;

  async function plan(
    queries: Queries,
    sessionId: SessionId,
    request: OrderRequest,
    hold: boolean,
  ): Promise<Result<{ facts: Facts; lines: readonly PlannedLine[] }, RefusalCode>> {
    const now = clock.now();
    const session = await findLoggedIn(queries, sessionId, now, hold);
    if (!session) return err('sessionEnded');
    const municipality = municipalities.get(session.municipality);
    if (!municipality) return err('serviceClosed');
    const certificate = await findCertificate(queries, session, hold);
    if (!certificate) return err('certificateUnknown');
    const household = await readHousehold(queries, certificate.resident, hold);
    if (!household) return err('notAvailable');
    const facts = { session, certificate, household };
    const lines = planOrder(request, facts, municipality, issuable, now);
    return lines.ok ? ok({ facts, lines: lines.value }) : lines;
  }

  return {
    async build(sessionId, request) {
      const before = await plan(sql, sessionId, request, false);
      if (!before.ok) return before;
      const built = await buildDocuments(before.value.lines, font);
      if (!built.ok) return built;
      const order = bindOrder(request, before.value.facts, built.value, signingKey);

      return sql.transaction(async (queries): Promise<Result<Order, RefusalCode>> => {
        const now = clock.now();
        const again = await plan(queries, sessionId, request, true);
        if (!again.ok) return again;
        if (!agree(before.value, again.value)) return err('notAvailable');
        // Built before and no longer remembered, or by another center: that order's pages cannot be given again.
        if (await requestKnown(queries, request.requestId)) return err('invalidOrder');
        await voidOpenOrders(queries, sessionId);
        await insertOrder(queries, {
          transaction: order.transaction,
          requestId: request.requestId,
          session: sessionId,
          kiosk: again.value.facts.session.kiosk,
          municipality: again.value.facts.session.municipality,
          price: addYen(...order.documents.map(({ price }) => price)),
          builtAt: now,
          documents: order.documents.map(({ number, kind, price, sheets }) => ({
            number,
            kind,
            price,
            sheets: sheets.length,
          })),
        });
        await prolong(queries, sessionId, now + sessionTimes.sessionMs);
        return ok(order);
      });
    },
  };
}

interface Planned {
  readonly facts: Facts;
  readonly lines: readonly PlannedLine[];
}

/** Whether the registers say at issue what they said when the pages were made; prices too, over a midnight. */
function agree(before: Planned, after: Planned): boolean {
  return fingerprint(before) === fingerprint(after);
}

function fingerprint({ facts, lines }: Planned): string {
  return JSON.stringify([
    facts.certificate,
    facts.household,
    lines.map(({ price, content }) => [price, content.issuedOn]),
  ]);
}

async function buildDocuments(
  lines: readonly PlannedLine[],
  font: MinchoFont,
): Promise<Result<BuiltOrder, RefusalCode>> {
  const documents: BuiltDocument[] = [];
  const preview: PageDrawing[] = [];
  for (const line of lines) {
    const builder = builders.get(line.kind);
    if (!builder) throw new Error(`no builder for ${line.kind}, which was planned`);
    for (let copy = 0; copy < line.copies; copy += 1) {
      const number = newDocumentNumber();
      const sheets = await builder.build(line.content, number, font);
      if (!sheets.ok) return sheets;
      documents.push({ line, number, sheets: sheets.value });
      if (copy > 0) continue;
      const masked = builder.preview(line.content, number, font);
      if (!masked.ok) return masked;
      preview.push(...masked.value);
    }
  }
  return ok({ documents, preview });
}

function bindOrder(
  request: OrderRequest,
  { session }: Facts,
  { documents, preview }: BuiltOrder,
  signingKey: KeyObject,
): Order {
  const transaction = newTransactionId();
  const binding: Binding = {
    version: 1,
    transaction,
    requestId: request.requestId,
    kioskNonce: session.kioskNonce,
    holder: session.certificateSha256,
    municipality: session.municipality,
    price: addYen(...documents.map(({ line }) => line.price)),
    documents: documents.map(({ line, number, sheets }) => ({
      number,
      kind: line.kind,
      subjects: [...line.subjects],
      sheets: sheets.map(hashOfSheet),
    })),
  };
  const { text, signature } = signBinding(binding, signingKey);
  return {
    transaction,
    documents: documents.map(({ line, number, sheets }): IssuedDocument => ({
      number,
      kind: line.kind,
      price: line.price,
      sheets: sheets.map((pdf) => Buffer.from(pdf).toString('base64')),
    })),
    preview: [...preview],
    binding: text,
    bindingSignature: signature,
  };
}
