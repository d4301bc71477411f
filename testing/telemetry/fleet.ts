import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedClock } from 'xstate';
import { createBooks } from '../../electron/journal/books.ts';
import { openJournal } from '../../electron/journal/journal.ts';
import { recordsIn } from '../journal-records.ts';
import { createKiosk } from '../../electron/kiosk/kiosk.ts';
import { tellKiosk } from '../../electron/kiosk/telemetry/tell-kiosk.ts';
import { createPinPad } from '../../electron/devices/pin-pad/pin-pad.ts';
import { logDevices } from '../../electron/devices/watch/log-devices.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { openLog } from '../../logging/open-log.ts';
import type { DeviceReport } from '../../shared/attendants.ts';
import type { Language } from '../../shared/languages.ts';
import type { Wish } from '../../state-machines/deliver.ts';
import { createPost } from '../../telemetry/post.ts';
import { openTelemetry } from '../../telemetry/telemetry.ts';
import type { ManualTimers } from '../manual-timers.ts';
import { settle } from '../scripted/kiosk-driver.ts';
import { scriptedKioskInput } from '../scripted/kiosk-input.ts';
import { nextWish } from '../scripted/next-wish.ts';
import { createScriptedWorld } from '../scripted/scripted-ports.ts';

/** A kiosk with the product's own machines, journal, log and telemetry, over scripted devices. */
export interface FleetKiosk {
  readonly name: string;
  readonly log: EventLog;
  /** One resident from the first touch to the certificate, or who stops at the payment. @returns whether a session ended */
  visit(language: Language, stops?: boolean): Promise<boolean>;
  /** All devices are as they should be, but for these. */
  devices(...reports: readonly DeviceReport[]): void;
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly url: string;
  readonly folder: string;
  /** What time it is at the kiosks: their visits move it. */
  readonly clock: ManualTimers;
  /** When telemetry looks and sends; moved by the test, so that what is sent has the time that it needs. */
  readonly timers: ManualTimers;
}

/** So many questions and answers are more than any visit has. */
const stepsMost = 200;
const stepMs = 3_000;

/** @param number from 1: `K-0001` */
export function openFleetKiosk(
  number: number,
  { url, folder: root, clock, timers }: FleetOptions,
): FleetKiosk {
  const name = `K-${String(number).padStart(4, '0')}`;
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const telemetry = openTelemetry({
    ...{ clock, timers, folder: join(folder, 'telemetry'), maxBytes: 1_048_576, maxAgeMs: 259_200_000 },
    sender: { service: 'komado-kiosk', instance: name, version: '0.1.0' },
    ...{ everyMs: 20_000, traces: true, log: () => log },
    post: createPost(url, { ca: null, own: null }, timers),
  });
  if (!telemetry.ok) throw new Error(telemetry.error);
  const { log, close: closeLog } = openLog({
    ...{ name: 'kiosk', source: name, clock, files: null, output: null },
    further: telemetry.value.destination,
  });
  const opened = openJournal(join(folder, 'journal'), clock);
  if (!opened.ok) throw new Error(`the journal of ${name}`);
  const journal = opened.value;
  const books = createBooks(recordsIn(join(folder, 'journal')), { hoppers: [], accepted: [] });
  journal.onRecord((record) => books.add(record));
  const world = createScriptedWorld();
  const machines = new SimulatedClock();
  const pinPad = createPinPad();
  const ports = { ...world.ports, clock, pinPad, log, journal };
  const kiosk = createKiosk(ports, scriptedKioskInput, { clock: machines });
  const endTold = tellKiosk(telemetry.value, {
    ...{ kiosk, devices: ports.devices, books, journal: books, clock },
  });
  logDevices(ports.devices, log);
  log.event('kioskStarted', {});
  log.event('backInService', {});

  async function pass(ms: number): Promise<void> {
    await settle();
    machines.increment(ms);
    clock.advance(ms);
    await settle();
  }

  function send(wish: Wish): void {
    const { id } = kiosk.screen();
    if (wish.type !== 'pinDigits') kiosk.handle({ screen: id, intent: wish });
    else
      for (const key of ['1', '2', '3', '4'] as const)
        kiosk.handle({ screen: id, intent: { type: 'pinKey', key } });
  }

  return {
    name,
    log,
    async visit(language, stops = false) {
      await pass(0);
      let began = false;
      for (let step = 0; step < stepsMost; step++) {
        const { body } = kiosk.screen();
        if (body.kind === 'attract' && began) return true;
        if (body.kind === 'attract') send({ type: 'setLanguage', language });
        began ||= body.kind === 'attract';
        const wish: Wish | null =
          stops && body.kind === 'payment' ? { type: 'stop' } : nextWish(body, 'certificates');
        if (wish) send(wish);
        else world.setCard(body.kind === 'takeCard' ? 'absent' : 'present');
        if (body.kind === 'payment' && !stops) world.insert(1000);
        await pass(stepMs);
        if (kiosk.screen().overlay?.kind === 'confirmStop')
          kiosk.handle({ screen: kiosk.screen().id, intent: { type: 'confirmStop' } });
      }
      return false;
    },
    devices: (...reports) => world.attendance.setReports(reports),
    async close() {
      kiosk.stop();
      endTold();
      journal.close();
      log.event('kioskEnded', { exitCode: 0 });
      await telemetry.value.close();
      closeLog();
    },
  };
}
