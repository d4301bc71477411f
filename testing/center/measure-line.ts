import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lineLimits } from '../../issuing-center/http/http-servers.ts';
import { startCenter } from '../../issuing-center/http/server.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock, type Clock } from '../../shared/dates.ts';
import { openCenterState } from '../../simulator/residents/center-state.ts';
import { seedCenter } from '../../simulator/residents/seed.ts';
import type { CenterLine } from './simulated-center.ts';
import { visit, type Visit } from './visit.ts';

/*
 * How long a kiosk waits while another one asks for much, and while many log in at once: `node testing/center/measure-line.ts`.
 * The center has a process of its own, as in the field; --in-process makes its certificates on its only thread, to compare.
 */

const clock: Clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
const largeOrders = 12;
const kiosksAtOnce = 20;

/** The center's process: says where it listens, and serves until it is told to end. */
async function serve(folder: string, inProcess: boolean): Promise<void> {
  const state = await openCenterState(folder, clock, { revocationMs: 600_000 });
  const sql = await openEmbedded();
  await seedCenter(sql, state.ca, clock);
  const { font, ...options } = state.options;
  const center = await startCenter({
    ...options,
    sql,
    connectionLimits: lineLimits,
    ...(inProcess && font ? { font } : {}),
  });
  process.send?.({ url: center.url });
  await once(process, 'message');
  await center.close();
  await state.close();
  await sql.close();
  process.disconnect();
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const from = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - from), value };
}

const outcomeOf = (order: Promise<unknown>): Promise<string> =>
  order.then(
    (answer) => JSON.stringify(answer).slice(0, 40),
    (error: unknown) => (error instanceof Error ? error.message : 'failed'),
  );

/** Twelve orders of ten lines of ten copies, from one session; resolves when all are answered. */
function askForMuch(own: Visit): Promise<readonly string[]> {
  const lines = Array.from({ length: 10 }, () => own.line('residenceRecord', 10));
  return Promise.all(
    Array.from({ length: largeOrders }, () => outcomeOf(own.kiosk.order(own.session, lines))),
  );
}

async function measure(line: CenterLine, folder: string): Promise<void> {
  const { ca, close } = await openCenterState(folder, clock);
  const say = (what: string, figure: unknown): void => {
    process.stdout.write(`${what.padEnd(64)} ${JSON.stringify(figure)}\n`);
  };
  const other = await visit(line, ca, 'tsukuba-single', 'KIOSK-2');
  const oneSheet = () => timed(() => other.kiosk.order(other.session, [other.line('residenceRecord')]));
  say('a first order of one sheet, alone (threads start, font is read)', (await oneSheet()).ms);
  say('an order of one sheet, alone', (await oneSheet()).ms);

  const own = await visit(line, ca, 'tsukuba-family', 'KIOSK-1');
  const much = timed(() => askForMuch(own));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const small = await oneSheet();
  say(`an order of one sheet behind ${String(largeOrders)} of 10 × 10 copies`, small.ms);
  say('its answer', small.value.ok ? 'issued' : small.value.error);
  const answers = await much;
  const issued = answers.value.filter((answer) => answer.startsWith('{"ok":true')).length;
  say('those orders, all answered after', { ms: answers.ms, issued });

  const again = askForMuch(own);
  const logins = await Promise.all(
    Array.from({ length: kiosksAtOnce }, (_, index) =>
      timed(() => outcomeOf(visit(line, ca, 'tsukuba-family', `KIOSK-${String(10 + index)}`))),
    ),
  );
  const times = logins.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const failed = logins.filter(({ value }) => !value.startsWith('{"holder"')).map(({ value }) => value);
  say(`${String(kiosksAtOnce)} kiosks log in at once meanwhile: median, slowest`, [
    times[times.length / 2],
    times.at(-1),
  ]);
  say('logins that failed', failed);
  await again;
  await close();
}

const { values } = parseArgs({
  options: { 'in-process': { type: 'boolean', default: false }, serve: { type: 'string' } },
});
if (values.serve !== undefined) await serve(values.serve, values['in-process']);
else {
  const folder = await mkdtemp(join(tmpdir(), 'komado-measure-'));
  const center = fork(import.meta.filename, [
    ...['--serve', folder],
    ...(values['in-process'] ? ['--in-process'] : []),
  ]);
  const [{ url }] = (await once(center, 'message')) as [{ url: string }];
  const transport = await openTransport(join(folder, 'transport'), systemClock);
  const credentials = new Map<string, ReturnType<CenterLine['lineOf']>>();
  const lineOf: CenterLine['lineOf'] = (kiosk) => {
    const known = credentials.get(kiosk) ?? { ca: transport.ca, ...transport.issueKiosk(kiosk) };
    credentials.set(kiosk, known);
    return known;
  };
  try {
    await measure({ url, lineOf }, folder);
  } finally {
    center.send('end');
    await once(center, 'exit');
    await rm(folder, { recursive: true });
  }
}
