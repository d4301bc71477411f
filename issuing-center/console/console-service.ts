import { z } from 'zod';
import { outReasonSchema } from '../../shared/attendants.ts';
import type { Clock } from '../../shared/dates.ts';
import { programVersionSchema, type OrderedService, type StandingOrders } from '../../shared/kiosk-report.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { clearAlarm } from '../fleet/alarms.ts';
import { readKiosks } from '../fleet/kiosks.ts';
import { giveOrder, type OrderChange } from '../fleet/orders.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { mayAs, withdrawCertificate, type Operator, type OperatorRole } from './operators.ts';
import { holdRecord, putOnRecord, wasDone, type Deed } from './record.ts';

/** Why nothing was done; the words are in `faults` of each language. */
export type Undone = 'mayNot' | 'changed' | 'same' | 'malformed' | 'notFound';

/** Of a form, drawn for it: sent twice, it is done once. */
const form = z.string().regex(/^[0-9a-f]{32}$/, 'expected the number of a form');
const seen = z.coerce.number().int().min(0).max(1_000_000_000);

/** What the forms say; whatever else they have is left out. */
export const forms = {
  service: z.discriminatedUnion('do', [
    z.object({ form, seen, do: z.literal('in') }),
    z.object({ form, seen, do: z.literal('draining') }),
    z.object({ form, seen, do: z.literal('out'), reason: outReasonSchema }),
  ]),
  update: z.object({
    ...{ form, seen },
    version: z.union([z.literal('').transform(() => null), programVersionSchema]),
  }),
  clear: z.object({
    form,
    /** One line of plain text: it is kept for ever, and shown. */
    note: z
      .string()
      .trim()
      .min(3)
      .max(200)
      .refine((text) => !/\p{C}/u.test(text)),
  }),
  withdraw: z.object({ form, certificate: z.string().regex(/^[0-9a-f]{64}$/) }),
} as const;

/** What can be done, each by whoever may, in one transaction with its line in the record. */
export interface ConsoleService {
  service(by: Operator, kiosk: string, asked: unknown): Promise<Result<undefined, Undone>>;
  update(by: Operator, kiosk: string, asked: unknown): Promise<Result<undefined, Undone>>;
  clear(by: Operator, alarm: number, asked: unknown): Promise<Result<undefined, Undone>>;
  withdraw(by: Operator, asked: unknown): Promise<Result<undefined, Undone>>;
}

export function createConsoleService(sql: Sql, clock: Clock): ConsoleService {
  /** Checks role and form, does it once, and puts it on record. */
  async function act<Form extends { readonly form: string }>(
    {
      operator,
      needed,
      schema,
      asked,
    }: {
      readonly operator: Operator;
      readonly needed: OperatorRole;
      readonly schema: z.ZodType<Form>;
      readonly asked: unknown;
    },
    work: (queries: Queries, form: Form) => Promise<Result<Deed, Undone>>,
  ): Promise<Result<undefined, Undone>> {
    if (!mayAs(operator.role, needed)) return err('mayNot');
    const read = schema.safeParse(asked);
    if (!read.success) return err('malformed');
    return sql.transaction(async (queries) => {
      await holdRecord(queries);
      if (await wasDone(queries, read.data.form)) return ok();
      const done = await work(queries, read.data);
      if (!done.ok) return done;
      await putOnRecord(queries, done.value, { operator, form: read.data.form, at: clock.now() });
      return ok();
    });
  }

  async function order(
    queries: Queries,
    kiosk: string,
    number: number,
    {
      change,
      action,
      by,
    }: {
      readonly change: OrderChange;
      readonly action: Deed['action'];
      readonly by: Operator;
    },
  ): Promise<Result<Deed, Undone>> {
    const known = await readKiosks(queries, clock.now(), { silentMinutes: 1 }, kiosk);
    if (known.length === 0) return err('notFound');
    const given = await giveOrder(queries, kiosk, number, change, { name: by.name, at: clock.now() });
    if (!given.ok) return given;
    const { was, is } = given.value;
    return ok({ action, subject: kiosk, was: stateOf(was), became: stateOf(is), note: '' });
  }

  return {
    service: (operator, kiosk, asked) =>
      act({ operator, needed: 'operator', schema: forms.service, asked }, (queries, said) =>
        order(queries, kiosk, said.seen, {
          change: { of: 'service', service: serviceOf(said) },
          action: ({ in: 'bringBack', draining: 'drain', out: 'takeOut' } as const)[said.do],
          by: operator,
        }),
      ),
    update: (operator, kiosk, asked) =>
      act({ operator, needed: 'administrator', schema: forms.update, asked }, (queries, said) =>
        order(queries, kiosk, said.seen, {
          ...{ change: { of: 'update', update: said.version }, action: 'wishUpdate', by: operator },
        }),
      ),
    clear: (operator, alarm, asked) =>
      act({ operator, needed: 'operator', schema: forms.clear, asked }, async (queries, { note }) => {
        const cleared = await clearAlarm(queries, alarm, { by: operator.name, at: clock.now(), note });
        if (!cleared.ok) return cleared;
        const { kiosk, kind } = cleared.value;
        return ok({ action: 'clearAlarm', subject: kiosk, was: `alarm:${kind}`, became: 'cleared', note });
      }),
    withdraw: (operator, asked) =>
      act(
        { operator, needed: 'administrator', schema: forms.withdraw, asked },
        async (queries, { certificate }) => {
          // Whoever withdraws their own could lock everybody out.
          if (certificate === operator.certificate) return err('malformed');
          const withdrawn = await withdrawCertificate(queries, certificate, clock.now());
          if (!withdrawn) return err('changed');
          const { name } = withdrawn;
          return ok({
            action: 'withdrawOperator',
            subject: name,
            was: 'valid',
            became: 'withdrawn',
            note: '',
          });
        },
      ),
  };
}

function serviceOf(said: z.infer<typeof forms.service>): OrderedService {
  return said.do === 'out' ? { state: 'out', reason: said.reason } : { state: said.do };
}

/** In words of the code: `out fault 1.2.3`. */
function stateOf({ service, update }: StandingOrders): string {
  return [
    service.state,
    ...(service.state === 'out' ? [service.reason] : []),
    ...(update === null ? [] : [update]),
  ].join(' ');
}
