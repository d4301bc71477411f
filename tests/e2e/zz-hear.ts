import { sampleScreens } from '/tmp/work/w-voice/testing/screens/sample-screens.ts';
import { launchChromium, openKioskPage } from '/tmp/work/w-voice/tests/e2e/kiosk-page.ts';
const [only = '', ...langs] = process.argv.slice(2);
const browser = await launchChromium();
const kiosk = await openKioskPage(browser, { width: 1024, height: 768 });
let id = 1;
for (const { name, screen } of sampleScreens.filter(
  ({ name, screen }) =>
    langs.includes(screen.language) && new RegExp(only).test(name) && screen.attendant !== 'here',
)) {
  id += 1;
  await kiosk.page.evaluate(() => {
    window.fakeHost.said.length = 0;
  });
  const readings =
    screen.body.kind === 'persons'
      ? screen.body.persons.map(({ name }, i) => ({ text: name, kana: `みほん　かな${i}` }))
      : [];
  await kiosk.show({ ...screen, id, voice: { ...screen.voice, on: true, readings } });
  await kiosk.page.keyboard.press('ArrowDown');
  const said = await kiosk.page.evaluate(() => window.fakeHost.said);
  console.log(`== ${name}`);
  for (const { how, parts } of said)
    console.log('  ', how, parts.map(({ language, text }) => `[${language}] ${text}`).join(' '));
}
console.log(kiosk.complaints);
await browser.close();
