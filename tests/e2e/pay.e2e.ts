import { codesInPicture } from '../../electron/devices/sheet-scan/codes-in-picture.ts';
import type { CashlessMethod } from '../../shared/cashless.ts';
import { denominations } from '../../shared/yen.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { expect, test, type OpenKiosk, type OpenOptions, type TestSite } from './kiosk-fixture.ts';
import { codes } from '../../testing/municipality-codes.ts';

const price = 150;

/** To the choice of how to pay for one record. */
async function toMethods(
  openKiosk: (options: OpenOptions) => Promise<OpenKiosk>,
  options: OpenOptions = {},
): Promise<OpenKiosk> {
  const kiosk = await openKiosk({ cashless: ['wallet', 'contactless'], ...options });
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-single');
  await kiosk.toConfirm();
  await kiosk.press('pay');
  await kiosk.shows('payMethod');
  return kiosk;
}

/** Chooses a cashless method, and waits until its provider has opened the payment. @returns the text of the code on the screen */
async function choose(kiosk: OpenKiosk, method: CashlessMethod): Promise<string | null> {
  await kiosk.press(`pay-${method}`);
  const { due } = await kiosk.shows('cashless');
  expect(due).toBe(price);
  await expect.poll(() => opensAt(kiosk)).not.toBeNull();
  const { body } = kiosk.kiosk.screen();
  return body.kind === 'cashless' ? body.code : null;
}

function opensAt(kiosk: OpenKiosk): number | null {
  const { body } = kiosk.kiosk.screen();
  return body.kind === 'cashless' ? body.expiresAt : null;
}

/** What the wallet's provider has booked for the code it opened last. */
function lastOfWallet({ simulated }: TestSite) {
  return simulated.wallet.ledger().at(-1);
}

test('a wallet pays by the provider’s code on the screen, and the sum is captured after printing', async ({
  site,
  openKiosk,
}) => {
  const { simulated } = site;
  const kiosk = await toMethods(openKiosk);
  const code = await choose(kiosk, 'wallet');
  const drawn = kiosk.page().locator('svg.qr');
  const seen = await codesInPicture(await drawn.screenshot(), (found) => found.length > 0);
  const texts = seen.map((bytes) => Buffer.from(bytes).toString('utf8'));
  expect(texts).toEqual([code]);

  const sheets = simulated.sheetPrinter.sheetsOut().length;
  const reference = simulated.wallet.scan(texts[0] ?? '');
  expect(reference).not.toBeNull();
  expect(lastOfWallet(site)).toMatchObject({ reference, amount: price, held: 0, captured: 0 });
  expect(simulated.wallet.pay(reference ?? '')).toBe(true);
  expect(await kiosk.shows('takeEverything')).toMatchObject({
    ...{ sheets: 1, change: 0, method: 'wallet', notCharged: 0, owed: null, receipt: 'printed' },
  });
  expect(simulated.sheetPrinter.sheetsOut()).toHaveLength(sheets + 1);
  expect(lastOfWallet(site)).toMatchObject({ reference, held: 0, captured: price, voided: 0, refunded: 0 });
  const receipt = simulated.receipts.at(-1)?.data;
  expect(receipt).toMatchObject({ title: 'receipt', method: 'wallet', paid: price, printed: price, owed: 0 });
  expect(textOf(simulated.receiptPrinter.receipts().at(-1) ?? new Uint8Array())).toContain('領収書');
  await kiosk.press('taken-everything');
  await kiosk.shows('attract');
});

test('after a wallet declines, every method is still open, and a card pays at the terminal', async ({
  site,
  openKiosk,
}) => {
  const { simulated, controls } = site;
  const kiosk = await toMethods(openKiosk, { size: { width: 1080, height: 1920 } });
  await choose(kiosk, 'wallet');
  await controls.act({ do: 'wallet', answer: 'decline' });
  const asked = await kiosk.shows('payMethod');
  expect(asked).toMatchObject({ due: price, notice: 'declined' });
  await expect(kiosk.page().locator('.notice')).toBeVisible();
  expect(asked.methods.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok']);
  expect(lastOfWallet(site)).toMatchObject({ held: 0, authorised: 0, captured: 0 });

  await choose(kiosk, 'contactless');
  await expect.poll(() => simulated.terminal.prompt()?.amount).toBe(price);
  await controls.act({ do: 'terminal', answer: 'hold' });
  expect(await kiosk.shows('takeEverything')).toMatchObject({ sheets: 1, method: 'contactless', owed: null });
  expect(simulated.terminal.ledger().at(-1)).toMatchObject({ held: 0, captured: price, refunded: 0 });
  expect(simulated.receipts.at(-1)?.data).toMatchObject({ title: 'receipt', method: 'contactless' });
});

test('stopping while the code is on the screen leaves nothing held and makes the code worthless', async ({
  site,
  openKiosk,
}) => {
  const { wallet } = site.simulated;
  const kiosk = await toMethods(openKiosk);
  const code = await choose(kiosk, 'wallet');
  const reference = wallet.scan(code ?? '');
  await kiosk.press('stop');
  await kiosk.press('confirm-stop');
  expect(await kiosk.shows('message')).toMatchObject({ cause: 'stopped', moneyReturned: 0, owed: null });
  expect(wallet.scan(code ?? '')).toBeNull();
  expect(wallet.pay(reference ?? '')).toBe(false);
  expect(lastOfWallet(site)).toMatchObject({ reference, held: 0, authorised: 0, captured: 0 });
});

test('when the printer fails after a wallet has paid, nothing is captured, and the screen says so @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await toMethods(openKiosk);
  await choose(kiosk, 'wallet');
  await site.controls.act({ do: 'jam', jammed: true });
  await site.controls.act({ do: 'wallet', answer: 'pay' });
  await kiosk.shows('printerTrouble');
  await kiosk.press('end-printing');
  const message = await kiosk.shows('message');
  expect(message).toMatchObject({ cause: 'printerUnavailable', moneyReturned: 0, owed: null });
  expect(message).toMatchObject({ notCharged: price });
  await expect(kiosk.page().locator('.message')).toContainText(`${String(price)}円`);
  expect(lastOfWallet(site)).toMatchObject({ authorised: price, held: 0, captured: 0, voided: price });
});

