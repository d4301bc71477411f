import type { CashCount } from '../../../shared/yen.ts';
import type { CardHands } from './card-reader.ts';
import type { CashHands } from './cash.ts';
import type { CashlessHands } from './cashless.ts';
import type { ReceiptPrinterHands } from './receipt-printer.ts';
import type { SheetPrinterHands } from './sheet-printer.ts';

/** Somebody at the device who is asked in words. `please` and `isIt` reject with HandNotThere when they cannot do it. */
export interface Asker {
  /** Resolves when they have done it. */
  please(words: string): Promise<void>;
  isIt(question: string): Promise<boolean>;
  /** Shows a code that a phone can scan. */
  showCode(text: string): Promise<void>;
}

export function askedCardHands(asker: Asker): CardHands {
  /** Nobody is asked to do what they have just done. */
  let inReader: 'card' | 'nothing' | 'mute' | null = null;
  const set = async (what: 'card' | 'nothing' | 'mute', words: string): Promise<void> => {
    if (inReader !== what) await asker.please(words);
    inReader = what;
  };
  return {
    setCard: () => set('card', 'Set a My Number card on the reader (no PIN is needed, no try is spent).'),
    takeCard: () => set('nothing', 'Take away whatever is on the reader.'),
    setMute: () => set('mute', 'Put the card in the wrong way round, so that it cannot answer.'),
    unplug: () => asker.please("Pull the reader's cable."),
    replug: () => asker.please("Put the reader's cable back."),
  };
}

export function askedCashHands(asker: Asker): CashHands {
  return {
    insert: (value) => asker.please(`Put in one piece of ${value} yen.`),
    insertForeign: () => asker.please('Put in a foreign coin or a token.'),
    gotBack: () => asker.isIt('Did it come back?'),
    tookOut: (pieces) => asker.isIt(`Take out what is in the tray. Was it exactly ${inWords(pieces)}?`),
    disconnect: () => asker.please('Pull the cable between this machine and the mechanism.'),
    reconnect: () => asker.please('Put the cable back.'),
  };
}

function inWords(pieces: readonly CashCount[]): string {
  if (pieces.length === 0) return 'nothing';
  return pieces.map(({ value, count }) => `${count} × ${value} yen`).join(' and ');
}

export function askedCashlessHands(asker: Asker): CashlessHands {
  const act = async (sum: number, code: string | null, whose: string): Promise<void> => {
    if (code === null) {
      await asker.please(`Hold ${whose} to the terminal, which asks for ${sum} yen.`);
      return;
    }
    await asker.showCode(code);
    await asker.please(`Scan the code with ${whose}, and pay ${sum} yen.`);
  };
  return {
    pay: ({ amount }, code) => act(amount, code, code === null ? 'a card' : 'the wallet'),
    decline: ({ amount }, code) =>
      act(amount, code, code === null ? 'a card that will be declined' : 'a wallet that will be declined'),
  };
}

export function askedSheetPrinterHands(asker: Asker): SheetPrinterHands {
  return {
    clearOutput: () => asker.please("Take away whatever is in the printer's output."),
    tookOut: (sheets, sides) =>
      asker.isIt(
        sheets === 0
          ? 'Wait until the printer is quiet. Did nothing come out?'
          : `Take the paper out. Was it exactly ${sheets} sheet printed on ${sides === 1 ? 'one side' : 'both sides'}?`,
      ),
    emptyTray: () => asker.please('Take all the paper out of the tray.'),
    fillTray: () => asker.please('Put paper into the tray.'),
    openCover: () => asker.please("Open the printer's cover."),
    closeCover: () => asker.please('Close the cover.'),
    switchOff: () => asker.please('Switch the printer off.'),
    switchOn: () => asker.please('Switch the printer on.'),
  };
}

export function askedReceiptPrinterHands(asker: Asker): ReceiptPrinterHands {
  return {
    clearOutput: () => asker.please('Tear off whatever the printer has printed.'),
    tookOut: (slips) =>
      asker.isIt(
        slips === 0
          ? 'Wait until the printer is quiet. Did nothing come out?'
          : `Take the slips. Were there exactly ${slips}, each cut off, and can the Japanese on them be read?`,
      ),
    takeRoll: () => asker.please('Take the roll out and close the cover.'),
    putRoll: () => asker.please('Put the roll back and close the cover.'),
    openCover: () => asker.please("Open the printer's cover."),
    closeCover: () => asker.please('Close the cover.'),
    switchOff: () => asker.please('Switch the printer off.'),
    switchOn: () => asker.please('Switch the printer on.'),
  };
}
