import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { madeUpHousehold } from '../../testing/certificates/made-up-household.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { openSealKeys } from '../seal/seal-keys.ts';
import { createCopyRenderer, type CopyRenderer } from './copy-renderer.ts';
import type { CopyToRender } from './render.ts';
import { createSheetRenderer } from './create-sheet-renderer.ts';
import { createRenderingPool, RenderingThreadEnded, type RenderingPoolParts } from './rendering-pool.ts';
import { codes } from '../../testing/municipality-codes.ts';

const municipality = codes.tsukuba;
/** What a scripted thread does with a copy, by the municipality that the copy names. */
const scripts = { usual: '47901', exit: '47902', throw: '47903', hang: '47904', wait: '47905' } as const;
const copyOf = (how: keyof typeof scripts | typeof codes.tsukuba): CopyToRender => ({
  draft: { kind: 'residenceRecord', data: madeUpHousehold(1) },
  municipality: municipalityIdSchema.parse(
    Object.entries(scripts).find(([name]) => name === how)?.[1] ?? how,
  ),
  preview: false,
});
/** By then what can begin has begun. */
const begun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const noSignal = new AbortController().signal;

const opened: CopyRenderer[] = [];
function open(parts: RenderingPoolParts): CopyRenderer {
  const pool = createRenderingPool(parts);
  opened.push(pool);
  return pool;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.close()));
});

describe('copies made in a thread', () => {
  it('are, byte for byte, those made in this one, for a household of several sheets with its preview', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'komado-pool-'));
    const clock = { now: () => instantInJapan(isoDate('2026-11-20'), '10:00:00') };
    const sealKeys = await openSealKeys(folder, [municipality], clock);
    const font = await loadMincho();
    const here = createCopyRenderer({ font, renderer: createSheetRenderer({ font, sealKeys }) });
    const copy = { ...copyOf(codes.tsukuba), preview: true, draft: household(9) };
    const inThread = await open({ sealKeys, threads: 1 }).render('KIOSK-1', copy, noSignal);
    expect(inThread).toEqual(await here.render('KIOSK-1', copy, noSignal));
    if (!inThread.ok) throw new Error('not made');
    expect(inThread.value.sheets.length).toBeGreaterThan(1);
    expect(inThread.value.preview).toHaveLength(inThread.value.sheets.length);
    await rm(folder, { recursive: true });
  });

  it('are refused as in this one, and fail as here when they cannot be sealed', async () => {
    const pool = open({ sealKeys: { seal: () => Promise.reject(new Error('no key')) }, threads: 1 });
    const unprintable = household(1, '見本\u{e000}花子');
    expect(await pool.render('KIOSK-1', { ...copyOf(codes.tsukuba), draft: unprintable }, noSignal)).toEqual({
      ok: false,
      error: { refused: 'characterNotPrintable', character: '\u{e000}' },
    });
    await expect(pool.render('KIOSK-1', copyOf(codes.tsukuba), noSignal)).rejects.toThrow('no key');
  });
});

function household(persons: number, name?: string): CopyToRender['draft'] {
  const data = madeUpHousehold(persons);
  const named =
    name === undefined ? data : { ...data, persons: data.persons.map((one) => ({ ...one, name })) };
  return { kind: 'residenceRecord', data: named };
}

/** A thread that does what the copy's municipality says, and gives its own number as the sheet. */
const scripted = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads';
    const rendered = () => parentPort.postMessage({
      type: 'rendered', result: { ok: true, value: { sheets: [Uint8Array.of(threadId)], preview: [] } },
    });
    parentPort.on('message', (message) => {
      if (message.type === 'stop') parentPort.postMessage({ type: 'failed', error: new Error('stopped') });
      else if (message.copy.municipality === '${scripts.exit}') process.exit(1);
      else if (message.copy.municipality === '${scripts.throw}') setImmediate(() => { throw new Error('a fault'); });
      else if (message.copy.municipality === '${scripts.hang}') for (;;);
      else if (message.copy.municipality !== '${scripts.wait}') rendered();
    });
  `)}`,
);
const scriptedPool = (threads: number, timers = createManualTimers()): CopyRenderer =>
  open({ sealKeys: { seal: () => Promise.reject(new Error('not asked')) }, threads, timers, file: scripted });

