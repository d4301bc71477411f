import type { KeyObject } from 'node:crypto';
import type {
  BeginSession,
  Login,
  Offers,
  Order,
  OrderOutcome,
  OrderRequest,
  RefusalCode,
  Resident,
  SessionBegun,
} from '../shared/center-api.ts';
import type { Clock } from '../shared/dates.ts';
import type { SessionId, TransactionId } from '../shared/ids.ts';
import { err, type Result } from '../shared/result.ts';
import type { MinchoFont } from '../printing/fonts/mincho.ts';
import { createAnswerMemory } from './issue/answer-memory.ts';
import { issuable } from './issue/issuable.ts';
import { createOrderDesk } from './issue/order.ts';
import { recordOutcome } from './issue/outcome.ts';
import type { Anchor } from './login/certificate.ts';
import { createLoginDesk } from './login/login.ts';
import type { Municipalities } from './municipalities/load.ts';
import { offersAt } from './rules/offers.ts';
import { voidOrphans } from './store/orders.ts';
import { deleteExpired, deleteSession, findLoggedIn } from './store/sessions.ts';
import type { Sql } from './store/sql.ts';

export interface CenterParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly municipalities: Municipalities;
  readonly anchors: readonly Anchor[];
  readonly font: MinchoFont;
  readonly signingKey: KeyObject;
}

/** What the center does, request by request; `server.ts` puts it on HTTP. Each throws when the database fails. */
export interface Center {
  offers(): Offers;
  beginSession(request: BeginSession): Promise<Result<SessionBegun, RefusalCode>>;
  login(session: SessionId, request: Login): Promise<Result<Resident, RefusalCode>>;
  order(session: SessionId, request: OrderRequest): Promise<Result<Order, RefusalCode>>;
  outcome(transaction: TransactionId, outcome: OrderOutcome): Promise<Result<undefined, RefusalCode>>;
  /** Ends a session and voids its open order; a session that is not there is ended already. */
  endSession(session: SessionId): Promise<void>;
  /** Ends every session whose time is over, in the same way. */
  sweep(): Promise<void>;
}

export function createCenter(parts: CenterParts): Center {
  const { sql, clock, municipalities } = parts;
  const loginDesk = createLoginDesk({ ...parts, issuable });
  const orderDesk = createOrderDesk(parts);
  const answers = createAnswerMemory();

  return {
    offers: () => offersAt(municipalities, issuable, clock.now()),
    beginSession: (request) => loginDesk.begin(request),
    login: (session, request) => loginDesk.login(session, request),
    async order(session, request) {
      // Asked before the memory is: an answer must not outlive its session by the time between two sweeps.
      if (!(await findLoggedIn(sql, session, clock.now()))) return err('sessionEnded');
      return answers.once(session, request, () => orderDesk.build(session, request));
    },
    outcome: (transaction, outcome) => recordOutcome(sql, transaction, outcome),
    async endSession(session) {
      answers.forget([session]);
      await sql.transaction(async (queries) => {
        await deleteSession(queries, session);
        await voidOrphans(queries);
      });
    },
    async sweep() {
      const ended = await sql.transaction(async (queries) => {
        const sessions = await deleteExpired(queries, clock.now());
        await voidOrphans(queries);
        return sessions;
      });
      answers.forget(ended);
    },
  };
}
