import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf } from '../../simulator/residents/holders.ts';
import { plainErrand, runErrand, type Errand } from '../../simulator/console/demonstration/resident.ts';
import { fiscalYearSchema } from '../../shared/certificates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { isWorded } from '../../shared/register-date.ts';
import { textOf } from '../../simulator/devices/receipt-printer/esc-pos.ts';
import { expect, test, type OpenOptions } from './kiosk-fixture.ts';
import { codes } from '../../testing/municipality-codes.ts';

const errands: readonly {
  name: string;
  options: OpenOptions;
  errand: Omit<Partial<Errand>, 'municipality'> & { readonly holder: string; readonly municipality: string };
  /** A text that must be on the paper. */
  says: string;
  /** How many touches it may take, but for the keys of the PIN. */
  touches?: number;
}[] = [
  {
    name: 'in Japanese, 1024×768: by purpose, in eight touches @long',
    options: { size: { width: 1024, height: 768 } },
    errand: {
      holder: 'arakawa-glyphs',
      municipality: codes.arakawa,
      purpose: 'driving',
    },
    says: '髙例﨑',
    touches: 8,
  },
  {
    name: 'in Japanese, 1024×768: oneself, one copy @long',
    options: { size: { width: 1024, height: 768 } },
    errand: {
      holder: 'tsukuba-single',
      municipality: codes.tsukuba,
    },
    says: '住民票',
  },
  {
    name: 'in English, 1920×1080: a mixed household with nationality and status, two copies',
    options: { size: { width: 1920, height: 1080 } },
    errand: {
      holder: 'minato-mixed',
      municipality: codes.minato,
      language: 'en',
      household: true,
      shown: ['relationship', 'nationality', 'residenceStatus'],
      copies: 2,
    },
    says: '住民票',
  },
  {
    name: 'in Japanese, 1080×1920, card first: a household of six with relationship',
    options: { size: { width: 1080, height: 1920 }, steps: 'card-first' },
    errand: {
      holder: 'meguro-six',
      municipality: codes.meguro,
      language: 'ja',
      household: true,
      shown: ['relationship'],
      copies: 1,
    },
    says: '住民票',
  },
  {
    name: 'in English, 1080×1920: oneself, with a rare character in the name @long',
    options: { size: { width: 1080, height: 1920 } },
    errand: {
      holder: 'minato-variant',
      municipality: codes.minato,
      language: 'en',
      household: false,
      shown: [],
      copies: 1,
    },
    says: '住民票',
  },
  {
    name: 'in English, 1024×768: a tax payment certificate of an earlier year @long',
    options: { size: { width: 1024, height: 768 } },
    errand: {
      holder: 'minato-variant',
      municipality: codes.minato,
      language: 'en',
      certificate: 'taxPayment',
      year: fiscalYearSchema.parse(2025),
    },
    says: '納税証明書',
  },
  {
    name: 'with a telephone that carries the certificates: an income certificate',
    options: {},
    errand: { holder: 'tsukuba-family', municipality: codes.tsukuba, card: 'android', certificate: 'income' },
    says: '所得証明書',
  },
  {
    name: 'in Japanese: an income certificate under a municipality’s own title, for child allowance @long',
    options: {},
    errand: { holder: 'hyuga', municipality: codes.hyuga, certificate: 'incomeForChildAllowance' },
    says: '所得証明書（児童手当用）',
  },
  {
    name: 'with the next card (P-384): a registered seal',
    options: {},
    errand: {
      holder: 'tsukuba-family',
      municipality: codes.tsukuba,
      card: 'next',
      certificate: 'sealRegistration',
    },
    says: '印鑑登録証明書',
  },
  {
    name: 'in Japanese, 1080×1920: a whole family register @long',
    options: { size: { width: 1080, height: 1920 } },
    errand: {
      holder: 'meguro-six',
      municipality: codes.meguro,
      certificate: 'familyRegister',
      variant: 'full',
    },
    says: '全部事項証明',
  },
];

