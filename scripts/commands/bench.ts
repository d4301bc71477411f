import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { folderToWrite } from '../setup/command-folders.ts';
import { oneOf, readWords, runCommand, wholeNumber } from '../../shared/command-options.ts';
import { systemClock } from '../../shared/dates.ts';
import type { Cost, Figures } from '../../simulator/benchmark/figures.ts';
import type { AgainstFigures } from '../../simulator/benchmark/measure-against.ts';
import type { CardFigures } from '../../simulator/benchmark/measure-card.ts';
import type { CheckFigures } from '../../simulator/benchmark/measure-check.ts';
import type { DocumentFigures } from '../../simulator/benchmark/measure-document.ts';
import type { KioskFigures } from '../../simulator/benchmark/measure-kiosk.ts';
import type { MemoryFigures } from '../../simulator/benchmark/measure-memory.ts';
import type { MunicipalitiesCompared } from '../../simulator/benchmark/measure-municipalities.ts';
import type { StartFigures } from '../../simulator/benchmark/measure-start.ts';
import type { TapFigures } from '../../simulator/benchmark/measure-taps.ts';
import { pageForFigures, writeFigures } from './figures-page.ts';
import { runParts } from './run-parts.ts';
import { toldToEnd } from './told-to-end.ts';

const help = `Usage: npm run bench -- [options]

Measures the kiosk against itself and others in one run, prints the figures and writes them to out/bench.json.

  --sessions N   sessions for the memory figure (default 30; compared with the state after a tenth)
  --runs N       logins and documents (default 10)
  --taps N       taps for the time to the next screen (default 100)
  --turns N      starts of a kiosk, and of a center and a kiosk at five municipalities and at all 1,741 (default 3)
  --only PART    start, kiosk, card, document, check, municipalities or memory alone; memory is measured by that word only, and
                 municipalities by that word or for a page, since they take minutes
  --against      the document drawn by other programs too (Typst, @react-pdf/renderer): npm installs them, 90 MB, into
                 var/bench-others, which needs the network; with --only document, that and the document alone
  --page FILE    puts the figures into a page, between its lines for them (docs/speed.md)
  --out DIR      default out
  --help         this text

A part that cannot be measured does not stop the others: its error is in the file.
Exit codes: 0 measured, 1 something could not be measured, 2 wrong arguments.
`;

interface Wanted {
  readonly sessions: number;
  readonly runs: number;
  readonly taps: number;
  readonly turns: number;
  readonly only: PartName | null;
  readonly against: boolean;
  /** Null: no page. */
  readonly page: string | null;
  readonly out: string;
}

const partNames = ['start', 'kiosk', 'card', 'document', 'check', 'municipalities', 'memory'] as const;
type PartName = (typeof partNames)[number];