test('two certificates are paid for at once, and one of them can be removed before', async ({
  site,
  openKiosk,
}) => {
  const { simulated, controls } = site;
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-family');
  await kiosk.toConfirm();
  const alone = await kiosk.shows('confirm');
  await addIncome(kiosk);
  const both = await kiosk.shows('confirm');
  expect(both.chosen.map(({ kind }) => kind)).toEqual(['residenceRecord', 'income']);
  expect(both.total).toBeGreaterThan(alone.total);
  expect(both.chosen.reduce((sum, line) => sum + (line.price ?? 0), 0)).toBe(both.total);

  await kiosk.press('remove-0');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'confirm', chosen: [{}] });
  const left = await kiosk.shows('confirm');
  expect(left.chosen.map(({ kind }) => kind)).toEqual(['income']);
  expect(left.total).toBe(both.total - alone.total);
  await kiosk.press('add-another');
  await kiosk.shows('certificate');
  await kiosk.toConfirm();
  expect(await kiosk.shows('confirm')).toMatchObject({ total: both.total, sheets: both.sheets });

  await kiosk.press('pay');
  expect(await kiosk.shows('payment')).toMatchObject({ due: both.total });
  await expect.poll(() => acceptsNow(kiosk)).toContain(500);
  const sheets = simulated.sheetPrinter.sheetsOut().length;
  const slips = simulated.receipts.length;
  await controls.act({ do: 'insert', value: 500 });
  expect(await kiosk.shows('takeEverything')).toMatchObject({
    ...{ sheets: both.sheets, change: 500 - both.total, owed: null },
  });
  expect(simulated.sheetPrinter.sheetsOut()).toHaveLength(sheets + both.sheets);
  const [receipt, ...more] = simulated.receipts.slice(slips).map(({ data }) => data);
  expect(more).toEqual([]);
  expect(receipt).toMatchObject({ title: 'receipt', paid: 500, printed: both.total });
  expect(receipt && 'lines' in receipt ? receipt.lines : []).toHaveLength(2);
});

test('with empty hoppers, start screen and payment say so, and the exact sum is accepted @long', async ({
  site,
  openKiosk,
}) => {
  const { cash, site: behind } = site.simulated;
  const held = cash.levels();
  const put = (count: (value: number) => number): void => {
    const levels = held.map(({ value }) => ({ value, count: count(value) }));
    for (const { value, count: pieces } of levels) cash.setLevel(value, pieces);
    behind.ports.cash.setLevels(levels);
  };
  put(() => 0);
  try {
    const kiosk = await openKiosk();
    await kiosk.shows('attract');
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'attract', change: 'none' });
    await expect(kiosk.page().locator('.attract-today .notice')).toBeVisible();
    await kiosk.toCertificate(codes.tsukuba, 'tsukuba-single');
    await kiosk.toPayment();
    expect(await kiosk.shows('payment')).toMatchObject({ due: price, exactMoneyOnly: true });
    await expect(kiosk.page().locator('.money .notice')).toBeVisible();
    for (const value of denominations.filter((each) => each >= 500))
      expect(acceptsNow(kiosk)).not.toContain(value);
    await site.controls.act({ do: 'insert', value: 100 });
    await site.controls.act({ do: 'insert', value: 50 });
    expect(await kiosk.shows('takeEverything')).toMatchObject({ sheets: 1, change: 0, owed: null });
  } finally {
    put((value) => held.find((each) => each.value === value)?.count ?? 0);
  }
});

function acceptsNow(kiosk: OpenKiosk): readonly number[] {
  const { body } = kiosk.kiosk.screen();
  return body.kind === 'payment' ? body.accepted : [];
}

/** From the confirmation: an income certificate in the same order. */
async function addIncome(kiosk: OpenKiosk): Promise<void> {
  await kiosk.press('add-another');
  await kiosk.shows('certificate');
  await kiosk.press('certificate-income');
  // Only one year of this certificate is available, so nobody is asked for it.
  await kiosk.shows('summary');
  await kiosk.press('summary-done');
  await kiosk.shows('confirm');
}
