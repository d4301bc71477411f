import { codes } from '../../testing/municipality-codes.ts';
import { expect, test } from './kiosk-fixture.ts';
import type { OpenKiosk } from './open-kiosk.ts';

/** From the start screen to the nearby municipalities. */
async function toMunicipality(kiosk: OpenKiosk): Promise<void> {
  await kiosk.shows('attract');
  for (const name of ['start', 'certificates', 'consent', 'whose-home']) await kiosk.press(name);
  await kiosk.shows('municipality');
}

/** What is shown of the thirteenth that takes part: not near, so its offers come over the line. */
async function showsHyuga(kiosk: OpenKiosk): Promise<void> {
  expect((await kiosk.shows('offers')).municipality).toEqual({ ja: '日向市', en: 'Hyuga' });
  await kiosk.press('offers-seen');
  await kiosk.shows('setCard');
}

test('a municipality that is not near is found by its prefecture in three touches @long', async ({
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await toMunicipality(kiosk);
  await kiosk.press('find-by-prefecture');
  await kiosk.shows('prefectures');
  await kiosk.press('prefecture-45');
  const { groups } = await kiosk.shows('nameGroups');
  await kiosk.press(`group-${String(groups.indexOf('は行'))}`);
  await kiosk.shows('municipalityList');
  await kiosk.press(`municipality-${codes.hyuga}`);
  await showsHyuga(kiosk);
});

test('a municipality that is not near is found by typing the beginning of its name @long', async ({
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await toMunicipality(kiosk);
  await kiosk.press('find-by-name');
  await kiosk.shows('municipalitySearch');
  await kiosk.type('ひゆ');
  const found = kiosk.page().locator(`[data-name="municipality-${codes.hyuga}"]`);
  await expect(found).toContainText('宮崎県');
  await kiosk.press(`municipality-${codes.hyuga}`);
  await showsHyuga(kiosk);
});

test('a municipality that takes no part is found with Latin letters, and says where else to go', async ({
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await toMunicipality(kiosk);
  await kiosk.press('languages');
  await kiosk.press('language-en');
  await kiosk.press('find-by-name');
  await kiosk.shows('municipalitySearch');
  await kiosk.type('HUC');
  const town = kiosk.page().locator('[data-name="municipality-34302"]');
  await expect(town).toContainText('Fuchu Town');
  await kiosk.press('municipality-34302');
  expect(await kiosk.shows('notHere')).toMatchObject({ why: 'takesNoPart', prefecture: { en: 'Hiroshima' } });
  await kiosk.press('choose-another');
  await kiosk.shows('municipalitySearch');
});
