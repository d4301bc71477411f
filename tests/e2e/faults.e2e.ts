import { createOtherCard } from '../../simulator/devices/virtual-card/other-card.ts';
import { expect, test } from './kiosk-fixture.ts';
import { some } from '../../testing/repetitions.ts';
import { codes } from '../../testing/municipality-codes.ts';

test('a wrong PIN shows the tries left, warns before the last, and says when the card is locked', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.toCard(codes.arakawa);
  // This holder's card is locked on this worker from here on: no other test may take it.
  site.simulated.reader.set(await site.simulated.card('arakawa-tsuji'));
  expect(await kiosk.shows('pin')).toMatchObject({ triesLeft: 3, after: { notice: 'none' } });
  for (const triesLeft of [2, 1]) {
    await kiosk.typePin('0000');
    await expect
      .poll(() => kiosk.kiosk.screen().body)
      .toMatchObject({ kind: 'pin', entered: 0, triesLeft, after: { notice: 'wrong' } });
  }
  await kiosk.typePin('0000');
  expect(await kiosk.shows('message')).toMatchObject({ cause: 'pinLocked', cardInside: true });
  await kiosk.press('acknowledge');
  await kiosk.shows('takeCard');
  site.simulated.reader.set(null);
  await kiosk.shows('attract');
});

test('other kinds of card, an unreadable one, and ones without certificate or PIN each get their own message', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  const cards = [
    ['bankCard', createOtherCard('bank')],
    ['drivingLicence', createOtherCard('licence')],
    ['transitCard', createOtherCard('transit')],
    ['cardUnreadable', createOtherCard('mute')],
    ['noCertificate', await site.simulated.card('tsukuba-single', 'noUserAuthentication')],
    ['cardWithoutPin', await site.simulated.card('tsukuba-single', 'normal', 'no-pin')],
  ] as const;
  for (const [cause, card] of some(cards, 2)) {
    await kiosk.toCard(codes.tsukuba);
    site.simulated.reader.set(card);
    expect(await kiosk.shows('message')).toMatchObject({ cause });
    site.simulated.reader.set(null);
    await kiosk.press('acknowledge');
  }
  await kiosk.shows('attract');
});

test('every reason to refuse a holder after the PIN gets its own message @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  const cards = [
    ['certificateExpired', codes.tsukuba, 'tsukuba-single', 'expired'],
    ['certificateNotYetValid', codes.tsukuba, 'tsukuba-single', 'notYetValid'],
    ['certificateUnknown', codes.tsukuba, 'tsukuba-single', 'foreignIssuer'],
    ['certificateRevoked', codes.tomakomai, 'tomakomai-lost-card', 'normal'],
    ['notResidentHere', codes.minato, 'tsukuba-single', 'normal'],
    ['movedOut', codes.minato, 'minato-moved-out', 'normal'],
    ['moveOutFiledInHousehold', codes.meguro, 'meguro-leaving-wife', 'normal'],
    ['notAvailable', codes.meguro, 'meguro-restricted', 'normal'],
    ['notAvailable', codes.meguro, 'meguro-changing', 'normal'],
    ['tooYoung', codes.meguro, 'meguro-fourteen', 'normal'],
    ['ageNotKnown', codes.meguro, 'meguro-age-unknown', 'normal'],
    ['tooSoonAfterIssue', codes.meguro, 'meguro-handed-over', 'normal'],
    ['tooSoonAfterIssue', codes.arakawa, 'arakawa-renewed', 'normal'],
  ] as const;
  for (const [cause, municipality, holder, variant] of cards) {
    await kiosk.toCard(municipality);
    site.simulated.reader.set(await site.simulated.card(holder, variant));
    await kiosk.shows('pin');
    await kiosk.typePin('1234');
    expect([holder, await kiosk.shows('message')]).toMatchObject([holder, { cause, cardInside: true }]);
    site.simulated.reader.set(null);
    await kiosk.press('acknowledge');
    await kiosk.shows('attract');
  }
});

test('a card pulled at the PIN ends the session with a message @long', async ({ site, openKiosk }) => {
  const kiosk = await openKiosk();
  await kiosk.toCard(codes.tsukuba);
  site.simulated.reader.set(await site.simulated.card('tsukuba-single'));
  await kiosk.shows('pin');
  site.simulated.reader.set(null);
  expect(await kiosk.shows('message')).toMatchObject({ cause: 'cardRemoved', cardInside: false });
});