for (const { name, options, errand, says, touches } of errands) {
  test(`the whole job ${name}`, async ({ site, openKiosk }) => {
    const { simulated, controls } = site;
    const kiosk = await openKiosk(options);
    const before = simulated.sheetPrinter.sheetsOut().length;
    const receiptsBefore = simulated.receiptPrinter.receipts().length;
    const language = errand.language ?? 'ja';
    const seen: string[] = [];
    const { handedOver, last, steps } = await runErrand(
      {
        ...plainErrand,
        ...errand,
        municipality: municipalityIdSchema.parse(errand.municipality),
        pin: holderOf(errand.holder).pin,
      },
      { kiosk: kiosk.kiosk, page: kiosk.page(), controls, rest: kiosk.rest },
      {
        onScreen: async (screen) => {
          seen.push(screen.body.kind);
          if (screen.body.kind === 'attract') return;
          expect(screen.language).toBe(language);
          // What the machine is doing may be over before the page can be looked at.
          if (screen.body.kind === 'working' || screen.body.kind === 'printing') return;
          await kiosk.page().locator(`[data-screen="${screen.body.kind}"][lang="${language}"]`).waitFor();
        },
        onStep: () => undefined,
      },
    );
    expect(last.body.kind).toBe('attract');
    if (touches !== undefined)
      expect(steps.reduce((sum, step) => sum + step.touches, 0)).toBeLessThanOrEqual(touches);
    expect(seen).toEqual(
      expect.arrayContaining([
        'notes',
        'pin',
        'takeCard',
        ...(errand.purpose ? ['proposal'] : ['summary']),
        'confirm',
        'payment',
        'takeEverything',
      ]),
    );
    if (options.steps === 'card-first') expect(seen.indexOf('setCard')).toBeLessThan(seen.indexOf('notes'));
    else expect(seen.indexOf('municipality')).toBeLessThan(seen.indexOf('setCard'));

    const sheets = simulated.sheetPrinter.sheetsOut().slice(before);
    expect(sheets).toHaveLength(handedOver?.kind === 'takeEverything' ? handedOver.sheets : -1);
    expect(handedOver).toMatchObject({ receipt: 'printed', owed: null, cardInside: false });
    const text = execFileSync('pdftotext', ['-layout', sheets[0]?.pdfPath ?? '', '-'], { encoding: 'utf8' });
    const holder = holderOf(errand.holder);
    expect(text.replace(/\s/g, '')).toContain(holder.name.replace(/\s/g, ''));
    expect(text.replace(/\s/g, '')).toContain(says);
    execFileSync('qpdf', ['--check', sheets[0]?.pdfPath ?? '']);

    const receipts = simulated.receiptPrinter.receipts().slice(receiptsBefore);
    expect(receipts).toHaveLength(1);
    const receipt = textOf(receipts[0] ?? new Uint8Array());
    expect(receipt).toContain(handedOver ? '領収書' : '');
    expect(receipt).not.toContain(holder.name);
  });
}

for (const service of ['enrolment', 'pin', 'signaturePassword'] as const) {
  test(`the whole visit for the service ${service}, by eyes and hands${service === 'signaturePassword' ? ' @long' : ''}`, async ({
    site,
    openKiosk,
  }) => {
    const kiosk = await openKiosk({ size: { width: 1920, height: 1080 } });
    // A PIN is reset for residents of a municipality that lets kiosks do so.
    const holder = service === 'pin' ? 'tsukuba-no-seal' : 'arakawa-twelve';
    if (service !== 'enrolment') await site.controls.act({ do: 'reserve', holder });
    const { handedOver, last } = await runErrand(
      {
        ...plainErrand,
        service,
        holder,
        municipality: codes.minato,
        pin: '1234',
      },
      { kiosk: kiosk.kiosk, page: kiosk.page(), controls: site.controls, rest: kiosk.rest },
      { onScreen: () => Promise.resolve(), onStep: () => undefined },
    );
    expect(last.body.kind).toBe('attract');
    expect(handedOver?.kind).toBe(service === 'enrolment' ? 'enrolled' : 'secretChanged');
  });
}

test('after a session nothing the kiosk wrote holds a trace of the person', async ({ site, openKiosk }) => {
  // A window with its own browser and profile, as at a site.
  const kiosk = await openKiosk({ ownBrowser: true });
  const holder = holderOf('tsukuba-family');
  await kiosk.toCertificate(codes.tsukuba, holder.id);
  await kiosk.toPayment();
  await site.controls.act({ do: 'insert', value: 1000 });
  await kiosk.shows('takeEverything');
  // Even while the page is shown, no attribute names the person.
  const attributes = await kiosk
    .page()
    .evaluate(() =>
      [...document.querySelectorAll('*')]
        .flatMap((element) => [...element.attributes].map(({ value }) => value))
        .join('\n'),
    );
  const birth = isWorded(holder.birthDate) ? holder.birthDate.wording : holder.birthDate;
  const planted = [holder.name, ...holder.name.split(/\s/), holder.address, birth].filter(
    (word) => word.length > 1,
  );
  for (const word of planted) expect(attributes).not.toContain(word);
  const folder = kiosk.folder();
  expect(filesBelow(folder).length).toBeGreaterThan(0);
  expectNoTrace(filesBelow(folder), planted);
  await kiosk.press('taken-everything');
  await kiosk.shows('attract');
  expectNoTrace(filesBelow(folder), planted);
  await kiosk.close();
  expect(existsSync(folder)).toBe(false);

  const written = filesBelow(join(site.folder, 'state', 'journal'));
  expect(written.length).toBeGreaterThan(0);
  expectNoTrace(written, planted);
  // Four digits may stand anywhere in a hash: a PIN would stand as a value.
  for (const file of written) expect(readFileSync(file, 'latin1')).not.toMatch(/["':=]1234["',}\n]/);
  const log = site.log.join('\n');
  for (const word of planted) expect(log).not.toContain(word);
});

function expectNoTrace(files: readonly string[], planted: readonly string[]): void {
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const word of planted)
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect([file, bytes.includes(Buffer.from(word, encoding))]).toEqual([file, false]);
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}