/** The number of the thread that made a copy. */
async function threadOf(
  pool: CopyRenderer,
  how: keyof typeof scripts = 'usual',
): Promise<number | undefined> {
  const rendered = await pool.render('KIOSK-1', copyOf(how), noSignal);
  return rendered.ok ? rendered.value.sheets[0]?.[0] : undefined;
}

describe('a rendering pool', () => {
  it('starts a thread when it needs one, and uses it again', async () => {
    const pool = scriptedPool(2);
    const first = await threadOf(pool);
    expect(first).toBeGreaterThan(0);
    expect(await threadOf(pool)).toBe(first);
    const both = await Promise.all([threadOf(pool), threadOf(pool)]);
    expect(new Set(both).size).toBe(2);
    expect(both).toContain(first);
  });

  it.each(['exit', 'throw'] as const)(
    'replaces a thread that ends (%s), and fails only what it made',
    async (how) => {
      const pool = scriptedPool(2);
      const before = await threadOf(pool);
      const crashed = pool.render('KIOSK-1', copyOf(how), noSignal);
      const other = threadOf(pool);
      await expect(crashed).rejects.toBeInstanceOf(RenderingThreadEnded);
      expect(await other).not.toBe(before);
      const both = await Promise.all([threadOf(pool), threadOf(pool)]);
      expect(new Set(both).size).toBe(2);
      expect(both).not.toContain(before);
    },
  );

  it('lets go at once of a copy that nobody wants any more, and its thread goes on with the next', async () => {
    const pool = scriptedPool(1);
    const before = await threadOf(pool);
    const unwanted = new AbortController();
    const waiting = pool.render('KIOSK-1', copyOf('wait'), unwanted.signal);
    const behind = pool.render('KIOSK-1', copyOf('usual'), unwanted.signal);
    const next = threadOf(pool);
    await begun();
    unwanted.abort(new Error('unwanted'));
    await expect(waiting).rejects.toThrow('unwanted');
    await expect(behind).rejects.toThrow('unwanted');
    expect(await next).toBe(before);
  });

  it('ends a thread that does not stop', async () => {
    const timers = createManualTimers();
    const pool = scriptedPool(1, timers);
    const before = await threadOf(pool);
    const unwanted = new AbortController();
    const hanging = pool.render('KIOSK-1', copyOf('hang'), unwanted.signal);
    const next = threadOf(pool);
    await begun();
    unwanted.abort(new Error('unwanted'));
    await expect(hanging).rejects.toThrow('unwanted');
    timers.advance(10_000);
    expect(await next).toBeGreaterThan(before ?? 0);
    expect(timers.pending()).toBe(0);
  });

  it('lets kiosks take turns, copy by copy', async () => {
    const pool = scriptedPool(1);
    const made: string[] = [];
    const render = (kiosk: string) =>
      pool.render(kiosk, copyOf('usual'), noSignal).then(() => made.push(kiosk));
    const large = Array.from({ length: 10 }, () => render('KIOSK-1'));
    await Promise.all([...large, render('KIOSK-2')]);
    expect(made.indexOf('KIOSK-2')).toBeLessThan(3);
  });

  it('gives up what is being made when it is closed, and makes nothing more', async () => {
    const pool = scriptedPool(1);
    const waiting = expect(pool.render('KIOSK-1', copyOf('wait'), noSignal)).rejects.toThrow('closed');
    await pool.close();
    await waiting;
    await expect(pool.render('KIOSK-1', copyOf('usual'), noSignal)).rejects.toThrow('closed');
  });
});
