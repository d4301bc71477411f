import { expect, it } from 'vitest';
import { createKiosk } from '../../../electron/kiosk/kiosk.ts';
import { reportToCenter } from '../../../electron/kiosk/report-to-center.ts';
import { readKiosks } from '../../../issuing-center/fleet/kiosks.ts';
import { giveOrder, ordersOf } from '../../../issuing-center/fleet/orders.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { restartClock, restartedSite } from '../../../testing/center/restarted-site.ts';
import { noLog } from '../../../testing/log-lines.ts';

const site = restartedSite();
const kioskName = 'K-BENCH-1';

/** Starts the kiosk, lets it report once over its own line, and ends it. @returns what its screen shows then */
async function reportOnce(): Promise<{ readonly byCenterAtStart: unknown; readonly body: unknown }> {
  const simulated = await site.start(() => undefined);
  const { ports, input, reporting } = simulated.site;
  const kiosk = createKiosk(ports, input);
  const told = Promise.withResolvers<undefined>();
  const end = reportToCenter({
    ...{ kiosk, devices: ports.devices, version: '1.2.3', log: noLog },
    ...{ clock: restartClock, timers: systemTimers, ...reporting },
    async tell(report) {
      const answer = await reporting.tell(report);
      // The next turn, when the answer has been taken.
      setImmediate(() => told.resolve(undefined));
      return answer;
    },
  });
  await told.promise;
  const { body } = kiosk.screen();
  await end();
  kiosk.stop();
  await simulated.close();
  return { byCenterAtStart: input.byCenter, body };
}

it('a kiosk reports over its own line, obeys the center, and still does after it was started again', async () => {
  expect(await reportOnce()).toMatchObject({ byCenterAtStart: null });
  const sql = site.registers();
  const [known] = await readKiosks(sql, restartClock.now(), { silentMinutes: 5 });
  expect(known).toMatchObject({ kiosk: kioskName, report: { number: 1, heard: 0, version: '1.2.3' } });

  const service = { state: 'out', reason: 'event' } as const;
  const given = await sql.transaction((queries) =>
    giveOrder(queries, kioskName, 0, { of: 'service', service }, { name: 'OP-01', at: restartClock.now() }),
  );
  expect(given.ok).toBe(true);
  const obeyed = await reportOnce();
  expect(obeyed).toMatchObject({
    byCenterAtStart: null,
    body: { kind: 'outOfService', cause: 'outByOperator' },
  });
  expect(await ordersOf(sql, kioskName, 9)).toMatchObject([{ number: 1, heardAt: null }]);

  // From its journal, before it has heard anything of the center.
  expect(await reportOnce()).toMatchObject({ byCenterAtStart: { reason: 'event' } });
  expect(await ordersOf(sql, kioskName, 9)).toMatchObject([{ number: 1, heardAt: restartClock.now() }]);
});
