import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requestIdSchema, type TransactionId } from '../../shared/ids.ts';
import { transactionOfScan } from '../../shared/receipt-code.ts';
import { attendantIdSchema, type RefundCase, type RefundClaim } from '../../shared/refund-api.ts';
import { yen } from '../../shared/yen.ts';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { consoleCode } from '../../simulator/console/site/console-attendants.ts';
import {
  enterByCard,
  expectNothingOf,
  fragmentsOf,
  isVoid,
  lastCode,
  leave,
  lookUp,
  otherKiosk,
  pictureOf,
  scan,
  takeRecord,
  showCard,
  typeCode,
} from './attendant-hands.ts';
import { expect, test, type OpenKiosk, type TestSite } from './kiosk-fixture.ts';
import { codes } from '../../testing/municipality-codes.ts';

/** The claim of another kiosk for all printed certificates of a case. */
function claimFor(found: RefundCase): RefundClaim {
  const printed = found.documents.filter(({ state, refunded }) => state === 'printed' && !refunded);
  return {
    refund: requestIdSchema.parse(newRequestId()),
    transaction: found.transaction,
    reason: 'badPrint',
    documents: printed.map(({ number }) => number),
    instead: 'money',
    amount: yen(printed.reduce((sum, { price }) => sum + price, 0)),
    by: attendantIdSchema.parse('S-77'),
    second: null,
  };
}

/** The two slips of the last refund. */
function lastSlips({ simulated }: TestSite) {
  return simulated.receipts.slice(-2).map(({ data }) => data);
}

/** What the two-dimensional code of the receipt with this code says. */
function scanOf({ simulated }: TestSite, code: string): TransactionId {
  for (const { data } of simulated.receipts)
    if ('scan' in data && data.code === code) {
      const transaction = transactionOfScan(data.scan);
      if (transaction !== null) return transaction;
    }
  throw new Error(`no receipt ${code} was printed`);
}

function tray({ controls }: TestSite): number {
  return controls.state().tray.reduce((sum, { value, count }) => sum + value * count, 0);
}

async function returnSheet(kiosk: OpenKiosk): Promise<void> {
  await kiosk.press('reason-badPrint');
  await kiosk.shows('returnSheets');
  await kiosk.press('sheet-0-1');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ complete: true });
  await kiosk.press('sheets-done');
}

test('jammed hoppers leave a debt; staff free them step by step, find the code in the list, and the hoppers pay', async ({
  site,
  openKiosk,
}) => {
  const { simulated, controls } = site;
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-family');
  await kiosk.toPayment();
  // All three, because the others make up for a single jammed one.
  const jammed = [10, 50, 100] as const;
  for (const hopper of jammed) simulated.cash.jamAfter(hopper, 1);
  await controls.act({ do: 'insert', value: 500 });
  const handed = await kiosk.shows('takeEverything');
  const owed = handed.owed?.amount ?? 0;
  expect(owed).toBe(350 - handed.change);
  expect(owed).toBeGreaterThan(0);
  expect(simulated.receipts.at(-1)?.data).toMatchObject({ title: 'owed', owed, code: handed.owed?.code });
  await controls.act({ do: 'emptyTray' });
  await kiosk.press('taken-everything');
  await kiosk.shows('attract');

  await enterByCard(kiosk, site, 'S-01');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ asked: ['coinJam'] });
  await kiosk.press('guide-coinJam');
  const { of } = await kiosk.shows('guide');
  for (const hopper of jammed) simulated.cash.unjam(hopper);
  for (let step = 1; step <= of; step += 1) {
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'guide', step });
    await kiosk.press('guide-next');
  }
  await kiosk.shows('staffMenu');
  await expectNothingOf(kiosk, 'tsukuba-family');

  await kiosk.press('open-cases');
  const { cases } = await kiosk.shows('openCases');
  const code = handed.owed?.code ?? '';
  expect(cases.find((each) => each.code === code)).toMatchObject({ owed, paid: 500, whys: ['owed'] });
  await expectNothingOf(kiosk, 'tsukuba-family');
  await kiosk.press(`case-${code}`);
  expect(await kiosk.shows('refundCase')).toMatchObject({ code, stillOwed: owed });
  await kiosk.press('reason-owed');
  expect(await kiosk.shows('refundConfirm')).toMatchObject({
    ...{ code, reason: 'owed', amount: owed, how: 'hoppers', secondNeeded: false },
  });
  await kiosk.press('confirm-refund');
  expect(await kiosk.shows('refundDone')).toMatchObject({ hoppers: owed, register: 0, slip: 'printed' });
  expect(tray(site)).toBe(owed);
  const slip = { title: 'refund', code, reason: 'owed', hoppers: owed, by: 'S-01', second: null };
  expect(lastSlips(site)).toMatchObject([
    { ...slip, copy: 'resident' },
    { ...slip, copy: 'store' },
  ]);
  await kiosk.press('attendant-done');

  // What was owed is owed once, and in Tsukuba no fee goes back for what was printed: the case has nothing more to pay, here and elsewhere.
  expect(await lookUp(kiosk, code)).toMatchObject({
    ...{ stillOwed: 0, mayRefund: [], refunds: [{ amount: owed }] },
  });
  const other = await otherKiosk(site);
  const found = await other.findTransaction(code, scanOf(site, code));
  if (!found.ok) throw new Error(found.error);
  const again: RefundClaim = {
    ...claimFor(found.value),
    ...{ reason: 'owed', documents: [], amount: yen(owed) },
  };
  expect(await other.claimRefund(again)).toEqual({ ok: false, error: 'alreadyRefunded' });
  await leave(kiosk);
});

