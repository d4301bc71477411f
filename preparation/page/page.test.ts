import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { municipalityOffer } from '../../issuing-center/rules/offers.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { languages } from '../../shared/languages.ts';
import { readPrepared } from '../../shared/prepared-code.ts';
import { isLongRun } from '../../testing/repetitions.ts';
import { buildPreparationPage } from '../build-page.ts';
import { languageFor } from './words.ts';

/** The page as somebody has it at home: one file, opened from a folder, in a browser without a network. */
const run = promisify(execFile);
const today = isoDate('2026-11-30');
const now = instantInJapan(today, '21:30:00');
const municipalities = await loadMunicipalities();
const tsukuba = municipalityIdSchema.parse('08220');
/** Of a telephone, CSS pixels. */
const telephone = { width: 360, height: 740 };

let folder: string;
let file: string;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-prepared-'));
  file = path.join(folder, 'prepared.html');
  const html = await buildPreparationPage(municipalities, today);
  expect(Buffer.byteLength(html)).toBeLessThan(1_000_000);
  await writeFile(file, html);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  complaints.length = 0;
  const context = await browser.newContext({
    ...{ locale: 'ja-JP', offline: true, viewport: telephone, deviceScaleFactor: 2 },
    timezoneId: 'America/Los_Angeles',
  });
  page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.clock.setFixedTime(now);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:file|data):/.test(request.url())) complaints.push(`asked the network: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
});
afterEach(async () => {
  // Nothing is left in the browser, and nothing was refused by the page's own policy.
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    '',
  ]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

async function press(...names: readonly string[]): Promise<void> {
  for (const name of names) await page.locator(`[data-name="${name}"]`).click();
}

/** From the start to the code of a household's record in two copies with a registered domicile, for a licence. */
async function toCode(look: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await look();
  await press('begin');
  await look();
  await press('driving');
  await look();
  await press('home');
  await look();
  await page.locator('input[type=search]').fill('つくば');
  await look();
  await press('08220');
  await look();
  await press('residenceRecord');
  await look();
  await press('all');
  await look();
  await page.locator('input[name=nationality]').uncheck();
  await press('go-on');
  await look();
  await press('2');
  await page.locator('select[name=machine-language]').selectOption('ne');
  await page.locator('input[name=machine-size][value="150"]').check();
  await page.locator('input[name=machine-low]').check();
  await look();
  await press('go-on');
  await look();
}

/** What zbar, which nobody here wrote, reads in a picture. */
async function seenIn(picture: string): Promise<string> {
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture]);
  return stdout.trim();
}

const plan = {
  plan: {
    ...{ whose: 'home', municipality: tsukuba, kind: 'residenceRecord', variant: null },
    ...{ persons: 'all', shown: ['domicile', 'residenceStatus'], copies: 2 },
  },
  ...{ language: 'ne', display: { theme: 'light', size: 150, low: true }, voice: false },
};

function read(text: string) {
  const rules = municipalities.get(tsukuba);
  if (rules === undefined) throw new Error('no Tsukuba');
  return readPrepared(text, today, () => municipalityOffer(rules, { ja: '', en: '' }, now).offers);
}

describe('the code', () => {
  it('is read by another program from a telephone’s screen, and says what was chosen', async () => {
    await toCode();
    const picture = path.join(folder, 'screen.png');
    await page.screenshot({ path: picture });
    expect(read(await seenIn(picture))).toEqual({ ok: true, value: plan });
  });

  it('is read from paper, where it is larger than 30 mm, with what to bring on the same sheet', async () => {
    await toCode();
    const [pdf, sheet] = [path.join(folder, 'sheet.pdf'), path.join(folder, 'sheet')];
    await page.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true });
    expect((await run('pdfinfo', [pdf])).stdout).toMatch(/^Pages: +1$/m);
    await run('pdftoppm', ['-r', '100', '-png', '-singlefile', pdf, sheet]);
    expect(read(await seenIn(`${sheet}.png`))).toEqual({ ok: true, value: plan });
    const words = (await run('pdftotext', ['-layout', pdf, '-'])).stdout;
    expect(words).toContain('300円');
    expect(words).toContain('マイナンバーカード');
    expect(words).toContain('12月6日(日)');
    await page.emulateMedia({ media: 'print' });
    const width = await page.locator('.code-picture').evaluate((code) => code.getBoundingClientRect().width);
    // 33 modules with their margin, 25 of the code: 96 px to the inch.
    expect(((width * 25) / 33 / 96) * 25.4).toBeGreaterThan(30);
    expect(await page.locator('header').isVisible()).toBe(false);
  });

  it('is black on white and large enough for a scanner also with the largest letters', async () => {
    await page.locator('input[name=size][value="200"]').check();
    await toCode();
    const picture = path.join(folder, 'large.png');
    await page.locator('.code-picture').screenshot({ path: picture });
    expect(read(await seenIn(picture))).toMatchObject({ ok: true });
    // No text runs out of the screen.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});

describe('the page', () => {
  it('says price, sheets, hours, what to bring and until when', async () => {
    await page.locator('select[name=language]').selectOption('en');
    await toCode();
    const text = await page.locator('main').innerText();
    for (const told of [
      'Cost: ¥300',
      'Sheets of paper: 2 or more',
      'Mon 30 Nov',
      '6:30 – 23:00',
      '29 Jan 2027',
    ])
      expect(text).toContain(told);
    expect(text).toMatch(/Your own My Number card[^]*4-digit PIN[^]*¥300 in cash/);
    expect(await page.title()).toBe('Prepare your certificate at home');
  });

  it('is done with the keyboard alone, and each question takes the focus', async () => {
    for (const name of ['begin', 'work', 'home', '08220', 'residenceRecord', 'self', 'go-on', '1', 'go-on']) {
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      const wanted = page.locator(`[data-name="${name}"]`);
      for (let key = 0; !(await wanted.evaluate((element) => element === document.activeElement)); key++) {
        expect(key).toBeLessThan(60);
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    }
    await page.locator('.code-picture').waitFor();
  });

  it('goes back with what was answered, and begins again without it', async () => {
    await toCode();
    await press('back', 'back');
    expect(await page.locator('[data-name="2"]').getAttribute('aria-pressed')).toBe('true');
    await press('2', 'go-on', 'again', 'begin');
    expect(await page.locator('[aria-pressed=true]').count()).toBe(0);
  });

  it('says of a municipality that takes no part what to do instead', async () => {
    await press('begin', 'other', 'home');
    await page.locator('select[name=prefecture]').selectOption('47');
    await press('47201');
    expect(await page.getByRole('alert').innerText()).toMatch(/那覇市[^]*窓口/);
    expect(await page.locator('input[type=search]').isVisible()).toBe(true);
  });

  it('makes no code with a clock that no kiosk would believe', async () => {
    await page.clock.setFixedTime(instantInJapan(isoDate('2019-01-01')));
    await toCode();
    expect(await page.locator('.code-picture').count()).toBe(0);
    expect(await page.locator('h1').innerText()).toContain('日付');
  });

  it('takes the language that the browser asks for', () => {
    expect(languageFor(['zh-TW'])).toBe('zh-Hant');
    expect(languageFor(['zh-CN'])).toBe('zh-Hans');
    expect(languageFor(['pt-BR', 'en'])).toBe('pt');
    expect(languageFor(['fil-PH'])).toBe('tl');
    expect(languageFor(['xx', 'ko-KR'])).toBe('ko');
    expect(languageFor(['sw'])).toBe('en');
  });

  it.each(isLongRun ? languages : (['ja-easy'] as const))(
    'is without a fault for axe (WCAG 2.2 AA, contrast 7:1) at every step, in %s, at every size of the letters',
    async (language) => {
      await page.locator('select[name=language]').selectOption(language);
      await page.evaluate(axe.source);
      const faults: string[] = [];
      await toCode(async () => {
        for (const size of ['200', '100']) {
          await page.locator(`input[name=size][value="${size}"]`).check();
          const found = await page.evaluate(async () => {
            const { violations } = await globalThis.axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
              rules: { 'color-contrast-enhanced': { enabled: true } },
            });
            const wide = document.documentElement.scrollWidth - window.innerWidth;
            return [
              ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
              ...(wide > 0 ? [`${wide} px wider than the screen`] : []),
            ];
          });
          faults.push(...found.map((fault) => `${size}: ${fault}`));
        }
      });
      expect([...new Set(faults)]).toEqual([]);
    },
  );
});
