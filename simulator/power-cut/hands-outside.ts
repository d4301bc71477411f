import { pause } from '../../shared/timers.ts';
import type { PowerCutCase } from './cases.ts';
import type { Devices } from './devices.ts';
import type { Plan } from './plan.ts';
import { squeezedTimers } from './squeezed-timers.ts';

export interface HandsOutside {
  /** The kiosk shows this. */
  see(screen: string): void;
  /** The kiosk is dead: its devices are not. */
  whileDead(): Promise<void>;
  /** Nothing of it is under way any more. */
  rest(): Promise<void>;
}

const hoppers = [10, 50, 100] as const;

/** A resident's hands at slots, wallet and terminal, and what goes wrong in the machine: none of it asks whether the kiosk lives. */
export function createHandsOutside(
  { cash, sheets, wallet, terminal }: Devices,
  { coins, method, trouble }: PowerCutCase,
  { coinWhileDead, paysAfterMs }: Pick<Plan, 'coinWhileDead' | 'paysAfterMs'>,
): HandsOutside {
  let paying: Promise<unknown> | null = null;
  let dead = false;

  wallet.onCode((reference) => {
    setTimeout(() => wallet.pay(reference), paysAfterMs);
  });
  terminal.onPrompt(() => {
    setTimeout(() => terminal.card('hold'), paysAfterMs);
  });
  if (trouble === 'jamAtSecondSheet') {
    let jammed = false;
    sheets.onSheet(() => {
      if (!jammed) sheets.jamNextSheet();
      jammed = true;
    });
  }

  async function pay(): Promise<void> {
    for (const value of coins) {
      // A slot that opens a moment later gives the piece back; it is put in once more.
      for (let tries = 0; tries < 20; tries += 1) {
        if (dead || (await (value < 1000 ? cash.insertCoin(value) : cash.insertNote(value))) !== 'returned')
          break;
        await pause(squeezedTimers, 200);
      }
    }
  }

  return {
    see(screen) {
      if (screen !== 'payment' || paying) return;
      if (trouble === 'hoppersJam') for (const hopper of hoppers) cash.jamAfter(hopper, 0);
      paying = pay();
    },
    async whileDead() {
      dead = true;
      await paying;
      if (coinWhileDead && method === 'cash') await cash.insertCoin(100);
    },
    async rest() {
      await paying;
      for (const hopper of hoppers) if (trouble === 'hoppersJam') cash.unjam(hopper);
    },
  };
}
