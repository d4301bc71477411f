import { receiptScan } from '../../shared/receipt-code.ts';
import { paidOrder } from '../../testing/center/paid-order.ts';
import { visit } from '../../testing/center/visit.ts';
import { enterByCard, expectNothingOf, leave, lineOfOthers, scan } from './attendant-hands.ts';
import { expect, test } from './kiosk-fixture.ts';

const holder = 'tomakomai-couple';

test('what another kiosk owes is paid here for whoever holds its receipt: the code asks for more, its 2D code is enough', async ({
  site,
  openKiosk,
}) => {
  const there = await visit(await lineOfOthers(site), site.simulated.ca, holder, 'K-OTHER-1');
  const { order, code, money } = await paidOrder(there, [there.line('residenceRecord')], 0);
  await there.kiosk.end(there.session);

  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await enterByCard(kiosk, site, 'S-01');
  await kiosk.press('open-lookup');
  await kiosk.shows('lookup');
  await scan(kiosk, code);
  expect(await kiosk.shows('lookupProof')).toMatchObject({ typed: '', notice: 'none' });
  await expectNothingOf(kiosk, holder);
  await scan(kiosk, receiptScan(order.transaction));
  expect(await kiosk.shows('refundCase')).toMatchObject({ code, stillOwed: money.owed, paid: money.paid });
  await expectNothingOf(kiosk, holder);
  await kiosk.press('reason-owed');
  expect(await kiosk.shows('refundConfirm')).toMatchObject({
    ...{ code, reason: 'owed', amount: money.owed, how: 'hoppers', secondNeeded: false },
  });
  await kiosk.press('confirm-refund');
  expect(await kiosk.shows('refundDone')).toMatchObject({
    hoppers: money.owed,
    register: 0,
    slip: 'printed',
  });
  await kiosk.press('attendant-done');
  await leave(kiosk);
  await site.controls.act({ do: 'emptyTray' });
});
