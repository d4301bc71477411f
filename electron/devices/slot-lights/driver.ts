import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { pathSchema, programSchema } from '../../../shared/config-fields.ts';
import { defineDriver, type Open } from '../../../shared/device-driver.ts';
import { ok } from '../../../shared/result.ts';
import { slots, type Slot } from '../../../shared/slots.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { SlotLightsPort } from '../../../state-machines/room-ports.ts';
import { createSerialOpener } from '../cash/cctalk/open-serial-port.ts';
import { openProgramLine } from '../room-lines/program-line.ts';

/** A program of the site that reads `lit`, followed by the slots whose lights are on, one line a change. */
export const slotLightsProgram = defineDriver<{ readonly program: readonly string[] }, SlotLightsPort>({
  kind: 'program',
  settings: z.strictObject({ program: programSchema }),
  open({ program }, { timers }) {
    let lit: readonly Slot[] = [];
    const tell = (): void => {
      line.say(['lit', ...lit].join(' '));
    };
    const line = openProgramLine(program, timers, {
      onLine: () => undefined,
      onBegun: tell,
      onGone: () => undefined,
    });
    return ok({
      show(now) {
        lit = now;
        tell();
      },
      close: () => line.close(),
    });
  },
});

const channel = z.int().min(1).max(8).nullable().default(null);
const relaySettings = z.strictObject({
  /** The serial port, `/dev/ttyUSB0`. */
  port: pathSchema,
  /** Which relay switches which light; null: that slot has none. */
  channels: z.strictObject({ card: channel, sheets: channel, coins: channel, receipt: channel }),
});
type Channels = z.output<typeof relaySettings>['channels'];

/** A line that is gone is opened again with the next change, or after this long, ms. */
const reopenMs = 5_000;

/** What switches one relay: begin, channel, on or off, sum. */
function relayMessage(relay: number, on: boolean): Uint8Array {
  const begin = 0xa0;
  const state = on ? 1 : 0;
  return Uint8Array.of(begin, relay, state, (begin + relay + state) % 256);
}

/** Lights at the relays of a USB board (LCUS-1 to LCUS-8). */
export function openRelayLights(
  channels: Channels,
  open: () => Promise<Duplex>,
  timers: Timers,
): Open<SlotLightsPort> {
  let lit: readonly Slot[] = [];
  let stream: Duplex | null = null;
  let closed = false;
  let callOff = (): void => undefined;
  const write = (): void => {
    for (const slot of slots) {
      const relay = channels[slot];
      if (relay !== null) stream?.write(relayMessage(relay, lit.includes(slot)));
    }
  };
  const reopen = async (): Promise<void> => {
    try {
      const opened = await open();
      const gone = (): void => {
        if (stream !== opened) return;
        stream = null;
        opened.destroy();
        if (!closed) callOff = timers.after(reopenMs, begin);
      };
      opened.on('error', gone);
      opened.on('close', gone);
      opened.resume();
      stream = opened;
      write();
    } catch {
      if (!closed) callOff = timers.after(reopenMs, begin);
    }
  };
  let under: Promise<void> = Promise.resolve();
  function begin(): void {
    under = reopen();
  }
  begin();
  return {
    show(now) {
      lit = now;
      write();
    },
    async close() {
      lit = [];
      closed = true;
      callOff();
      await under;
      const last = stream;
      if (last === null) return;
      write();
      // What was written goes out before the line is closed.
      await new Promise<void>((resolve) => {
        last.once('close', () => resolve());
        last.end(() => last.destroy());
      });
    },
  };
}

export const slotLightsRelays = defineDriver<z.output<typeof relaySettings>, SlotLightsPort>({
  kind: 'relays',
  settings: relaySettings,
  open: ({ port, channels }, { timers }) =>
    ok(openRelayLights(channels, createSerialOpener({ path: port, baudRate: 9600 }), timers)),
});
