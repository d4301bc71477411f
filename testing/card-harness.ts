import { createCardReader } from '../electron/devices/card-reader/card-reader.ts';
import type { CardSource } from '../electron/devices/card-reader/card-source.ts';
import { createPinPad } from '../electron/devices/pin-pad/pin-pad.ts';
import type { PinPad } from '../electron/devices/pin-pad/pin-pad.ts';
import { ok } from '../shared/result.ts';
import type { CardReaderPort, SecretRule } from '../state-machines/ports.ts';
import { createManualTimers } from './manual-timers.ts';
import type { ManualTimers } from './manual-timers.ts';
import { createInProcessReader } from '../simulator/devices/virtual-card/in-process-source.ts';
import type { InProcessReader } from '../simulator/devices/virtual-card/in-process-source.ts';

/** The kiosk's card reader and PIN pad on a simulated slot, with everything recorded that passes between them. */
export interface CardHarness {
  readonly timers: ManualTimers;
  readonly slot: InProcessReader;
  readonly pinPad: PinPad;
  readonly reader: CardReaderPort;
  /** Every command that reached a card, secrets masked. */
  readonly sent: readonly Uint8Array[];
  /** How many commands with this instruction were sent with data. */
  count(instruction: number): number;
  /** How many buffers of commands and copies of secrets were not overwritten after use. */
  unwiped(): number;
  /** Types a secret under a rule: once, or twice for a new secret. */
  type(rule: SecretRule, secret: string, again?: string): void;
}

export const instructions = { verify: 0x20, change: 0x24, sign: 0x2a, authenticate: 0x82 } as const;

export interface CardHarnessOptions {
  /** A reader that does not notice when cards are exchanged. */
  readonly blind?: boolean;
}

export function createCardHarness({ blind = false }: CardHarnessOptions = {}): CardHarness {
  const timers = createManualTimers();
  const sent: Uint8Array[] = [];
  const buffers: Uint8Array[] = [];
  const slot = createInProcessReader({ timers, onApdu: (command) => sent.push(command) });
  const pinPad = createPinPad();
  const source: CardSource = {
    watch: (listener) => (blind ? () => undefined : slot.watch(listener)),
    async open() {
      const opened = await slot.open();
      if (!opened.ok) return opened;
      const session = opened.value;
      return ok({
        ...session,
        transmit(command: Uint8Array) {
          buffers.push(command);
          return session.transmit(command);
        },
      });
    },
  };
  const seenPad: Pick<PinPad, 'take' | 'wipe'> = {
    take() {
      const copy = pinPad.take();
      buffers.push(copy);
      return copy;
    },
    wipe: () => pinPad.wipe(),
  };
  const enter = (secret: string): void => {
    for (const character of secret) pinPad.push(character);
  };
  return {
    timers,
    slot,
    pinPad,
    reader: createCardReader(source, seenPad, { timers }),
    sent,
    count: (instruction) => sent.filter((command) => command[1] === instruction && command.length > 5).length,
    unwiped: () => buffers.filter((buffer) => buffer.some((byte) => byte !== 0)).length,
    type(rule, secret, again) {
      pinPad.begin(rule);
      enter(secret);
      if (again === undefined) return;
      pinPad.keep();
      enter(again);
    },
  };
}
