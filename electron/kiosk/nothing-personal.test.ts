import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SimulatedClock } from 'xstate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scriptedKioskInput } from '../../testing/scripted/kiosk-input.ts';
import { openLog } from '../../logging/open-log.ts';
import type { Resident } from '../../shared/center-api.ts';
import type { Intent } from '../../shared/intent.ts';
import { ok } from '../../shared/result.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import type { KioskService } from '../../shared/service-screens.ts';
import type { Wish } from '../../state-machines/deliver.ts';
import type { JournalPort } from '../../state-machines/ports.ts';
import { eventsIn } from '../../testing/log-lines.ts';
import { attendantWishes } from '../../testing/scripted/attendant-wishes.ts';
import { settle } from '../../testing/scripted/kiosk-driver.ts';
import { nextWish } from '../../testing/scripted/next-wish.ts';
import { plantedError, plantedWords, withPlantedWords } from '../../testing/scripted/planted-words.ts';
import { deviceReport, operator, staff } from '../../testing/scripted/scripted-attendance.ts';
import { createScriptedWorld, scriptedFamily, scriptedOrder } from '../../testing/scripted/scripted-ports.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { openTelemetry } from '../../telemetry/telemetry.ts';
import { createBooks } from '../journal/books.ts';
import { openJournal } from '../journal/journal.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import { kioskReportSchema, noOrders } from '../../shared/kiosk-report.ts';
import { nothingOrdered } from '../recovery/ordered.ts';
import { createCenterOrders } from './center-orders.ts';
import { createLastIssue } from './kiosk-report.ts';
import { reportToCenter } from './report-to-center.ts';
import { createPinPad } from '../devices/pin-pad/pin-pad.ts';
import { tellKiosk } from './telemetry/tell-kiosk.ts';

const folder = mkdtempSync(join(tmpdir(), 'komado-planted-'));
const output: string[] = [];
const broken = new Map<string, number>();
/** What went to the collector, as it was before it was compressed. */
const sent: Buffer[] = [];
/** What was told to the center. */
const reports: string[] = [];
let refused = 0;

