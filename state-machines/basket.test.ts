import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderRequest } from '../shared/center-api.ts';
import { fiscalYearSchema, maxCopies, mostSheetsOfOrder } from '../shared/certificates.ts';
import { ok } from '../shared/result.ts';
import { noYen, yen } from '../shared/yen.ts';
import { copiesOf, driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { scriptedFamily, scriptedOrder, scriptedResident } from '../testing/scripted/scripted-ports.ts';
import { deliver } from './deliver.ts';
import { mostLines } from './session/selection.ts';

let driver: KioskDriver;
/** Every order requested from the center. */
let orders: OrderRequest[];

beforeEach(() => {
  driver = driveKiosk();
  orders = [];
  driver.world.ports.center.order = (_session, request) => {
    orders.push(request);
    const copies = request.lines.reduce((sum, line) => sum + line.copies, 0);
    return Promise.resolve(ok(scriptedOrder(copies, 1, driver.world.price)));
  };
});
afterEach(() => {
  driver.kiosk.stop();
});

/** Goes from the choice of a certificate to the confirmation. */
async function choose(copies: number): Promise<void> {
  await driver.wish({ type: 'chooseCertificate', kind: 'residenceRecord' }, ...copiesOf(copies), {
    type: 'summaryDone',
  });
  expect(driver.kind()).toBe('confirm');
}

describe('several certificates', () => {
  it('are one order with one line each, and one payment', async () => {
    await driver.toCertificate();
    await choose(2);
    expect(driver.screen()).toMatchObject({ cost: 400, body: { total: 400, mayAddAnother: true } });
    await driver.wish({ type: 'addAnother' });
    // What was chosen before keeps counting while the next is chosen.
    expect(driver.screen()).toMatchObject({ cost: 400, body: { kind: 'certificate' } });
    await choose(1);
    expect(driver.screen()).toMatchObject({
      cost: 600,
      body: {
        kind: 'confirm',
        chosen: [
          { copies: 2, price: 400 },
          { copies: 1, price: 200 },
        ],
        sheets: 3,
        total: 600,
      },
    });
    expect(orders.map(({ lines }) => lines.map(({ copies }) => copies))).toEqual([[2], [2, 1]]);
    expect(new Set(orders.map(({ requestId }) => requestId)).size).toBe(2);
    await driver.wish({ type: 'pay' });
    expect(driver.screen().body).toMatchObject({ kind: 'payment', due: 600 });
    driver.world.insert(1000);
    await settle();
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', sheets: 3, change: 400 });
    expect(driver.settled()).toMatchObject({ paid: 1000, printed: 600, givenBack: 400, owed: 0 });
    expect(driver.world.journal.filter(({ type }) => type === 'cash-in-start')).toHaveLength(1);
  });

  it('become one fewer when one is removed, and the order is built and shown again', async () => {
    await driver.toCertificate();
    await choose(2);
    expect(deliver(driver.kiosk, { type: 'removeChosen', line: 0 })).toBe('not-now');
    await driver.wish({ type: 'addAnother' });
    await choose(1);
    expect(deliver(driver.kiosk, { type: 'removeChosen', line: 2 })).toBe('not-now');
    await driver.wish({ type: 'removeChosen', line: 0 });
    expect(driver.screen().body).toMatchObject({ kind: 'confirm', chosen: [{ copies: 1 }] });
    expect(driver.screen()).toMatchObject({ cost: 200, body: { total: 200, sheets: 1 } });
    expect(orders.at(-1)?.lines).toMatchObject([{ copies: 1 }]);
  });

  it('can be changed one by one: the order is built again, with one payment; or left as they were', async () => {
    await driver.toCertificate();
    await choose(2);
    await driver.wish({ type: 'addAnother' });
    await choose(1);
    expect(deliver(driver.kiosk, { type: 'changeChosen', line: 2 })).toBe('not-now');
    await driver.wish({ type: 'changeChosen', line: 0 });
    expect(driver.screen().body).toMatchObject({ kind: 'summary', copies: 2 });
    await driver.wish(...copiesOf(5), { type: 'back' });
    expect(driver.screen().body).toMatchObject({ kind: 'confirm', chosen: [{ copies: 2 }, { copies: 1 }] });
    await driver.wish({ type: 'changeChosen', line: 0 }, ...copiesOf(3), { type: 'summaryDone' });
    expect(driver.screen()).toMatchObject({
      cost: 800,
      body: { kind: 'confirm', chosen: [{ copies: 1 }, { copies: 3 }], sheets: 4 },
    });
    expect(orders.at(-1)?.lines).toMatchObject([{ copies: 1 }, { copies: 3 }]);
    // What was left behind is not restored later.
    await driver.wish({ type: 'addAnother' }, { type: 'back' });
    expect(driver.screen().body).toMatchObject({ kind: 'confirm', chosen: [{ copies: 1 }, { copies: 3 }] });
  });

  it('can be changed in their form, too', async () => {
    driver.world.login = () => Promise.resolve(ok(scriptedFamily));
    await driver.toCertificate();
    await driver.wish({ type: 'chooseCertificate', kind: 'familyRegister' });
    const year = { type: 'chooseYear', year: fiscalYearSchema.parse(2025) } as const;
    await driver.wish({ type: 'chooseVariant', variant: 'full' }, year);
    expect(driver.screen().body).toMatchObject({
      kind: 'summary',
      variant: 'full',
      changeable: ['form', 'items', 'copies'],
    });
    await driver.wish({ type: 'changePart', part: 'form' });
    expect(driver.kind()).toBe('variant');
    await driver.wish({ type: 'chooseVariant', variant: 'individual' }, year);
    expect(driver.screen().body).toMatchObject({ kind: 'summary', variant: 'individual' });
  });

  it('stay as they were when somebody starts to add another and changes their mind', async () => {
    await driver.toCertificate();
    expect(deliver(driver.kiosk, { type: 'back' })).toBe('not-now');
    await choose(2);
    await driver.wish({ type: 'addAnother' }, { type: 'back' });
    expect(driver.screen()).toMatchObject({ cost: 400, body: { kind: 'confirm', chosen: [{ copies: 2 }] } });
    // Abandoned half-way through the choice: the same.
    await driver.wish(
      { type: 'addAnother' },
      { type: 'chooseCertificate', kind: 'residenceRecord' },
      { type: 'back' },
    );
    expect(driver.kind()).toBe('certificate');
    await driver.wish({ type: 'back' });
    expect(driver.screen()).toMatchObject({ cost: 400, body: { kind: 'confirm', chosen: [{ copies: 2 }] } });
  });

  it('cannot be more than one order may name', async () => {
    await driver.toCertificate();
    await choose(1);
    for (let line = 1; line < mostLines; line++) {
      await driver.wish({ type: 'addAnother' });
      await choose(1);
    }
    expect(driver.screen()).toMatchObject({ cost: 200 * mostLines, body: { mayAddAnother: false } });
    expect(deliver(driver.kiosk, { type: 'addAnother' })).toBe('not-now');
  });

  it('is never more than an order may have while each certificate is one sheet; only the center knows of more', () => {
    expect(mostLines * maxCopies).toBeLessThanOrEqual(mostSheetsOfOrder);
  });
});

describe('a certificate that was printed badly', () => {
  beforeEach(() => {
    driver.world.price = noYen;
    const [record] = scriptedResident.certificates;
    if (!record) throw new Error('the sample has a certificate');
    const free = [{ variant: null, year: null, copies: 1 }];
    driver.world.login = () =>
      Promise.resolve(ok({ ...scriptedResident, certificates: [{ ...record, free }] }));
  });

  it('is free the second time: it is printed without a payment, with a record', async () => {
    await driver.toCertificate();
    expect(driver.screen().body).toMatchObject({ choices: [{ price: 200, free: 1 }] });
    await choose(1);
    expect(driver.screen()).toMatchObject({ cost: 0, body: { total: 0, chosen: [{ price: 0 }] } });
    await driver.wish({ type: 'pay' });
    expect(driver.screen().body).toMatchObject({ kind: 'takeEverything', sheets: 1, change: 0, owed: null });
    expect(driver.settled()).toMatchObject({ paid: 0, printed: 0, givenBack: 0, owed: 0 });
    const types = driver.world.journal.map(({ type }) => type);
    expect(types).not.toContain('cash-in-start');
    expect(types.slice(types.indexOf('paid'))).toEqual([
      'paid',
      'print-intent',
      'print-outcome',
      'settled',
      'receipt',
    ]);
    expect(driver.world.dispensed).toEqual([]);
  });

  it('is left out of the price when more copies are ordered', async () => {
    await driver.toCertificate();
    await driver.wish(
      { type: 'chooseCertificate', kind: 'residenceRecord' },
      { type: 'changePart', part: 'copies' },
      { type: 'setCopies', copies: 3 },
    );
    expect(driver.screen()).toMatchObject({ cost: 400, body: { kind: 'copies', total: yen(400) } });
  });
});