test('a bad print above the limit needs a second person, is paid from the register, and voids the scanned sheet', async ({
  site,
  openKiosk,
}) => {
  const { simulated, controls } = site;
  const kiosk = await openKiosk({ size: { width: 1080, height: 1920 } });
  const before = simulated.sheetPrinter.sheetsOut().length;
  const copies = 7;
  const code = await takeRecord(kiosk, site, { copies });
  const sheet = simulated.sheetPrinter.sheetsOut()[before];
  const fragments = await fragmentsOf(sheet?.pdfPath ?? '');
  expect(await isVoid(site, fragments)).not.toBe(true);

  await enterByCard(kiosk, site, 'S-01');
  await lookUp(kiosk, code);
  await expectNothingOf(kiosk, 'tomakomai-couple');
  await kiosk.press('reason-badPrint');
  await kiosk.shows('returnSheets');
  await scanSheet(kiosk, fragments);
  const { documents } = await kiosk.shows('returnSheets');
  const scanned = documents.findIndex(({ returned }) => returned.length > 0);
  expect(documents[scanned]?.returned).toEqual([1]);
  await expectNothingOf(kiosk, 'tomakomai-couple');
  for (let document = 0; document < copies; document += 1)
    if (document !== scanned) await kiosk.press(`sheet-${String(document)}-1`);
  await kiosk.press('sheets-done');

  expect(await kiosk.shows('refundConfirm')).toMatchObject({
    ...{ code, reason: 'badPrint', amount: 1750, secondNeeded: true, second: null },
  });
  await expect(kiosk.page().locator('[data-name="confirm-refund"]')).toBeDisabled();
  await kiosk.press('ask-second');
  expect(await kiosk.shows('attendantLogin')).toMatchObject({ purpose: 'second' });
  await typeCode(kiosk, 'S01', consoleCode);
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ notice: 'samePerson' });
  await showCard(kiosk, site, 'S-02');
  expect(await kiosk.shows('refundConfirm')).toMatchObject({ second: 'S-02' });
  await kiosk.press('how-register');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ how: 'register' });
  await kiosk.press('confirm-refund');
  expect(await kiosk.shows('payFromRegister')).toMatchObject({ code, amount: 1750, short: false });
  await kiosk.press('register-paid');
  expect(await kiosk.shows('refundDone')).toMatchObject({ hoppers: 0, register: 1750 });
  expect(tray(site)).toBe(0);
  expect(lastSlips(site)).toMatchObject([
    { copy: 'resident', register: 1750, by: 'S-01', second: 'S-02' },
    { copy: 'store', register: 1750, by: 'S-01', second: 'S-02' },
  ]);
  await expect.poll(() => isVoid(site, fragments)).toBe(true);
  await kiosk.press('attendant-done');
  await leave(kiosk);
  await controls.act({ do: 'emptyTray' });
});

test('when a certificate is claimed here and at another kiosk at once, only one claim is granted @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  const code = await takeRecord(kiosk, site);
  await site.controls.act({ do: 'emptyTray' });
  const other = await otherKiosk(site);
  const found = await other.findTransaction(code, scanOf(site, code));
  if (!found.ok) throw new Error(found.error);
  await enterByCard(kiosk, site, 'S-02');
  await lookUp(kiosk, code);
  await returnSheet(kiosk);
  await kiosk.shows('refundConfirm');
  const [elsewhere] = await Promise.all([
    other.claimRefund(claimFor(found.value)),
    kiosk.press('confirm-refund'),
  ]);
  const end = elsewhere.ok ? 'attendantMessage' : 'refundDone';
  const body = await kiosk.shows(end);
  if (elsewhere.ok) expect(body).toMatchObject({ cause: 'alreadyRefunded', code });
  else expect(elsewhere).toEqual({ ok: false, error: 'alreadyRefunded' });
  expect(tray(site)).toBe(elsewhere.ok ? 0 : 250);
  expect(await other.claimRefund(claimFor(found.value))).toEqual({ ok: false, error: 'alreadyRefunded' });
  await kiosk.press('attendant-done');
  expect(await lookUp(kiosk, code)).toMatchObject({ mayRefund: [], refunds: [{ amount: 250 }] });
  await leave(kiosk);
});

