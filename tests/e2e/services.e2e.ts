import { kioskServices, type KioskService } from '../../shared/service-screens.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { expect, test } from './kiosk-fixture.ts';
import { wordsOf } from './words-of.ts';
import type { OpenKiosk } from './open-kiosk.ts';
import { untilScreen } from './until-screen.ts';

/** The button of a service in the menu. */
const buttonOf = (service: KioskService): string =>
  service === 'certificates' ? 'certificates' : `service-${service}`;

test('whatever was tapped before and taken back, the window shows the notes of the service that was tapped last @long', async ({
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await kiosk.press('start');
  const { notes, serviceNotes } = catalogues.ja.residents;
  for (const first of kioskServices) {
    for (const second of kioskServices) {
      for (const service of [first, second]) {
        await toMenu(kiosk);
        await kiosk.press(buttonOf(service));
        await kiosk.shows(service === 'certificates' ? 'notes' : 'serviceNotes');
        const question = service === 'certificates' ? notes.question : serviceNotes[service].question;
        await expect.poll(() => wordsOf(kiosk.page().locator('h1'))).toBe(withoutReadings(question));
        await kiosk.press('back');
      }
    }
  }
});

/** From the purposes or the menu, to either of which a service leads back. */
async function toMenu(kiosk: OpenKiosk): Promise<void> {
  const { body } = await untilScreen(
    kiosk.kiosk,
    (screen) => screen.body.kind === 'purposes' || screen.body.kind === 'serviceMenu',
  );
  if (body.kind === 'purposes') {
    await kiosk.shows('purposes');
    await kiosk.press('other-services');
  }
  await kiosk.shows('serviceMenu');
}
