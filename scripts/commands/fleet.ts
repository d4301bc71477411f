import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderToWrite } from '../setup/command-folders.ts';
import { oneOf, readWords, runCommand, wholeNumber, WrongWords } from '../../shared/command-options.ts';
import { disturbances } from '../../simulator/fleet/disturbance.ts';
import type { FleetFigures, FleetOptions } from '../../simulator/fleet/run-fleet.ts';
import { floorSteps, sumOfFloor } from '../../simulator/fleet/floor-steps.ts';
import { pageForFigures, writeFigures } from './figures-page.ts';
import { toldToEnd } from './told-to-end.ts';

const help = `Usage: npm run fleet -- [options]

A fleet of simulated kiosks at a center of several nodes over PostgreSQL, all on this machine, each part a process of its own: TLS,
logins by signatures, documents with seals and codes, outcomes, and faults of the line. Afterwards every document is read with poppler and
compared with its holder, and the register with what the kiosks hold. The figures are printed, and written to out/fleet.json.

  --kiosks N      how many kiosks, 1 to 5000 (default 1000)
  --minutes N     how long it is measured, after a quarter of a minute to warm up (default 3)
  --nodes N       nodes of the center, 1 to 8 (default 2)
  --embedded      the database that comes with the center, in the process of its one node, in place of PostgreSQL
  --residents N   made-up residents in the registers (default 10000)
  --copies N      so many copies of each of them beside them in the registers, 0 to 10000, who take nothing and have no documents: 999 copies of
                  10000 residents are 10000000 (25 GB on the disk, half an hour or more; default 0)
  --at-once N     visits at a time (default 16)
  --faults N      of a hundred visits so many meet a fault of the line (default 2)
  --disturb WHAT  in the middle of the time: restart-nodes (stopped and started one after the other), upgrade (all of them replaced by
                  another build) or fail-over (two PostgreSQL servers, of which the primary is killed); kiosks then ask again for two minutes
  --profiles DIR  keeps what V8 says of each thread of the nodes, and the processor time it took
  --page FILE     puts the figures into a page, between its lines for them (docs/fleet.md)
  --out DIR       default out
  --help          this text

DATABASE_URL    a PostgreSQL server to use in place of one of its own (a new database is made on it, and stays)

Exit codes: 0 measured and every document is right, 1 a document is wrong, a visit failed or nothing could be measured, 2 wrong arguments.
`;

type Settings = Omit<FleetOptions, 'say' | 'signal'> & { readonly page: string | null; readonly out: string };

async function readSettings(args: readonly string[]): Promise<Settings | 'help'> {
  const text = { type: 'string' } as const;
  const values = readWords(args, {
    ...{
      kiosks: text,
      minutes: text,
      nodes: text,
      residents: text,
      copies: text,
      embedded: { type: 'boolean' },
      'at-once': text,
      faults: text,
      disturb: text,
      profiles: text,
      page: text,
      out: text,
    },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const kiosks = wholeNumber('--kiosks', values.kiosks ?? '1000', 1, 5000);
  const atOnce = wholeNumber('--at-once', values['at-once'] ?? '16', 1, 1000);
  if (atOnce > kiosks) throw new WrongWords('--at-once: expected no more visits than kiosks');
  const embedded = values.embedded === true;
  const others = [values.nodes ?? '1', values.copies ?? '0', values.disturb ?? ''].join(' ');
  if (embedded && others !== '1 0 ')
    throw new WrongWords('--embedded: expected one node, no copies and nothing that disturbs it');
  return {
    ...{ kiosks, atOnce, database: embedded ? 'embedded' : 'server' },
    minutes: wholeNumber('--minutes', values.minutes ?? '3', 1, 600),
    nodes: wholeNumber('--nodes', values.nodes ?? (embedded ? '1' : '2'), 1, 8),
    residents: wholeNumber('--residents', values.residents ?? '10000', 100, 9_999_999),
    copies: wholeNumber('--copies', values.copies ?? '0', 0, 10_000),
    faults: wholeNumber('--faults', values.faults ?? '2', 0, 100) / 100,
    disturbance: values.disturb === undefined ? null : oneOf('--disturb', disturbances, values.disturb),
    profiles: values.profiles === undefined ? null : await folderToWrite('--profiles', values.profiles),
    page: values.page === undefined ? null : await pageForFigures('--page', values.page),
    out: await folderToWrite('--out', values.out ?? 'out'),
  };
}

function fleet(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'fleet', call: 'npm run fleet' }, async () => {
    const settings = await readSettings(args);
    if (settings !== 'help') return run(settings);
    process.stdout.write(help);
    return 0;
  });
}

