import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventLog } from '../../logging/event-log.ts';
import type { Order } from '../../shared/center-api.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import { receiptCodeSchema } from '../../shared/refund-api.ts';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { wholeLine } from '../../testing/center/whole-line.ts';
import { rulesKey, siteRuns } from '../../testing/center/rules-of-files.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { createKioskTrust } from '../kiosk-trust.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { leadMs, publishRules, takeBackRules, type Publisher } from '../publication/publish.ts';
import { municipalitySchema, type Municipality } from '../municipalities/schema.ts';
import { createRefundService } from '../refunds/refund-service.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { at: noon, now: (): number => clock.at };
const files = await loadMunicipalities();

let services: CenterServices;
beforeAll(async () => {
  services = await openCenterServices(clock, ['tsukuba-single']);
  await siteRuns(services.sql, files);
});
afterAll(() => services.close());

function tsukuba(): Municipality {
  const found = files.get(codes.tsukuba);
  if (found === undefined) throw new Error('no Tsukuba');
  return found;
}

/** With other prices, and another rule for refunds. */
function changed(yen: number): Municipality {
  const file = tsukuba();
  return municipalitySchema.parse({
    ...file,
    services: file.services.map((one) => ({ ...one, prices: [{ from: null, until: null, yen }] })),
    refund: { ...file.refund, leftBehind: 'mayBePaidBack' },
  });
}

const publisher = (): Publisher => ({ sql: services.sql, signingKey: rulesKey, files, now: clock.at });

/** A resident's session that has begun: what was shown, and how it orders. */
async function session() {
  const { session: id, answer } = await services.login('tsukuba-single');
  if (!answer.ok) throw new Error(answer.error.refused);
  const shown = answer.value.certificates.find(({ kind }) => kind === 'residenceRecord');
  if (shown === undefined) throw new Error('no residence record');
  return {
    price: shown.price,
    async order(): Promise<Order> {
      const order = await services.order(id, [wholeLine(shown)]);
      if (!order.ok) throw new Error(order.error.refused);
      return order.value;
    },
  };
}

async function ruleOf({ transaction }: Order) {
  const log = createEventLog({ clock, destinations: [] });
  const refunds = createRefundService({
    ...{ sql: services.sql, clock, rules: services.rules, log },
    trust: createKioskTrust({ clock, log }),
    admitNode: () => Promise.resolve(true),
    onVoid: () => undefined,
  });
  const code = receiptCodeSchema.parse(receiptCode(transaction));
  const found = await refunds.find('KIOSK-1', { code, proof: { by: 'receipt', transaction } });
  if (!found.ok) throw new Error(found.error.refused);
  return found.value.rule;
}

describe('rules that come into force while sessions go on', () => {
  it('leave a session that has begun as it was shown, and its refund by the rule of its day; the way back does the same', async () => {
    const file = tsukuba();
    const before = await session();
    const published = await publishRules(publisher(), changed(330), null);
    expect(published).toMatchObject({ ok: true, value: { number: 2, from: noon + leadMs } });

    clock.at = noon + leadMs - 1;
    expect((await session()).price).toBe(before.price);
    clock.at = noon + leadMs;
    const after = await session();
    expect([before.price, after.price]).toEqual([150, 330]);
    const [old, now] = [await before.order(), await after.order()];
    expect([old, now].map(({ documents }) => documents.map(({ price }) => price))).toEqual([[150], [330]]);

    expect(await takeBackRules(publisher(), codes.tsukuba)).toMatchObject({ ok: true, value: { number: 3 } });
    clock.at += leadMs;
    const back = await session();
    expect([back.price, (await after.order()).documents[0]?.price]).toEqual([150, 330]);

    expect([await ruleOf(old), await ruleOf(now)]).toEqual([file.refund, changed(330).refund]);
    expect((await ruleOf(old)).leftBehind).not.toBe('mayBePaidBack');
  });

  it('leave an order from before such numbers with the rules of its instant', async () => {
    const order = await (await session()).order();
    await services.sql.query('UPDATE orders SET rules = NULL, built_at = $2 WHERE transaction_id = $1', [
      order.transaction,
      noon + leadMs,
    ]);
    expect((await ruleOf(order)).leftBehind).toBe('mayBePaidBack');
  });
});
