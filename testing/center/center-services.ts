import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import {
  createOrderService,
  type OrderService,
  type OrderServiceParts,
} from '../../issuing-center/orders/order.ts';
import { createIdempotentOrder, type OrderOfRequest } from '../../issuing-center/orders/idempotent-order.ts';
import type { MadeOrder } from '../../issuing-center/orders/answer-json.ts';
import { createCopyRenderer } from '../../issuing-center/orders/copy-renderer.ts';
import { readAnchors } from '../../issuing-center/pki/certificate.ts';
import {
  createSessionService,
  type SessionParts,
  type SessionService,
} from '../../issuing-center/session-service.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import type { MunicipalityRules } from '../../issuing-center/publication/rules-in-force.ts';
import type { RevocationChecker } from '../../issuing-center/pki/revocation/revocation.ts';
import { ownTables } from '../../issuing-center/registers/register-source.ts';
import type { EmbeddedSql } from '../../issuing-center/store/embedded.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import {
  orderSchema,
  type Order,
  type OrderLine,
  type Refusal,
  type Resident,
} from '../../shared/center-api.ts';
import type { Clock } from '../../shared/dates.ts';
import { municipalityIdSchema, nonceSchema, type SessionId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import { revocationStateOf } from '../../simulator/authorities/test-ca/register.ts';
import { openTestCa, type TestCa } from '../../simulator/authorities/test-ca/test-ca.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { newRequestId, proofOf } from './plain-kiosk.ts';
import { openMadeUpRegisters } from './registers-in-memory.ts';
import { rulesOfFiles } from './rules-of-files.ts';
import { plainSheetRenderer } from './plain-sheet-renderer.ts';

/** The center's services over made-up registers, without HTTP, nodes or seals: for tests of what they decide. */
export interface CenterServices {
  readonly sql: EmbeddedSql;
  readonly ca: TestCa;
  /** Signed with `rulesKey`; those of the files that come with the center, until something is published. */
  readonly rules: MunicipalityRules;
  /** A session service, with some parts replaced. */
  sessionService(differing?: Partial<SessionParts>): SessionService;
  orderService(differing?: Partial<OrderServiceParts>): OrderService;
  /** One order per request, made by a service: what a kiosk asks for. */
  orderOfRequest(service?: OrderService): OrderOfRequest;
  /** Begins a session and logs in. @param municipality default: where the holder lives */
  login(
    holder: string,
    municipality?: string,
    service?: SessionService,
    /** Of a kiosk of the municipality's own. */
    place?: string,
  ): Promise<{ readonly session: SessionId; readonly answer: Result<Resident, Refusal> }>;
  order(
    session: SessionId,
    lines: readonly OrderLine[],
    service?: OrderService,
  ): Promise<Result<Order, Refusal>>;
  close(): Promise<void>;
}

const kiosk = 'KIOSK-1';

/** @param withCards ids of the holders who get a card */
export async function openCenterServices(
  clock: Clock,
  withCards: readonly string[],
): Promise<CenterServices> {
  const directory = await mkdtemp(path.join(tmpdir(), 'komado-services-'));
  const ca = await openTestCa(directory, clock);
  const sql = await openMadeUpRegisters(ca, clock, withCards.map(holderOf));
  const rules = rulesOfFiles(await loadMunicipalities());
  const font = await loadMincho();
  const revocation: RevocationChecker = {
    check: async ({ serialNumber }, { keyId }) => {
      return revocationStateOf(await ca.register.statusOf(keyId, serialNumber.toLowerCase()));
    },
  };
  const sessionService = (differing: Partial<SessionParts> = {}) =>
    createSessionService({
      ...{ sql, clock, rules, revocation, registers: () => ownTables },
      anchors: readAnchors(ca.anchors().userAuthentication),
      signatureAnchors: readAnchors(ca.anchors().digitalSignature),
      admitNode: () => Promise.resolve(true),
      ...differing,
    });
  const orderService = (differing: Partial<OrderServiceParts> = {}) =>
    createOrderService({
      sql,
      clock,
      rules,
      registers: () => ownTables,
      signingKey: generateKeyPairSync('ed25519').privateKey,
      copies: createCopyRenderer({ font, renderer: plainSheetRenderer(font) }),
      admitNode: () => Promise.resolve(true),
      ...differing,
    });
  const orderOfRequest = ({ buildOrder } = orderService()): OrderOfRequest =>
    createIdempotentOrder({ sql, clock, buildOrder });
  return {
    sql,
    ca,
    rules,
    sessionService,
    orderService,
    orderOfRequest,
    async login(id, elsewhere, service = sessionService(), place?) {
      const holder = holderOf(id);
      const municipality =
        elsewhere === undefined ? holder.municipality : municipalityIdSchema.parse(elsewhere);
      const kioskNonce = nonceSchema.parse(randomBytes(16).toString('hex'));
      const begun = await service.begin({
        ...{ kiosk, service: 'certificates', municipality, kioskNonce, place },
      });
      if (!begun.ok) throw new Error(`no session: ${begun.error.refused}`);
      const { userAuthentication } = await ca.cardOf(holder);
      if (!userAuthentication) throw new Error(`the card of ${id} has no certificate`);
      const proof = proofOf({ ...begun.value, municipality, kioskNonce }, userAuthentication);
      const { session } = begun.value;
      const answer = await service.login(kiosk, session, proof);
      if (!answer.ok) return { session, answer };
      if (answer.value.service !== 'certificates') throw new Error('a login of another service');
      return { session, answer: ok(answer.value) };
    },
    async order(session, lines, service = orderService()) {
      const requestId = newRequestId();
      const request = { requestId, lines: [...lines] };
      const made = await orderOfRequest(service)(kiosk, session, request, new AbortController().signal);
      return made.ok ? ok(orderIn(made.value)) : made;
    },
    async close() {
      await sql.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** The answer as a kiosk reads it. */
export function orderIn({ json }: MadeOrder): Order {
  return orderSchema.parse(JSON.parse(Buffer.from(json).toString('utf8')));
}