test('what a wallet paid is refunded to the wallet and nowhere else', async ({ site, openKiosk }) => {
  const { wallet, receipts } = site.simulated;
  const kiosk = await openKiosk({ cashless: ['wallet'] });
  await kiosk.toCertificate(codes.tomakomai, 'tomakomai-couple');
  await kiosk.toConfirm();
  await kiosk.press('pay');
  await kiosk.shows('payMethod');
  await kiosk.press('pay-wallet');
  await kiosk.shows('cashless');
  await expect(kiosk.page().locator('svg.qr')).toBeVisible();
  await site.controls.act({ do: 'wallet', answer: 'pay' });
  await kiosk.shows('takeEverything');
  await kiosk.press('taken-everything');
  await kiosk.shows('attract');
  const code = lastCode(receipts);

  await enterByCard(kiosk, site, 'S-01');
  expect(await lookUp(kiosk, code)).toMatchObject({ method: 'wallet', paid: 250, stillOwed: 0 });
  await returnSheet(kiosk);
  const { hows } = await kiosk.shows('refundConfirm');
  expect(hows).toEqual(['cashless', 'retake']);
  await kiosk.press('confirm-refund');
  expect(await kiosk.shows('refundDone')).toMatchObject({ cashless: 250, hoppers: 0, register: 0 });
  expect(wallet.ledger().at(-1)).toMatchObject({ captured: 250, refunded: 250, held: 0 });
  expect(lastSlips(site)).toMatchObject([
    { copy: 'resident', cashless: 250 },
    { copy: 'store', cashless: 250 },
  ]);
  expect(tray(site)).toBe(0);
  await kiosk.press('attendant-done');
  await leave(kiosk);
});

test('instead of money, a bad sheet read by the camera lets the resident take the certificate again once for free @long', async ({
  site,
  openKiosk,
}) => {
  const { simulated, controls } = site;
  const kiosk = await openKiosk();
  const before = simulated.sheetPrinter.sheetsOut().length;
  const code = await takeRecord(kiosk, site);
  const sheet = simulated.sheetPrinter.sheetsOut()[before]?.pdfPath ?? '';

  await enterByCard(kiosk, site, 'S-01');
  await lookUp(kiosk, code);
  await kiosk.press('reason-badPrint');
  await kiosk.shows('returnSheets');
  await kiosk.press('read-camera');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ notice: 'unreadable' });
  await writeFile(join(site.folder, 'state', 'camera', 'returned.png'), await pictureOf(sheet));
  await kiosk.press('read-camera');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ notice: 'scanned', complete: true });
  await expectNothingOf(kiosk, 'tomakomai-couple');
  await kiosk.press('sheets-done');
  await kiosk.shows('refundConfirm');
  await kiosk.press('how-retake');
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ how: 'retake', retakeMinutes: 60, secondNeeded: false });
  await kiosk.press('confirm-refund');
  const done = await kiosk.shows('refundDone');
  expect(done).toMatchObject({ hoppers: 0, register: 0, cashless: 0 });
  expect(done.retakeUntil).toBeGreaterThan(site.clock.now());
  const fragments = await fragmentsOf(sheet);
  await expect.poll(() => isVoid(site, fragments)).toBe(true);
  await kiosk.press('attendant-done');
  await leave(kiosk);

  await kiosk.toCertificate(codes.tomakomai, 'tomakomai-couple');
  await kiosk.toConfirm();
  expect(kiosk.kiosk.screen().body).toMatchObject({ total: 0 });
  await kiosk.press('pay');
  expect(await kiosk.shows('takeEverything')).toMatchObject({ sheets: 1, change: 0, owed: null });
  expect(simulated.sheetPrinter.sheetsOut()).toHaveLength(before + 2);
  await kiosk.press('taken-everything');
  await kiosk.shows('attract');

  // Once: the next one costs what it costs.
  await kiosk.toCertificate(codes.tomakomai, 'tomakomai-couple');
  await kiosk.toConfirm();
  expect(kiosk.kiosk.screen().body).toMatchObject({ total: 250 });
  await kiosk.press('stop');
  await kiosk.press('confirm-stop');
  await kiosk.shows('message');
  await kiosk.press('acknowledge');
  await kiosk.shows('attract');
  await controls.act({ do: 'emptyTray' });
});

/** Scans the codes, and once more like a person when the scanner was interrupted in the middle of one. */
async function scanSheet(kiosk: OpenKiosk, fragments: readonly Uint8Array[]): Promise<void> {
  const texts = fragments.map((bytes) => Buffer.from(bytes).toString('hex'));
  const isKnown = (): boolean => {
    const { body } = kiosk.kiosk.screen();
    return body.kind === 'returnSheets' && body.documents.some(({ returned }) => returned.length > 0);
  };
  for (const text of [...texts, ...texts]) {
    if (isKnown()) break;
    await scan(kiosk, text);
  }
  await expect.poll(isKnown).toBe(true);
}
