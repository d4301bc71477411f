import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { textOf } from '../../../../simulator/devices/receipt-printer/esc-pos.ts';
import type { DebianRoot } from '../debian-root.ts';
import { expectThat, type Steps } from '../steps.ts';
import { kioskName, trialMunicipality, type TrialPorts } from '../trial-site.ts';
import type { FarDevices } from './far-devices.ts';
import type { ServedResident } from './made-up-delivery.ts';

/* What came out of an installed kiosk, judged by others: poppler and qpdf, the far end of its lines, and the installed verifier. */

export interface Judged {
  readonly root: DebianRoot;
  readonly ports: TrialPorts;
  readonly steps: Steps;
  readonly resident: ServedResident;
  readonly far: FarDevices;
  /** Yen: what was put in, what is charged, and what the hoppers have less than before. */
  readonly money: { readonly inserted: number; readonly price: number; readonly outOfHoppers: number };
}

export async function judgeServed(judged: Judged): Promise<void> {
  const { steps } = judged;
  await steps.try('one sheet came out: this resident’s, of this municipality (qpdf, pdftotext)', () =>
    judgeSheet(judged),
  );
  await steps.try('the money adds up: journal, receipt, hoppers and tray say the same', () =>
    judgeMoney(judged),
  );
  await steps.try(
    'the installed verifier finds the sheet genuine, as a file and scanned, and altered without the end of the name',
    () => judgeByReceiver(judged),
  );
  await steps.try('no log, no journal and no report has name, address, birth date or PIN', () =>
    judgeWritten(judged),
  );
}