async function readOptions(args: readonly string[]): Promise<Wanted | 'help'> {
  const text = { type: 'string' } as const;
  const values = readWords(args, {
    ...{
      sessions: text,
      runs: text,
      taps: text,
      turns: text,
      only: text,
      against: { type: 'boolean' },
      page: text,
      out: text,
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help';
  return {
    sessions: wholeNumber('--sessions', values.sessions ?? '30', 10, 10_000),
    runs: wholeNumber('--runs', values.runs ?? '10', 10, 10_000),
    taps: wholeNumber('--taps', values.taps ?? '100', 10, 10_000),
    turns: wholeNumber('--turns', values.turns ?? '3', 1, 100),
    only: values.only === undefined ? null : oneOf('--only', partNames, values.only),
    against: values.against === true,
    page: values.page === undefined ? null : await pageForFigures('--page', values.page),
    out: await folderToWrite('--out', values.out ?? 'out'),
  };
}

const ms = ({ median, p99 }: Figures): string => `median ${median} ms, p99 ${p99} ms`;

/** How many times longer the first takes than the second, to two decimals. */
const ratio = (first: number, second: number): number => Math.round((first / second) * 100) / 100;

/** Heap figures mean something only after a full collection. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return () => {
    if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  };
}

function bench(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'bench', call: 'npm run bench' }, async () => {
    const wanted = await readOptions(args);
    if (wanted !== 'help') return measure(wanted);
    process.stdout.write(help);
    return 0;
  });
}

async function measure({
  sessions,
  runs,
  taps,
  turns,
  only,
  against,
  page: figuresPage,
  out,
}: Wanted): Promise<number> {
  const executable = findChromium();
  if (executable === null) {
    console.error('bench: Chromium is missing: install the Debian package chromium');
    return 1;
  }
  const say = (line: string): void => console.log(line);
  const state = resolve('var/bench-measure');
  const told = toldToEnd();
  const { signal } = told;
  const page = async (): Promise<string> => (await import('../../renderer/build.ts')).buildRenderer();
  // Loaded when they are measured: words that are wrong, and --help, are answered at once.
  const parts: { readonly [Name in PartName]: () => Promise<Measured[Name]> } = {
    start: async () => {
      const { measureStart } = await import('../../simulator/benchmark/measure-start.ts');
      await page();
      return measureStart({ executable, state, runs: turns, signal });
    },
    kiosk: async () => {
      const { measureKiosk } = await import('../../simulator/benchmark/measure-kiosk.ts');
      return measureKiosk({
        ...{ executable, dist: await page(), state, out, taps, say, signal },
        sessions: [Math.max(1, Math.round(sessions / 10)), sessions],
        collect: collector(),
      });
    },
    card: async () => {
      const { measureCard } = await import('../../simulator/benchmark/measure-card.ts');
      const { openTestCa } = await import('../../simulator/authorities/test-ca/test-ca.ts');
      return measureCard(await openTestCa(join(state, 'test-ca'), systemClock), runs, signal);
    },
    document: async () => {
      const { measureDocument } = await import('../../simulator/benchmark/measure-document.ts');
      return measureDocument(executable, runs, signal);
    },
    check: async () => {
      const { measureCheck } = await import('../../simulator/benchmark/measure-check.ts');
      return measureCheck(signal);
    },
    memory: async () => {
      const { measureMemory } = await import('../../simulator/benchmark/measure-memory.ts');
      const marks = [...new Set([1, Math.ceil(sessions / 20), sessions])];
      return measureMemory({ executable, dist: await page(), marks, say, signal });
    },
    municipalities: async () => {
      const { compareMunicipalities } = await import('../../simulator/benchmark/measure-municipalities.ts');
      return compareMunicipalities({
        ...{ executable, dist: await page(), state: join(state, 'municipalities') },
        ...{ runs: turns, say, signal },
      });
    },
  };
  const beside = {
    against: async () => {
      const { measureAgainst } = await import('../../simulator/benchmark/measure-against.ts');
      return measureAgainst(resolve('var/bench-others'), runs, signal);
    },
  };
  const { start, kiosk, card, document, check, municipalities } = parts;
  const usual = { start, kiosk, card, document, check, ...(figuresPage !== null && { municipalities }) };
  const wanted = { ...(only === null ? usual : { [only]: parts[only] }), ...(against && beside) };
  const { done, errors } = await runParts<Partial<Measured>>(wanted, say, signal);
  told.done();
  await writeFile(join(out, 'bench.json'), `${JSON.stringify(figuresFrom(done, errors), null, 2)}\n`);
  for (const [what, value] of rowsOf(done)) say(`${what.padEnd(52)} ${value}`);
  for (const [name, why] of Object.entries(errors)) console.error(`bench: ${name}: ${why}`);
  if (figuresPage !== null) await writeFigures(figuresPage, 'npm run bench', rowsOf(done));
  say(`written to ${join(out, 'bench.json')}`);
  return told.exitCode(Object.keys(errors).length === 0 ? 0 : 1);
}

interface Measured {
  readonly start: StartFigures;
  readonly kiosk: KioskFigures;
  readonly card: CardFigures;
  readonly document: DocumentFigures;
  readonly check: CheckFigures;
  readonly municipalities: MunicipalitiesCompared;
  readonly memory: MemoryFigures;
  readonly against: AgainstFigures;
}

/** What goes into the file: everything that was measured and, for the rest, why it was not. */
function figuresFrom(
  { start, kiosk, card, document, check, municipalities, memory, against }: Partial<Measured>,
  errors: object,
): object {
  return {
    measuredAt: new Date().toISOString(),
    machine: {
      processors: cpus().length,
      model: cpus()[0]?.model ?? '',
      memoryGB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    ...(start && { start }),
    ...(kiosk && { kiosk }),
    ...(card && {
      card: { ...card, openscToPcscd: ratio(card.opensc.ms.median, card.pcscd.ms.median) },
    }),
    ...(document && {
      document: {
        ...document,
        chromiumToPdfkit: ratio(document.chromium.ms.median, document.pdfkit.ms.median),
        pdfkitToFloor: ratio(document.pdfkit.ms.median, document.floor.ms.median),
      },
    }),
    ...(check && { check }),
    ...(municipalities && { municipalities }),
    ...(memory && { memory }),
    ...(against && { against }),
    ...(Object.keys(errors).length > 0 && { errors }),
  };
}

function rowsOf({
  start,
  kiosk,
  card,
  document,
  check,
  municipalities,
  memory,
  against,
}: Partial<Measured>): readonly (readonly [string, string])[] {
  return [
    ...(start
      ? ([
          ['start to the first screen, the bare host', ms(start.bare)],
          ['start to the first screen, the kiosk', `${ms(start.kiosk)} (× ${start.ratio})`],
        ] as const)
      : []),
    ...(kiosk
      ? ([
          ['start to the invitation, center and devices with it', `${kiosk.startMs} ms`],
          ...tapRows(kiosk.taps),
          ['last coin through the sensor to the printer', ms(kiosk.paidToPrinterMs)],
          ['last coin on record to the printer', ms(kiosk.securedToPrinterMs)],
        ] as const)
      : []),
    ...(card
      ? ([
          ['login over the card, in process', `${ms(card.inProcess.ms)}, ${card.inProcess.apdus} APDUs`],
          ['login over the card, through pcscd', `${ms(card.pcscd.ms)}, ${card.pcscd.apdus} APDUs`],
          [
            'the same APDUs through pcscd alone',
            `${ms(card.bare.ms)} (× ${card.toBare} with the kiosk's code)`,
          ],
          ['OpenSC reads the certificate and signs', `${ms(card.opensc.ms)}, ${card.opensc.apdus} APDUs`],
        ] as const)
      : []),
    ...(document
      ? ([
          ['sheet of four persons, from its data to PDF', costs(document.pdfkit)],
          [
            'the work in it that nobody could spare',
            `${costs(document.floor)} (${ratio(document.pdfkit.ms.median, document.floor.ms.median)} ×)`,
          ],
          [
            'the same sheet printed by Chromium',
            `${ms(document.chromium.ms)}, ${document.chromium.kB} kB (× ${Math.round(document.chromium.ms.median / document.pdfkit.ms.median)})`,
          ],
        ] as const)
      : []),
    ...(against ? againstRows(against) : []),
    ...(check ? checkRows(check) : []),
    ...(municipalities ? municipalityRows(municipalities) : []),
    ...(memory ? memoryRows(memory) : []),
    ...(kiosk
      ? ([
          [
            `heap, with center and devices in the process, after ${kiosk.memory.sessions.join(' and ')} sessions`,
            `${kiosk.memory.heapMB.join(' and ')} MB (× ${kiosk.memory.heapRatio})`,
          ],
        ] as const)
      : []),
  ];
}

const costs = ({ ms: took, cpuMs, kB }: Cost & { readonly kB?: number }): string =>
  `${ms(took)}, CPU ${cpuMs.median} ms${kB === undefined ? '' : `, ${kB} kB`}`;

function againstRows({ ours, others }: AgainstFigures): (readonly [string, string])[] {
  return [
    ['that sheet again, beside the others', costs(ours)],
    ...others.map(
      (other) => [`drawn by ${other.name} ${other.version}`, `${costs(other)} (× ${other.ratio})`] as const,
    ),
  ];
}

/** All threads of a receiver's process. */
function checkRows(check: CheckFigures): (readonly [string, string])[] {
  const { startMs, firstMs, pageMs, codesMs, toCodes, residentMB } = check;
  return [
    ["receiver's check of one page, 200 dpi", `CPU ${pageMs} ms`],
    ['reading its codes alone', `CPU ${codesMs} ms (the check takes × ${toCodes})`],
    ['start of a process, and its first page', `CPU ${startMs} and ${firstMs} ms, ${residentMB} MB`],
  ];
}

/** From a lifted finger to the next screen painted. */
function tapRows({ bare, kiosk, large, ratio: to, layoutShifts }: TapFigures): (readonly [string, string])[] {
  return [
    ['tap to the next screen painted, a bare page', ms(bare)],
    ['tap to the next screen painted, Japanese', `${ms(kiosk)} (× ${to.kiosk})`],
    [`tap to the next screen painted, 200 %, ${large.slowest}`, `${ms(large.ofSlowest)} (× ${to.large})`],
    ['tap to the next screen painted, 200 %, all languages', ms(large.all)],
    ['layout shifts meanwhile', String(layoutShifts)],
  ];
}

/** The kiosk's main process alone. */
function memoryRows({ marks, heapRatio }: MemoryFigures): (readonly [string, string])[] {
  return marks.map(({ sessions, heapMB, residentMB }, index) => [
    `the main process alone after ${sessions} sessions`,
    `heap ${heapMB} MB, resident ${residentMB} MB${index === marks.length - 1 ? ` (heap × ${heapRatio})` : ''}`,
  ]);
}

/** Five municipalities, 1,741, and how many times as much that is. */
function municipalityRows({ five, all, ratios }: MunicipalitiesCompared): (readonly [string, string])[] {
  const rows = [
    ['start of the center', 'centerStartMs', 'ms'],
    ['start of the kiosk', 'kioskStartMs', 'ms'],
    ['chosen near to painted', 'nearMs', 'ms'],
    ['chosen far to painted', 'farMs', 'ms'],
    ['login', 'loginMs', 'ms'],
    ['order', 'orderMs', 'ms'],
    ['memory of the center', 'centerMB', 'MB'],
    ['memory of center and kiosk', 'bothMB', 'MB'],
  ] as const;
  return rows.map(([what, key, unit]) => [
    `${what}, 5 and 1,741 municipalities`,
    `${Math.round(five[key])} and ${Math.round(all[key])} ${unit} (× ${ratios[key]})`,
  ]);
}

process.exitCode = await bench(process.argv.slice(2));
