import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { rulesInMemory } from '../../electron/center-client/kept-rules.ts';
import { createCenterClient, type CenterClient } from '../../electron/center-client/center-client.ts';
import type { CenterHttp } from '../../electron/center-client/http.ts';
import type { Mismatch } from '../../electron/center-client/verify-order.ts';
import { orderSchema, type Order, type OrderRequest } from '../../shared/center-api.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { nonceSchema, personRefSchema, type SessionId } from '../../shared/ids.ts';
import { err, ok } from '../../shared/result.ts';
import { createManualTimers } from '../manual-timers.ts';
import { createHonestCenter } from './honest-center.ts';
import { newRequestId } from './plain-kiosk.ts';
import { codes } from '../municipality-codes.ts';

/** A resident who has logged in at a kiosk on this line. */
export interface Resident {
  readonly client: CenterClient;
  readonly session: SessionId;
}

/** An honest center, the kiosks' real center clients, and between them somebody who tampers with the answers as a test says. */
export interface TamperedLine {
  /** Gets every answer to an order and passes on what it likes, when it likes. */
  give: (honest: Order) => unknown;
  /** The same for the answers to everything else. */
  giveElse: (honest: unknown) => unknown;
  /** What the kiosks' clients raised alarms about, oldest first. */
  readonly mismatches: readonly Mismatch[];
  newClient(kiosk: string): CenterClient;
  /** An order whose answer is kept back on the way; the kiosk gets nothing. */
  kept(resident: Resident): Promise<Order>;
  /**
   * Orders two copies of three sheets, with the answer changed on the way, and checks the outcome: the kiosk takes the center's
   * order page by page as it is or prints nothing of it, and never anything of the other orders.
   */
  orderThrough(
    resident: Resident,
    change: (honest: Order) => unknown,
    others?: readonly Order[],
  ): Promise<'taken' | 'refused'>;
}

const copies = 2;

export function tamperedLine(): TamperedLine {
  const center = createHonestCenter();
  const mismatches: Mismatch[] = [];
  const http: CenterHttp = {
    async call(endpoint, params, body) {
      const honest = center.answer(endpoint, params, body);
      const ordering: object = endpoints.order;
      const given = await (endpoint === ordering
        ? line.give(orderSchema.parse(honest))
        : line.giveElse(honest));
      const read = endpoint.answer.safeParse(given);
      return read.success ? ok(read.data) : err({ fault: 'nonsense' });
    },
  };

  /** Orders, and also returns what the center itself answered. */
  async function ordered({ client, session }: Resident, change: (honest: Order) => unknown) {
    const honest: Order[] = [];
    line.give = (own) => {
      honest.push(own);
      return change(own);
    };
    const answer = await client.order(session, newRequest());
    const [own] = honest;
    if (!own) throw new Error('the center was not asked');
    return { answer, own };
  }

  const line: TamperedLine = {
    give: (honest) => honest,
    giveElse: (honest) => honest,
    mismatches,
    newClient: (kiosk) =>
      createCenterClient({
        ...{ http, kiosk, centerKey: center.publicKey, timers: createManualTimers() },
        keptRules: rulesInMemory(),
        place: { prefecture: null, nearby: null, own: null },
        onMismatch: (mismatch) => mismatches.push(mismatch),
      }),
    async kept(resident) {
      const { answer, own } = await ordered(resident, () => null);
      expect(answer.ok).toBe(false);
      return own;
    },
    async orderThrough(resident, change, others = []) {
      const { answer, own } = await ordered(resident, change);
      for (const other of others) expect(printedOf(resident, other)).toBe('nothing');
      if (!answer.ok) {
        expect(['bindingMismatch', 'nonsense']).toContain(answer.error.fault);
        expect(printedOf(resident, own)).toBe('nothing');
        return 'refused';
      }
      expect(printedOf(resident, own)).toEqual(wholeOf(own));
      expect(answer.value.documents.map(({ number, kind, sheets }) => [number, kind, sheets])).toEqual(
        own.documents.map(({ number, kind, sheets }) => [number, kind, sheets.length]),
      );
      expect(answer.value.price).toBe(own.documents.reduce((sum, { price }) => sum + price, 0));
      return 'taken';
    },
  };
  return line;
}

/** Begins a session and logs in. */
export async function comes(client: CenterClient): Promise<Resident> {
  const begun = await client.beginSession({
    service: 'certificates',
    municipality: codes.mihon,
    kioskNonce: nonceSchema.parse(randomBytes(16).toString('hex')),
  });
  if (!begun.ok) throw new Error('no session');
  const { session } = begun.value;
  const proof = { certificate: randomBytes(64), signature: randomBytes(64) };
  if (!(await client.login(session, proof)).ok) throw new Error('no login');
  return { client, session };
}

export type Place = 'one kiosk' | 'two stores';

/** Two residents, one after the other at one kiosk (as in the Yokohama incident) or in two stores at once (Kawasaki). */
export async function twoCome(line: TamperedLine, place: Place): Promise<readonly [Resident, Resident]> {
  const first = line.newClient('K-0001');
  return [await comes(first), await comes(place === 'one kiosk' ? first : line.newClient('K-0002'))];
}

export function newRequest(): OrderRequest {
  return {
    requestId: newRequestId(),
    lines: [
      {
        ...{ kind: 'residenceRecord', variant: null, year: null, shown: [], copies },
        persons: [personRefSchema.parse('p1')],
      },
    ],
  };
}

/** What the printer would get of an order: every sheet in sequence, with its document's number. */
export function printedOf({ client }: Resident, order: Order): readonly string[] | 'nothing' {
  const sheets: string[] = [];
  for (const { number, sheets: own } of order.documents)
    for (let sheet = 1; sheet <= own.length; sheet += 1) {
      const bytes = client.sheet(order.transaction, number, sheet);
      if (bytes.ok) sheets.push(`${number} ${Buffer.from(bytes.value).toString('base64')}`);
    }
  return sheets.length === 0 ? 'nothing' : sheets;
}

const wholeOf = ({ documents }: Order): string[] =>
  documents.flatMap(({ number, sheets }) => sheets.map((sheet) => `${number} ${sheet}`));