test('a resident who stops after paying in part gets every coin back', async ({ site, openKiosk }) => {
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-single');
  await kiosk.toPayment(2);
  await site.controls.act({ do: 'insert', value: 100 });
  await site.controls.act({ do: 'insert', value: 50 });
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ kind: 'payment', inserted: 150, remaining: 150 });
  await kiosk.press('stop');
  await kiosk.press('confirm-stop');
  expect(await kiosk.shows('message')).toMatchObject({ cause: 'stopped', moneyReturned: 150, owed: null });
  expect(site.controls.state().tray).toEqual([
    { value: 50, count: 1 },
    { value: 100, count: 1 },
  ]);
});

test('a note that the kiosk does not accept is rejected, and stopping then moves no money @long', async ({
  site,
  openKiosk,
}) => {
  const { cash } = site.simulated;
  const levels = cash.levels();
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-single');
  await kiosk.toPayment();
  const body = await kiosk.shows('payment');
  expect(body.accepted).toContain(100);
  await site.controls.act({ do: 'insert', value: 10_000 });
  expect(site.controls.state().rejected).toBeGreaterThan(0);
  await kiosk.press('stop');
  await kiosk.press('confirm-stop');
  expect(await kiosk.shows('message')).toMatchObject({ cause: 'stopped', moneyReturned: 0 });
  expect(cash.levels()).toEqual(levels);
});

test('when paper runs out between two sheets, printing waits and goes on once paper is added @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-single');
  await kiosk.toPayment(2);
  await site.controls.act({ do: 'setPaper', sheets: 1 });
  await site.controls.act({ do: 'insert', value: 500 });
  await kiosk.shows('printerTrouble');
  // The tray is empty a moment before its last sheet has come out.
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ kind: 'printerTrouble', trouble: 'media-empty', printed: 1, of: 2 });
  await site.controls.act({ do: 'setPaper', sheets: 100 });
  expect(await kiosk.shows('takeEverything')).toMatchObject({ sheets: 2, change: 200, owed: null });
});

test('when paper runs out in the middle of a certificate and printing is ended, screen and slip show the debt', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.arakawa, 'arakawa-twelve');
  await kiosk.press('certificate-residenceRecord');
  await kiosk.shows('summary');
  await kiosk.press('change-persons');
  await kiosk.press('everybody');
  await kiosk.press('persons-done');
  await kiosk.shows('summary');
  await kiosk.press('summary-done');
  await kiosk.shows('confirm');
  await kiosk.press('pay');
  await kiosk.shows('payment');
  await site.controls.act({ do: 'setPaper', sheets: 1 });
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'payment' });
  await site.controls.act({ do: 'insert', value: 500 });
  await kiosk.shows('printerTrouble');
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ kind: 'printerTrouble', printed: 1, of: 3 });
  await kiosk.press('end-printing');
  const body = await kiosk.shows('message');
  expect(body).toMatchObject({ cause: 'printerUnavailable', moneyReturned: 300, owed: { amount: 200 } });
  const slip = site.simulated.receipts.at(-1)?.data;
  expect(slip).toMatchObject({
    title: 'owed',
    paid: 500,
    printed: 0,
    givenBack: 300,
    owed: 200,
    code: body.owed?.code,
  });
});

test('without receipt paper the session goes on, and the screen says that there is no receipt @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-single');
  await kiosk.toPayment();
  await site.controls.act({ do: 'receiptPaper', out: true });
  await site.controls.act({ do: 'insert', value: 500 });
  expect(await kiosk.shows('takeEverything')).toMatchObject({
    ...{ receipt: 'notPrinted', change: 350, code: expect.stringMatching(/^....-....$/) },
  });
});

test('a name with a character that cannot be printed is refused before payment @long', async ({
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.toCertificate(codes.tomakomai, 'tomakomai-unprintable');
  await kiosk.press('certificate-residenceRecord');
  await kiosk.throughChoices();
  expect(await kiosk.shows('message')).toMatchObject({
    cause: 'characterNotPrintable',
    character: '\u{3106C}',
    moneyReturned: 0,
  });
  await expect(kiosk.page().locator('.glyph-character')).toHaveText('\u{3106C}');
  await expect(kiosk.page().locator('.message')).toContainText('U+3106C');
});

test('a late or invented intent is answered and changes nothing', async ({ openKiosk }) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  const stale = { screen: kiosk.kiosk.screen().id - 1, intent: { type: 'start' } };
  expect(kiosk.kiosk.handle(stale)).toBe('stale');
  expect(kiosk.kiosk.handle({ screen: kiosk.kiosk.screen().id, intent: { type: 'openSafe' } })).toBe(
    'malformed',
  );
  expect(kiosk.kiosk.handle('<script>')).toBe('malformed');
  expect(kiosk.send({ type: 'pay' })).toBe('not-now');
  expect(kiosk.send({ type: 'pinKey', key: '1' })).toBe('not-now');
  await kiosk.shows('attract');
});