/** Text without the spaces that an extractor puts between its parts. */
function close(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function judgeSheet({ resident: { holder }, far }: Judged): void {
  const sheet = onlySheet(far);
  const checked = spawnSync('qpdf', ['--check', sheet], { encoding: 'utf8' });
  expectThat(checked.status === 0, checked.stdout + checked.stderr);
  const text = close(spawnSync('pdftotext', ['-layout', sheet, '-'], { encoding: 'utf8' }).stdout);
  for (const wanted of [holder.name, holder.address, '住民票', `${trialMunicipality.ja}長`])
    expectThat(text.includes(close(wanted)), `${wanted} is not on it`);
  expectThat((far.sheets.asked()[0] ?? '').includes('iso_a4'), 'it was not asked for on A4');
}

function onlySheet({ sheets }: FarDevices): string {
  const [sheet, ...more] = sheets.sheetsOut();
  if (sheet === undefined || more.length > 0)
    throw new Error(`${sheets.sheetsOut().length} sheets came out, not one`);
  return sheet;
}

const lineSchema = z.looseObject({ event: z.looseObject({ type: z.string() }) });
const sumsSchema = z.object({
  paid: z.number(),
  printed: z.number(),
  givenBack: z.number(),
  owed: z.number(),
});
const piecesSchema = z.object({ dispensed: z.array(z.object({ value: z.number(), count: z.number() })) });

async function judgeMoney({ root, far, money: { inserted, price, outOfHoppers } }: Judged): Promise<void> {
  const journal = await root.run(['komado-journal', '/var/lib/komado/journal', '--language', 'en'], {
    user: 'komado',
  });
  expectThat(journal.code === 0, `komado-journal: ${journal.text}`);
  const lines = readFileSync(root.at('/var/lib/komado/journal/journal.jsonl'), 'utf8').trimEnd().split('\n');
  const events = lines.flatMap((line) => {
    const read = lineSchema.safeParse(JSON.parse(line));
    return read.success ? [read.data.event] : [];
  });
  const of = (type: string): readonly object[] => events.filter((event) => event.type === type);
  const change = inserted - price;
  const [settled, ...others] = of('settled').map((event) => sumsSchema.parse(event));
  expectThat(settled !== undefined && others.length === 0, `${of('settled').length} settlements`);
  const sums = { paid: inserted, printed: price, givenBack: change, owed: 0 };
  expectThat(JSON.stringify(settled) === JSON.stringify(sums), `settled: ${JSON.stringify(settled)}`);
  const dispensed = of('dispense-outcome').flatMap((event) => piecesSchema.parse(event).dispensed);
  const given = dispensed.reduce((sum, { value, count }) => sum + value * count, 0);
  expectThat(
    given === change && outOfHoppers === change,
    `given ${given}, out of the hoppers ${outOfHoppers}`,
  );
  const [receipt, ...more] = far.receipts.receipts().map(textOf);
  expectThat(receipt !== undefined && more.length === 0, `${far.receipts.receipts().length} receipts`);
  for (const word of ['領収書', kioskName, String(price), inserted.toLocaleString('en'), String(change)])
    expectThat(receipt.includes(word), `${word} is not on the receipt: ${receipt}`);
}

const receiverFolder = '/var/tmp/receiver';
const exitCodes = { genuine: 0, altered: 3 } as const;

/** What a receiver has: the sheet, the root key that the center hands out, and the lists of its public port. */
async function judgeByReceiver({ root, ports, resident, far }: Judged): Promise<void> {
  const sheet = onlySheet(far);
  mkdirSync(root.at(receiverFolder), { recursive: true });
  const inside = (name: string): string => join(receiverFolder, name);
  for (const name of ['seal-keys', 'void-numbers']) {
    const list = await fetch(`http://127.0.0.1:${ports.lists}/v1/${name}`);
    writeFileSync(root.at(inside(`${name}.json`)), await list.text());
  }
  copyFileSync(
    root.at('/var/lib/komado-center/hand-out/seal-root-public-key.bin'),
    root.at(inside('root.bin')),
  );
  copyFileSync(sheet, root.at(inside('sheet.pdf')));
  const scan = root.at(inside('scan'));
  spawnSync('pdftoppm', ['-r', String(scanDpi), '-png', '-singlefile', sheet, scan]);
  const [left, top, right, bottom] = endOfName(sheet, resident.holder.name);
  const rectangle = `rectangle ${left},${top} ${right},${bottom}`;
  spawnSync('convert', [`${scan}.png`, '-fill', 'white', '-draw', rectangle, root.at(inside('altered.png'))]);
  for (const [name, verdict] of [
    ['sheet.pdf', 'genuine'],
    ['scan.png', 'genuine'],
    ['altered.png', 'altered'],
  ] as const) {
    const { code, text } = await root.run([
      ...['komado-verify', inside(name), '--keys', inside('seal-keys.json'), '--root', inside('root.bin')],
      ...['--voids', inside('void-numbers.json'), '--language', 'en'],
    ]);
    const isSo = code === exitCodes[verdict] && text.toLowerCase().includes(verdict);
    expectThat(isSo, `${name} is not called ${verdict}: ${code}: ${text}`);
  }
}

const scanDpi = 300;
const pointsPerInch = 72;

/** Where the last letter of the name lies on the scan, in its pixels. */
function endOfName(sheet: string, name: string): readonly number[] {
  const boxes = spawnSync('pdftotext', ['-bbox', sheet, '-'], { encoding: 'utf8' }).stdout;
  const given = name.split(/\s/).at(-1) ?? name;
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g;
  const found = [...boxes.matchAll(word)].find(([, , , , , text = '']) => text.endsWith(given));
  if (!found) throw new Error('the name is nowhere on the sheet');
  const [xMin = 0, yMin = 0, xMax = 0, yMax = 0] = found.slice(1, 5).map(Number);
  const letters = Array.from(found[5] ?? '').length;
  const box = [xMax - (xMax - xMin) / letters, yMin, xMax, yMax];
  return box.map((points) => Math.round((points * scanDpi) / pointsPerInch));
}

const written = ['/var/lib/komado', '/var/log/komado', '/var/log/komado-center', '/run/komado'] as const;

async function judgeWritten({ root, resident: { holder, personal } }: Judged): Promise<void> {
  const files = written.flatMap((folder) =>
    readdirSync(root.at(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expectThat(
    files.some((file) => file.endsWith('journal.jsonl')),
    'there is no journal',
  );
  expectThat(
    files.some((file) => /log\/komado\/[^/]+$/.test(file)),
    'there is no log',
  );
  const { text } = await root.run(['journalctl', '--output', 'cat']);
  expectThat(text.includes('"intentTaken"'), 'the journal of systemd has nothing of the kiosk');
  const all = [
    ...files.map((file) => [file, readFileSync(file)] as const),
    ['journald', Buffer.from(text)] as const,
  ];
  for (const [file, bytes] of all) {
    for (const word of personal)
      for (const encoding of ['utf8', 'utf16le'] as const)
        expectThat(!bytes.includes(Buffer.from(word, encoding)), `${file} has ${word}`);
    // Four digits may stand anywhere in a hash: a PIN would stand as a value.
    const pin = new RegExp(`["':= ]${holder.pin}["',}\\n ]`);
    expectThat(!pin.test(bytes.toString('latin1')), `${file} has the PIN`);
  }
}