async function run({ out, page, ...options }: Settings): Promise<number> {
  const told = toldToEnd();
  const say = (line: string): void => console.log(line);
  const { runFleet } = await import('../../simulator/fleet/run-fleet.ts');
  try {
    const figures = await runFleet({ ...options, say, signal: told.signal });
    await writeFile(join(out, 'fleet.json'), `${JSON.stringify({ options, ...figures }, null, 2)}\n`);
    for (const [what, value] of rowsOf(figures)) say(`${what.padEnd(44)} ${value}`);
    if (page !== null) await writeFigures(page, callOf(options), rowsOf(figures));
    say(`written to ${join(out, 'fleet.json')}`);
    return told.exitCode(isRight(figures) ? 0 : 1);
  } catch (error) {
    if (!told.signal.aborted) throw error;
    console.error('fleet: told to end: nothing was measured');
    return told.exitCode(1);
  } finally {
    told.done();
  }
}

function callOf(settings: Omit<Settings, 'out' | 'page'>): string {
  const { kiosks, minutes, nodes, database, residents, copies, atOnce } = settings;
  const beside = copies === 0 ? '' : ` --copies ${copies}`;
  const where = database === 'embedded' ? '--embedded' : `--nodes ${nodes}`;
  return `npm run fleet -- --kiosks ${kiosks} --minutes ${minutes} ${where} --residents ${residents}${beside} --at-once ${atOnce}`;
}

function isRight({ wrong, failed, orders, certificates }: FleetFigures): boolean {
  const { forgotten, printedNotTold, requestsWithTwo } = orders;
  const nothing = [
    ...Object.values(wrong),
    ...Object.values(failed),
    forgotten,
    printedNotTold,
    requestsWithTwo,
  ];
  return certificates > 0 && nothing.every((often) => often === 0);
}

const inMs = (value: number): string => `${value.toFixed(2)} ms`;

function rowsOf(figures: FleetFigures): readonly (readonly [string, string])[] {
  const { times, orders } = figures;
  const listed = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([what, often]) => `${what} ${String(often)}`)
      .join(', ') || 'none';
  return [
    [
      'certificates',
      `${figures.certificates} in ${figures.seconds.toFixed(0)} s, ${figures.perSecond.toFixed(1)}/s`,
    ],
    ...Object.entries(times).map(
      ([what, { median, p99 }]) => [what, `median ${median} ms, p99 ${p99} ms`] as const,
    ),
    ['longest time in which no visit ended', `${Math.round(figures.longestGapMs)} ms`],
    ...cpuRows(figures),
    ['memory of a node', figures.memory.map((each) => `${each} MB`).join(', ')],
    ['faults of the line', listed(figures.faults)],
    ['visits that failed', listed(figures.failed)],
    ['documents read, wrong', `${figures.documentsRead}, ${listed(figures.wrong)}`],
    [
      'orders in the register',
      `${orders.inRegister}; forgotten ${orders.forgotten}, printed and not told ${orders.printedNotTold}, issued twice ${orders.requestsWithTwo}, open ${orders.open}`,
    ],
  ];
}

function cpuRows({ cpu }: FleetFigures): readonly (readonly [string, string])[] {
  if (cpu === null) return [];
  const floor = sumOfFloor(cpu.floor);
  const split = Object.entries(cpu.split).toSorted(([, one], [, other]) => other - one);
  return [
    ['processor time for a certificate, center', inMs(cpu.center)],
    ...split.map(([work, ms]) => [`  ${work}`, inMs(ms)] as const),
    ['  database, in its own processes', cpu.database === null ? 'not known' : inMs(cpu.database)],
    ['crypto and rendering alone, warm, in one thread', inMs(floor)],
    ...floorSteps.map((step) => [`  its ${step}`, inMs(cpu.floor[step])] as const),
    ['  as a share of what the center takes', (floor / cpu.center).toFixed(2)],
    ['the kiosks’ own', inMs(cpu.kiosks)],
    ['the cards’ authorities’', inMs(cpu.authorities)],
  ];
}

process.exitCode = await fleet(process.argv.slice(2));
