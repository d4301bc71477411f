import { pause } from '../../shared/timers.ts';
import type { Denomination } from '../../shared/yen.ts';
import type { PowerCutCase } from './cases.ts';
import type { Devices } from './devices.ts';
import type { Plan } from './plan.ts';
import { quickMovements } from './quick-movements.ts';

export interface HandsOutside {
  /** Tells what the kiosk shows. */
  see(screen: string): void;
  /** Acts while the kiosk is dead and its devices are not. */
  whileDead(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  rest(): Promise<void>;
}

const hoppers = [10, 50, 100] as const;

/** A resident's hands at slots, wallet and terminal, and what goes wrong in the machine, whether the kiosk is alive or not. */
export function createHandsOutside(
  { cash, sheets, wallet, terminal }: Devices,
  { coins, lateCoin, method, trouble }: PowerCutCase,
  { coinWhileDead, paysAfterMs }: Pick<Plan, 'coinWhileDead' | 'paysAfterMs'>,
): HandsOutside {
  let paying: Promise<unknown> | null = null;
  let gone = false;
  /** A function, because it can change during each wait. */
  const hasGone = (): boolean => gone;

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

  async function put(value: Denomination): Promise<void> {
    // A slot that opens a moment later returns the piece, which is then inserted again.
    while (!hasGone()) {
      const fate = await (value < 1000 ? cash.insertCoin(value) : cash.insertNote(value));
      if (fate !== 'returned') return;
      await pause(quickMovements, 200);
    }
  }

  async function pay(): Promise<void> {
    // Whoever closes the slots, this life of the kiosk or the next: nobody waits for it.
    if (lateCoin !== null) void cash.insertCoinAtClosing(lateCoin);
    for (const value of coins) await put(value);
    // Only now: otherwise the kiosk would not have promised change.
    if (trouble === 'hoppersJam') for (const hopper of hoppers) cash.jamAfter(hopper, 0);
  }

  return {
    see(screen) {
      if (screen !== 'payment' || paying) return;
      paying = pay();
    },
    async whileDead() {
      gone = true;
      await paying;
      if (coinWhileDead && method === 'cash') await cash.insertCoin(100);
    },
    async rest() {
      gone = true;
      await paying;
      for (const hopper of hoppers) if (trouble === 'hoppersJam') cash.unjam(hopper);
    },
  };
}
