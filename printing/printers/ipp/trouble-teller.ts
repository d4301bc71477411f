import type { PrinterTrouble } from '../../../shared/printing-screens.ts';

/** Tells changes only, and remembers the last trouble for the outcome. */
export interface TroubleTeller {
  tell(trouble: PrinterTrouble | null): void;
  now(): PrinterTrouble | null;
  last(): PrinterTrouble;
}

export function createTroubleTeller(onTrouble: (trouble: PrinterTrouble | null) => void): TroubleTeller {
  let told: PrinterTrouble | null = null;
  let last: PrinterTrouble = 'other';
  return {
    tell(trouble) {
      if (trouble === told) return;
      told = trouble;
      if (trouble !== null) last = trouble;
      onTrouble(trouble);
    },
    now: () => told,
    last: () => last,
  };
}
