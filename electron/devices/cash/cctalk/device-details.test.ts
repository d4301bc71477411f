import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCashHarness, type CashHarness } from '../../../../testing/cash-harness.ts';
import { commands } from './commands.ts';

let harness: CashHarness;
beforeEach(() => {
  harness = createCashHarness({ lifeCount: 1234 });
});
afterEach(() => harness.close());

const details = () => harness.timers.runFor(harness.cash.details?.() ?? Promise.resolve([]));

it('each device on the bus says what it is, and what it has counted', async () => {
  expect(await details()).toEqual([
    {
      ...{ device: 'coinAcceptor', maker: 'KMD', model: 'CA2, Coin Acceptor', firmware: 'C-2.1' },
      ...{ serial: String(2 + 0x4b * 0x100 + 2 * 0x1_0000), counters: [{ of: 'accepted', count: 1234 }] },
    },
    expect.objectContaining({ device: 'noteAcceptor', model: 'BV3, Bill Validator', firmware: 'B-3.0' }),
    ...[10, 50, 100, 500, 1000].map((value): unknown =>
      expect.objectContaining({
        ...{ device: `hopper-${value}`, model: 'HP1, Payout', firmware: 'H-1.3' },
        counters: [{ of: 'paidOut', count: 1234 }],
      }),
    ),
  ]);
});

it('a device that is silent is left out, and one that does not know a question tells the rest', async () => {
  harness.devices.inject({
    ...{ trouble: 'commandLost', device: 'noteAcceptor', times: Number.POSITIVE_INFINITY },
  });
  harness.devices.inject({
    ...{ trouble: 'commandLost', device: 'coinAcceptor', times: Number.POSITIVE_INFINITY },
    header: commands.requestProductCode.header,
  });
  const told = await details();
  expect(told.map(({ device }) => device)).not.toContain('noteAcceptor');
  expect(told[0]).toMatchObject({ device: 'coinAcceptor', model: 'Coin Acceptor', firmware: 'C-2.1' });
});

it('nothing is asked while money moves', async () => {
  await harness.start([100]);
  expect(await details()).toEqual([]);
});
