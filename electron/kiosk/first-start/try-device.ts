import { randomBytes } from 'node:crypto';
import { createTestPage } from '../../../printing/test-page/test-page.ts';
import {
  deviceSchema,
  type DeviceContext,
  type DeviceDriver,
  type Open,
} from '../../../shared/device-driver.ts';
import type { SeenPart, Tried, WizardDevice } from '../../../shared/first-start.ts';
import type { Language } from '../../../shared/languages.ts';
import type { CardPresence } from '../../../state-machines/ports.ts';
import type { DeviceOption } from '../../../state-machines/first-start/ports.ts';
import { pause } from '../../../shared/timers.ts';
import { createAttendantCardReader } from '../../devices/card-reader/attendant-card.ts';
import type { CardSource } from '../../devices/card-reader/card-source.ts';
import type { DriverRegistry } from '../../devices/registry.ts';
import { playAll, sounds } from '../../devices/sound/sounds.ts';
import {
  sightCashDevice,
  sightReceiptPrinter,
  sightSheetPrinter,
} from '../../devices/watch/device-sightings.ts';
import { settingsOf } from './first-config.ts';

export interface DeviceTry {
  readonly device: WizardDevice;
  readonly option: DeviceOption;
  readonly language: Language;
  readonly kiosk: string;
}

const bad: Tried = { result: 'bad', parts: [] };
/** All sounds, one after another, and the last one's end, ms. */
const soundsMs = sounds.length * 1_500;

/** Opens one device with its driver, tries it as an operator does in maintenance, and closes it. No money moves, and no slot opens. */
export async function tryDevice(
  { device, option, language, kiosk }: DeviceTry,
  registry: DriverRegistry,
  context: DeviceContext,
  signal: AbortSignal,
): Promise<Tried> {
  const settings = settingsOf(device, option);
  const withOpen = async <Port>(
    drivers: readonly DeviceDriver<Port>[],
    run: (port: Open<Port>) => Promise<Tried>,
  ): Promise<Tried> => {
    const configured = deviceSchema(drivers).safeParse(settings);
    if (!configured.success) return bad;
    const opened = await configured.data.open(context);
    if (!opened.ok) return bad;
    try {
      return await run(opened.value);
    } finally {
      await opened.value.close();
    }
  };
  switch (device) {
    case 'cardReader':
      return withOpen(registry.cardReader, (cards) => tryCards(cards, context, signal));
    case 'cash':
      return withOpen(registry.cash, async (cash) => {
        const status = await cash.status();
        if (!status.ok) return seen('bad', [{ device: 'coinAcceptor', state: status.error.fault }]);
        const { devices } = status.value;
        const parts = devices.map((each) => partOf(sightCashDevice(each, 0)));
        // An empty hopper works: it was not filled yet.
        return seen(devices.every(({ state }) => state === 'ok') ? 'good' : 'bad', parts);
      });
    case 'sheetPrinter':
      return withOpen(registry.sheetPrinter, async (sheets) => {
        const mark = `TEST/${randomBytes(4).toString('hex')}`;
        const pdf = await createTestPage(context.clock).testPage();
        const { outcome } = await sheets.printSheet({ mark, pdf }, () => undefined, signal);
        if (outcome === 'printed') return { result: 'toJudge', parts: [] };
        return seen('bad', [partOf(sightSheetPrinter(await sheets.status()))]);
      });
    case 'receiptPrinter':
      return withOpen(registry.receiptPrinter, async (receipts) => {
        const printed = await receipts.print({ title: 'test', language, kiosk, at: context.clock.now() });
        if (printed.ok) return { result: 'toJudge', parts: [] };
        return seen('bad', [partOf(sightReceiptPrinter(await receipts.status()))]);
      });
    case 'speech':
      return withOpen(registry.speech, async ({ engine }) => {
        const voice = engine?.voiceOf(language) ?? null;
        if (engine === null || voice === null) return bad;
        const text = language === 'ja' ? 'これは、ためしです。' : 'This is a test.';
        const spoken = await engine.speak({ text, voice, speed: 3, volume: 3 }, signal);
        return { result: spoken.ok ? 'toJudge' : 'bad', parts: [] };
      });
    case 'sound':
      return withOpen(registry.sound, async (port) => {
        playAll(port, context.timers);
        await pause(context.timers, soundsMs, signal);
        return { result: 'toJudge', parts: [] };
      });
  }
}

/** Waits for a card, any, and reads which kind it is: nothing about its holder. */
async function tryCards(
  cards: CardSource,
  { timers }: Pick<DeviceContext, 'timers'>,
  signal: AbortSignal,
): Promise<Tried> {
  if (!(await untilSet(cards, signal))) return seen('bad', []);
  const kind = await createAttendantCardReader(cards, { timers }).kindOfCard();
  const state = kind === 'unreadable' ? 'hardwareError' : 'online';
  return seen(kind === 'unreadable' ? 'bad' : 'good', [{ device: 'cardReader', state }]);
}

/** @returns false: the signal came first */
function untilSet(cards: CardSource, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    let stop: () => void = () => undefined;
    const end = (set: boolean): void => {
      signal.removeEventListener('abort', onAbort);
      queueMicrotask(() => stop());
      resolve(set);
    };
    const onAbort = (): void => end(false);
    if (signal.aborted) {
      end(false);
      return;
    }
    signal.addEventListener('abort', onAbort);
    stop = cards.watch((presence: CardPresence) => {
      if (presence === 'present') end(true);
    });
  });
}

function partOf({ device, state }: SeenPart): SeenPart {
  return { device, state };
}

function seen(result: 'good' | 'bad', parts: readonly SeenPart[]): Tried {
  return { result, parts };
}