/** Residents, staff and operators at kiosks whose ports have planted words in every answer and fail every few calls. */
beforeAll(async () => {
  for (let visit = 0; visit < 90; visit++) await runVisit(visit);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function runVisit(visit: number): Promise<void> {
  const draw = drawer(visit);
  const world = createScriptedWorld();
  world.login = () => Promise.resolve(ok(namedResident));
  world.order = () => Promise.resolve(ok(scriptedOrder(1)));
  world.attendance.who = () => Promise.resolve(ok(visit % 8 < 4 ? operator : staff));
  world.attendance.local = null;
  const clock = new SimulatedClock();
  const timers = createManualTimers(world.now);
  const told = openTelemetry({
    ...{
      clock: world.ports.clock,
      timers,
      maxBytes: 10_000_000,
      maxAgeMs: 1e12,
      everyMs: 10_000,
      traces: true,
    },
    folder: join(folder, 'telemetry', String(visit)),
    sender: { service: 'komado-kiosk', instance: 'K-TEST', version: '0.1.0' },
    log: () => log,
    // Every other batch is sent, every other waits for good.
    post: ({ body }) => {
      sent.push(gunzipSync(body));
      return Promise.resolve(
        visit % 2 === 0 ? { taken: true, rejected: 0 } : { later: true, afterMs: 0, error: plantedError() },
      );
    },
  });
  if (!told.ok) throw new Error(told.error);
  const telemetry = told.value;
  const { log, close } = openLog({
    further: telemetry.destination,
    ...{ name: 'kiosk', source: 'K-TEST', clock: world.ports.clock },
    files: { folder: join(folder, 'log'), maxBytes: 1_000_000, keepDays: 30 },
    output: { write: (line) => output.push(line) },
  });
  const opened = openJournal(join(folder, `journal-${String(visit)}`), world.ports.clock);
  if (!opened.ok) throw new Error('the journal of a test');
  const journal: JournalPort = opened.value;
  // Every third visit meets no failures, so that sessions get to their end too.
  const breaks = (call: string): boolean => {
    if (visit % 3 === 0) return false;
    const isAskedAllTheTime = call === 'center.offers' || call === 'cash.status';
    const isTarget = call === targets[visit % targets.length];
    if (!isTarget && draw(isAskedAllTheTime ? 80 : 10) > 0) return false;
    broken.set(call, (broken.get(call) ?? 0) + 1);
    return true;
  };
  const pinPad = createPinPad();
  const ports = withPlantedWords(world.ports, breaks);
  const kiosk = createKiosk(
    Object.assign(Object.create(ports), { pinPad, log, journal }) as Parameters<typeof createKiosk>[0],
    scriptedKioskInput,
    { clock },
  );
  const books = createBooks([], { hoppers: [], accepted: [] });
  opened.value.onRecord((record) => books.add(record));
  const endTold = tellKiosk(telemetry, {
    ...{ kiosk, devices: ports.devices, books: ports.books, journal: books, clock: world.ports.clock },
  });
  const { clock: wall } = world.ports;
  const orders = createCenterOrders({
    ...{ begin: nothingOrdered, journal: world.ports.journal, clock: wall, log, onUpdateWished: undefined },
  });
  const endReports = reportToCenter({
    ...{ kiosk, devices: ports.devices, orders, clock: wall, timers, log, version: '0.1.0' },
    ...{ lastIssue: createLastIssue(books), certificateDays: () => 300 },
    tell(report) {
      reports.push(JSON.stringify(kioskReportSchema.parse(report)));
      // What a careless center might answer is nothing that a kiosk asks for.
      return draw(3) === 0 ? Promise.reject(plantedError()) : Promise.resolve(ok(noOrders));
    },
  });
  await settle();
  const service = visit % 3 === 1 ? 'certificates' : (services[draw(services.length)] ?? 'pin');
  for (let step = 0; step < 70; step++) {
    const { body } = kiosk.screen();
    const wish =
      visit % 4 === 3 && body.kind === 'attract'
        ? ({ type: 'callAttendant' } as const)
        : wishOf(body, service, draw);
    if (wish) for (const intent of intentsOf(wish, body)) send(kiosk, intent);
    else world.setCard(body.kind === 'takeCard' ? 'absent' : 'present');
    if (body.kind === 'payment') world.insert(1000);
    if (draw(10) === 0)
      world.attendance.setReports([deviceReport('sheetPrinter', draw(2) === 0 ? 'media-jam' : 'online')]);
    if (draw(15) === 0) send(kiosk, { type: 'help' });
    await settle();
    clock.increment(draw(20) === 0 ? 120_000 : 300);
    world.now += 300;
    timers.advance(300);
    await settle();
  }
  await endReports();
  kiosk.stop();
  endTold();
  // So that what is told at the end of a day is among it.
  world.now += 86_400_000;
  await telemetry.close();
  refused += telemetry.meter.refused();
  opened.value.close();
  close();
}

/** The calls that fail, each in the visits of its turn; every fourth visit is an attendant's. */
const targets = [
  'card.look',
  'card.sign',
  'center.login',
  'attendants.byCode',
  'center.order',
  'center.beginSession',
  'cash.status',
  'center.offers',
];

const services: readonly KioskService[] = ['certificates', 'enrolment', 'signaturePassword', 'pin'];

/** The household with the planted name. */
const namedResident: Resident = {
  ...scriptedFamily,
  certificates: scriptedFamily.certificates.map((certificate) => ({
    ...certificate,
    persons: certificate.persons.map((person) => ({
      ...person,
      ...{ name: plantedWords.name, kana: plantedWords.kana },
    })),
  })),
};

function send(kiosk: Kiosk, intent: Intent): void {
  kiosk.handle({ screen: kiosk.screen().id, intent });
}

function wishOf(body: ScreenBody, service: KioskService, draw: (below: number) => number): Wish | null {
  const own = attendantWishes(body);
  return own[draw(Math.max(1, own.length))] ?? nextWish(body, service);
}

/** The planted PIN and password, key by key. */
function intentsOf(wish: Wish, body: ScreenBody): Intent[] {
  if (wish.type !== 'pinDigits') return [wish];
  const digits = Array.from(body.kind === 'attendantLogin' ? `${plantedWords.pin}73` : plantedWords.pin);
  const isPassword = body.kind === 'secret' && body.least > 4;
  return isPassword
    ? Array.from(plantedWords.password).map((key) => ({ type: 'secretKey', key }))
    : digits.map((key) => ({ type: 'pinKey', key: key as '7' }));
}

/** Reproducible random numbers. @returns a function that gives a number from 0 to below `below` */
function drawer(seed: number): (below: number) => number {
  let state = (seed + 1) * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it('the visits with planted words drive sessions to their ends and make every call fail', () => {
  const lines = eventsIn(
    readdirSync(join(folder, 'log')).flatMap((name) =>
      readFileSync(join(folder, 'log', name), 'utf8')
        .trimEnd()
        .split('\n'),
    ),
  );
  const states = new Set(lines.map(({ machine, state }) => `${String(machine)} ${String(state)}`));
  for (const state of ['session flow.handover', 'session flow.secretChanged', 'attendant flow.maintenance'])
    expect(
      [...states].filter((each) => each.startsWith(state)),
      state,
    ).not.toEqual([]);
  expect([...broken.keys()].sort()).toEqual(expect.arrayContaining(targets));
  const places = new Set(lines.flatMap(({ event, place }) => (event === 'actorFailed' ? [place] : [])));
  expect(places.size).toBeGreaterThanOrEqual(10);
  for (const event of ['refused', 'outOfService', 'intentTaken', 'intentRefused'])
    expect(
      lines.filter((line) => line['event'] === event),
      event,
    ).not.toEqual([]);
});

it('none of the planted words is written anywhere', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThan(60);
  const buffered = files.filter((file) => file.endsWith('.gz'));
  expect(buffered.length).toBeGreaterThan(40);
  expect(sent.length).toBeGreaterThan(100);
  const written = [
    ...files.map((file) => (file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file))),
    Buffer.from(output.join('')),
    ...sent,
  ];
  const places = written.flatMap((bytes, index) =>
    Object.values(plantedWords)
      // Four digits may occur anywhere in a hash or a time: a leaked PIN would be a value of its own.
      .filter((word) => (word === plantedWords.pin ? false : bytes.includes(word)))
      .map((word) => [files[index] ?? 'standard output', word]),
  );
  expect(places).toEqual([]);
  for (const bytes of written) expect(bytes.toString('latin1')).not.toMatch(/["':=]7391(73)?["',}\n]/);
});

it('what is told of the visits has sessions, steps, devices and faults in it, and nothing had to be left out', () => {
  const all = sent.join('\n');
  for (const word of [
    '"name":"session"',
    '"name":"pin.entering"',
    'komado.step.duration',
    'komado.device.up',
  ])
    expect(all, word).toContain(word);
  for (const word of [
    'komado.certificates',
    'komado.session.languages',
    '"komado.actorFailed"',
    'exception.type',
  ])
    expect(all + bufferedText(), word).toContain(word);
  expect(refused).toBe(0);
  // Nor a municipality, whose few residents a time could point at, nor what leads to an order.
  expect(all + bufferedText()).not.toMatch(/"komado\.(?:municipality|transaction)"/);
  expect(all + bufferedText()).not.toContain(`"${codes.mihon}"`);
});

/** What waits in the buffers of all visits. */
function bufferedText(): string {
  return readdirSync(join(folder, 'telemetry'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gz'))
    .map((name) => gunzipSync(readFileSync(join(folder, 'telemetry', name))).toString('utf8'))
    .join('\n');
}

it('no log line has a field that had to be left out', () => {
  expect(output.length).toBeGreaterThan(1000);
  expect(output.filter((line) => line.includes('fieldsRefused'))).toEqual([]);
});

it('no report to the center has a planted word, or anything of a visit but that certificates are printed', () => {
  expect(reports.length).toBeGreaterThan(50);
  const all = reports.join('\n');
  for (const word of Object.values(plantedWords)) expect(all).not.toContain(word);
  expect(all).not.toMatch(/municipality|transaction|language|kind|price|sum/);
  expect(all).not.toContain(`"${codes.mihon}"`);
});
