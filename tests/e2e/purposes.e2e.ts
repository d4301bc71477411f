import { codes } from '../../testing/municipality-codes.ts';
import { expect, test } from './kiosk-fixture.ts';
import { wordsOf } from './words-of.ts';

test('by its purpose a certificate is chosen, seen, changed and paid for, every character of the name beside its code', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  const page = kiosk.page();
  await kiosk.shows('attract');
  await kiosk.press('start');
  await kiosk.shows('purposes');
  await kiosk.press('purpose-driving');
  await kiosk.press('consent');
  await kiosk.press(`municipality-${codes.arakawa}`);
  expect(await kiosk.shows('proposal')).toMatchObject({
    purpose: 'driving',
    certificate: { kind: 'residenceRecord' },
    myNumber: 'mustNotShow',
  });
  await expect.poll(() => wordsOf(page.locator('.proposal-name'))).toBe('住民票の写し');
  // The price is above, before anybody takes out a card.
  await expect(page.locator('.top-cost')).toContainText('200');
  await kiosk.press('take-proposal');
  await kiosk.shows('setCard');
  site.simulated.reader.set(await site.simulated.card('arakawa-glyphs'));
  await kiosk.shows('pin');
  await kiosk.typePin('1234');
  await kiosk.shows('takeCard');
  site.simulated.reader.set(null);
  const asked = await kiosk.shows('confirm');
  expect(asked.rare.map(({ character }) => character)).toEqual(['髙', '﨑']);
  await expect(page.locator('.confirm-names .glyph-character')).toHaveText('髙');
  await expect(page.locator('.confirm-names .glyph-about')).toContainText('U+9AD9');
  await expect(page.locator('.confirm-names .glyph-about')).toContainText('はしご高');

  // Every sheet, masked and large, by touch.
  await kiosk.press('see-pages');
  await kiosk.shows('preview');
  await expect(page.locator('.page-picture')).toHaveAttribute('viewBox', '0 0 210 297');
  await kiosk.press('preview-near');
  await expect(page.locator('.page-picture')).toHaveAttribute('viewBox', '0 0 210 111');
  expect(await page.locator('.page-picture').textContent()).not.toContain('髙例﨑');
  await kiosk.press('preview-seen');

  // The name, character by character, by keys.
  await kiosk.shows('confirm');
  await page.locator('[data-name="see-glyphs"]').focus();
  await kiosk.rest();
  await page.keyboard.press('Enter');
  await kiosk.shows('glyphs');
  await expect(page.locator('.glyphs .glyph-character')).toHaveText(['髙', '例', '﨑', '太', '郎']);
  await kiosk.press('glyphs-seen');

  // One line is changed, and it is still one order and one payment.
  await kiosk.shows('confirm');
  await kiosk.press('change-0');
  await kiosk.shows('summary');
  await kiosk.press('change-copies');
  await kiosk.shows('copies');
  await kiosk.press('copies-2');
  await kiosk.press('copies-done');
  await kiosk.shows('summary');
  await kiosk.press('summary-done');
  expect(await kiosk.shows('confirm')).toMatchObject({ chosen: [{ copies: 2 }], total: 400, sheets: 2 });
  await kiosk.press('pay');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'payment', due: 400 });
  await expect
    .poll(() => {
      const { body } = kiosk.kiosk.screen();
      return body.kind === 'payment' ? body.accepted : [];
    })
    .toContain(500);
  await site.controls.act({ do: 'insert', value: 500 });
  expect(await kiosk.shows('takeEverything')).toMatchObject({ sheets: 2, change: 100, owed: null });
});

test('what was prepared at home is begun on the first screen, and asks nothing that it answers @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  const answer = kiosk.send({
    type: 'usePlan',
    plan: {
      ...{ whose: 'home', municipality: codes.tsukuba, kind: 'residenceRecord', variant: null },
      ...{ persons: 'all', shown: ['relationship'], copies: 2 },
    },
  });
  expect(answer).toBe('accepted');
  await kiosk.shows('notes');
  await kiosk.press('consent');
  expect(await kiosk.shows('proposal')).toMatchObject({ purpose: null, copies: 2, total: 300 });
  await kiosk.press('take-proposal');
  await kiosk.shows('setCard');
  site.simulated.reader.set(await site.simulated.card('tsukuba-family'));
  await kiosk.shows('pin');
  await kiosk.typePin('1234');
  await kiosk.shows('takeCard');
  site.simulated.reader.set(null);
  const { chosen } = await kiosk.shows('confirm');
  expect(chosen).toMatchObject([{ kind: 'residenceRecord', copies: 2 }]);
  expect(chosen[0]?.persons.length).toBeGreaterThan(1);
});
