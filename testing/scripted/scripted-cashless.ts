import type {
  Authorisation,
  CashlessFault,
  CashlessMethod,
  CashlessPayment,
  CashlessPort,
} from '../../shared/cashless.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Yen } from '../../shared/yen.ts';

/** A provider whose answers a test sets, with its own books of what it holds and has captured. */
export interface CashlessScript {
  methods: readonly CashlessMethod[];
  works: boolean;
  begin: 'opens' | CashlessFault['fault'];
  /** How the attempt ends; `waits`: only when it is called off, and then with `calledOff`. */
  decides: Authorisation | 'waits';
  calledOff: Authorisation;
  capture: 'done' | CashlessFault['fault'];
  void: 'done' | CashlessFault['fault'];
  refund: 'done' | CashlessFault['fault'];
  readonly held: Map<string, Yen>;
  readonly captured: Map<string, Yen>;
  /** By the refund's own reference. */
  readonly refunded: Map<string, Yen>;
}

export function newCashlessScript(): CashlessScript {
  return {
    methods: [],
    works: true,
    begin: 'opens',
    decides: 'authorised',
    calledOff: 'cancelled',
    capture: 'done',
    void: 'done',
    refund: 'done',
    held: new Map(),
    captured: new Map(),
    refunded: new Map(),
  };
}

type World = () => { readonly cashless: CashlessScript; readonly now: number };

export function scriptedCashless(world: World): CashlessPort {
  const answer = (what: 'done' | CashlessFault['fault']): Promise<Result<undefined, CashlessFault>> =>
    Promise.resolve(what === 'done' ? ok() : err({ fault: what }));
  const decide = (payment: CashlessPayment, outcome: Authorisation): Authorisation => {
    if (outcome === 'authorised') world().cashless.held.set(payment.reference, payment.amount);
    return outcome;
  };
  return {
    get methods() {
      return world().cashless.methods;
    },
    status: () => Promise.resolve(world().cashless.works ? 'ok' : 'offline'),
    begin({ method }) {
      const { begin } = world().cashless;
      if (begin !== 'opens') return Promise.resolve(err({ fault: begin }));
      const code = method === 'wallet' ? 'https://wallet.invalid/code' : null;
      return Promise.resolve(ok({ code, expiresAt: world().now + 300_000 }));
    },
    authorise(payment, signal) {
      const { decides } = world().cashless;
      if (decides !== 'waits') return Promise.resolve(decide(payment, decides));
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(decide(payment, world().cashless.calledOff)));
      });
    },
    ask({ reference }) {
      const { captured, held } = world().cashless;
      if (captured.has(reference)) return Promise.resolve(ok('captured'));
      return Promise.resolve(ok(held.has(reference) ? 'authorised' : 'absent'));
    },
    capture({ reference }, amount) {
      const script = world().cashless;
      if (script.capture === 'done') {
        script.captured.set(reference, amount);
        script.held.delete(reference);
      }
      return answer(script.capture);
    },
    void({ reference }) {
      const script = world().cashless;
      if (script.void === 'done') script.held.delete(reference);
      return answer(script.void);
    },
    refund(_payment, { reference, amount }) {
      const script = world().cashless;
      // The same reference twice refunds only once.
      if (script.refund === 'done') script.refunded.set(reference, amount);
      return answer(script.refund);
    },
  };
}
