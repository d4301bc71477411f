import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { endpoints } from '../../shared/endpoints.ts';
import { codesInPicture } from '../../electron/devices/sheet-scan/codes-in-picture.ts';
import { sheetsAmong } from '../../electron/devices/sheet-scan/collect-sheets.ts';
import { openSealKeys } from '../../issuing-center/seal/seal-keys.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { birthOnCard, isWorded } from '../../shared/register-date.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { createPlainKiosk, type PlainKiosk } from '../../testing/center/plain-kiosk.ts';
import type { CenterLine } from '../../testing/center/simulated-center.ts';
import { printPage } from '../../testing/scans/printed-page.ts';
import { consoleCode } from '../../simulator/console/site/console-attendants.ts';
import { openCode } from '../../verifier/code/open-code.ts';
import { bytesOfGrey } from '../../verifier/image/grey.ts';
import { openTrust } from '../../verifier/trust.ts';
import type { OpenKiosk, TestSite } from './kiosk-fixture.ts';

/** What the hands of store staff and operators do at a kiosk. */

/** From a screen where an attendant can be called: types number and code on the screen, and shows no card: no money is moved. */
export async function enterByCode(kiosk: OpenKiosk, number: string, code = consoleCode): Promise<void> {
  await kiosk.press('call-attendant');
  await kiosk.shows('attendantLogin');
  await typeCode(kiosk, number, code);
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'card' });
  await kiosk.press('enter-without-card');
}

/** At the login's first question: the card, its code, and the card back. */
export async function showCard(kiosk: OpenKiosk, { controls }: TestSite, id: string): Promise<void> {
  await controls.act({ do: 'setAttendantCard', id });
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'code' });
  await kiosk.type(consoleCode);
  await kiosk.press('login-done');
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ kind: 'attendantLogin', ask: 'takeCard' });
  await controls.act({ do: 'takeCard' });
}

/** At the login's first question, including when it asks for a second person. */
export async function typeCode(kiosk: OpenKiosk, number: string, code: string): Promise<void> {
  await kiosk.type(number);
  await kiosk.press('login-done');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'attendantLogin', ask: 'code' });
  await kiosk.type(code);
  await kiosk.press('login-done');
}

/** Logs in with card and code; the card is taken back. */
export async function enterByCard(kiosk: OpenKiosk, site: TestSite, id: string): Promise<void> {
  await kiosk.press('call-attendant');
  await kiosk.shows('attendantLogin');
  await showCard(kiosk, site, id);
  await kiosk.shows('staffMenu');
}

/** Leaves the attendant screens to whoever comes next. */
export async function leave(kiosk: OpenKiosk): Promise<void> {
  await kiosk.press('leave-attendant');
  await kiosk.shows('attract');
}

/** From the menu to the transaction with this code, as a handheld scanner types it. */
export async function lookUp(kiosk: OpenKiosk, code: string) {
  await kiosk.press('open-lookup');
  await kiosk.shows('lookup');
  await scan(kiosk, code);
  return kiosk.shows('refundCase');
}

/** Like a scanner: keys without a pause, then Enter. */
export async function scan(kiosk: OpenKiosk, text: string): Promise<void> {
  await kiosk.page().keyboard.type(text);
  await kiosk.page().keyboard.press('Enter');
}

/** From the invitation: one record of `tomakomai-couple` or of another holder of Tomakomai, where a bad print is paid back, printed and paid for. @returns its receipt code */
export async function takeRecord(
  kiosk: OpenKiosk,
  { controls, simulated }: TestSite,
  { holder = 'tomakomai-couple', copies = 1 }: { readonly holder?: string; readonly copies?: number } = {},
): Promise<string> {
  await kiosk.toCertificate('tomakomai', holder);
  await kiosk.toPayment(copies);
  const price = 250 * copies;
  for (let paid = 0; paid < price;) {
    const value = price - paid >= 1000 ? 1000 : price - paid >= 500 ? 500 : price - paid >= 100 ? 100 : 50;
    await controls.act({ do: 'insert', value });
    paid += value;
  }
  await kiosk.shows('takeEverything');
  await kiosk.press('taken-everything');
  await kiosk.shows('attract');
  return lastCode(simulated.receipts);
}

/** The code of the last slip that has one. */
export function lastCode(slips: TestSite['simulated']['receipts']): string {
  const slip = slips.findLast(({ data }) => 'code' in data)?.data;
  if (!slip || !('code' in slip)) throw new Error('no slip with a code was printed');
  return slip.code;
}

/** The line to the same center for kiosks in other stores. */
export async function lineOfOthers({ folder, simulated }: TestSite): Promise<CenterLine> {
  const transport = await openTransport(join(folder, 'state', 'transport'), systemClock);
  const lineOf = (name: string) => ({ ca: transport.ca, ...transport.issueKiosk(name) });
  return { url: simulated.center.url, lineOf };
}

/** A kiosk in another store, at the same center. */
export async function otherKiosk(site: TestSite): Promise<PlainKiosk> {
  return createPlainKiosk(await lineOfOthers(site), 'K-OTHER-1');
}

/** A printed sheet's front, as a PNG. */
export async function pictureOf(pdfPath: string): Promise<Buffer> {
  const page = await printPage(await readFile(pdfPath));
  const { width, height } = page;
  return sharp(Buffer.from(bytesOfGrey(page)), { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** The 2D codes on a printed sheet's front, as bytes; a scanner types them in hexadecimal. */
export async function fragmentsOf(pdfPath: string): Promise<readonly Uint8Array[]> {
  return codesInPicture(await pictureOf(pdfPath), (found) => sheetsAmong(found).whole);
}

/** Whether a sheet is void, as a receiver finds out with the center's public lists. */
export async function isVoid(
  { folder, simulated, clock }: TestSite,
  fragments: readonly Uint8Array[],
): Promise<boolean | 'notKnown'> {
  const text = async ({ path }: { readonly path: string }): Promise<string> =>
    (await fetch(simulated.center.publicUrl + path)).text();
  const { rootPublicKey: rootKey } = await openSealKeys(join(folder, 'state', 'seal-keys'), [], clock);
  const trust = openTrust({
    rootKey,
    keys: await text(endpoints.sealKeys),
    voids: await text(endpoints.voidNumbers),
  });
  if (!trust.ok) throw new Error(`the list of ${trust.error.list} is refused: ${trust.error.why}`);
  const opened = openCode(fragments, trust.value);
  if (opened.opened !== 'open') throw new Error(`the sheet's codes are ${opened.opened}`);
  return opened.void;
}

/** Checks that neither the page's text nor any of its attributes names the holder. */
export async function expectNothingOf(kiosk: OpenKiosk, holder: string): Promise<void> {
  const { name, address, birthDate } = holderOf(holder);
  const shown = await kiosk
    .page()
    .evaluate(() =>
      [
        document.body.textContent,
        ...[...document.querySelectorAll('*')].flatMap((element) =>
          [...element.attributes].map(({ value }) => value),
        ),
      ].join('\n'),
    );
  const births = isWorded(birthDate) ? [birthDate.wording] : [birthDate, birthOnCard(birthDate)];
  for (const word of [name, ...name.split(/\s/), address, ...births].filter((each) => each.length > 1))
    expect([kiosk.kiosk.screen().body.kind, shown]).not.toEqual([
      expect.anything(),
      expect.stringContaining(word),
    ]);
}
