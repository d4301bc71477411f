import { basename } from 'node:path';
import { japanDateTime, type Clock } from '../../../shared/dates.ts';
import { assertNever } from '../../../shared/result.ts';
import { countOf, type Denomination } from '../../../shared/yen.ts';
import { holders } from '../../residents/holders.ts';
import { consoleCode } from '../site/console-attendants.ts';
import type { SimulatedSite } from '../site/simulated-site.ts';
import { createOtherCard } from '../../devices/virtual-card/other-card.ts';
import { consoleActionSchema, type ConsoleAction, type ConsoleState } from './console-contract.ts';

export interface ConsoleControls {
  state(): ConsoleState;
  /** Does what a person at the console can do; anything else is `malformed`. @throws when it cannot be done now */
  act(payload: unknown): Promise<'done' | 'malformed'>;
  onChange(listener: (state: ConsoleState) => void): void;
}

/** The hands of the person at the console, on the simulated devices. */
export function createConsoleControls(simulated: SimulatedSite, clock: Clock): ConsoleControls {
  const { reader, cash, sheetPrinter, receiptPrinter, wallet, terminal, attendantCards, room } = simulated;
  let walletReference: string | null = null;
  wallet.onCode((reference) => {
    walletReference = reference;
    changed();
  });
  terminal.onPrompt(() => changed());
  const listeners = new Set<(state: ConsoleState) => void>();
  let card: string | null = null;
  let readerPlugged = true;
  let coverOpen = false;
  let jammed = false;
  let tonerEmpty = false;
  let receiptPaperOut = false;
  let rejected = 0;
  let lastAction = '';
  let tray: Denomination[] = [];

  const state = (): ConsoleState => ({
    time: japanDateTime(clock.now()),
    holders: holders.map(({ id, note }) => ({ id, note })),
    card,
    readerPlugged,
    terminalAsks: terminal.prompt()?.amount ?? null,
    attendants: [...attendantCards.keys()],
    attendantCode: consoleCode,
    walletAsks: wallet.ledger().find(({ reference }) => reference === walletReference)?.amount ?? null,
    tray: countOf(tray),
    levels: [...cash.levels()],
    rejected,
    paper: sheetPrinter.paper(),
    coverOpen,
    jammed,
    tonerEmpty,
    sheets: sheetPrinter.sheetsOut().map(({ pdfPath }) => basename(pdfPath)),
    receiptPaperOut,
    presence: room.presence(),
    ringing: room.ringing(),
    lit: [...room.lit()],
    receipt: simulated.receipts.at(-1)?.svg ?? null,
    lastAction,
  });
  const changed = (): void => {
    const now = state();
    for (const listener of listeners) listener(now);
  };
  cash.onOut((value) => {
    tray.push(value);
    changed();
  });
  sheetPrinter.onSheet(changed);
  simulated.onReceipt(changed);
  room.onChange(changed);

  const act = async (action: ConsoleAction): Promise<void> => {
    switch (action.do) {
      case 'setCard':
        reader.set(await simulated.card(action.holder, action.variant, action.kind));
        card = [
          action.holder,
          ...[action.variant, action.kind].filter((word) => word !== 'normal' && word !== 'card2016'),
        ].join(', ');
        return;
      case 'reserve':
        if (!(await simulated.reserve(action.holder))) throw new Error('the center refused the reservation');
        return;
      case 'setOtherCard':
        reader.set(createOtherCard(action.kind));
        card = action.kind;
        return;
      case 'setAttendantCard': {
        const attendant = attendantCards.get(action.id);
        if (!attendant) throw new Error(`there is no attendant ${action.id}`);
        reader.set(attendant);
        card = action.id;
        return;
      }
      case 'wallet':
        if (walletReference === null) throw new Error('no code was shown');
        if (!wallet[action.answer](walletReference)) throw new Error('the code is no longer open');
        return;
      case 'terminal':
        if (!terminal.card(action.answer)) throw new Error('the terminal is not asking for a card');
        return;
      case 'takeCard':
        reader.set(null);
        card = null;
        return;
      case 'plugReader':
        if (action.plugged) reader.replug();
        else reader.unplug();
        readerPlugged = action.plugged;
        return;
      case 'insert': {
        const fate =
          action.value >= 1000 ? await cash.insertNote(action.value) : await cash.insertCoin(action.value);
        if (fate === 'returned') rejected += 1;
        return;
      }
      case 'emptyTray':
        tray = [];
        return;
      case 'setPaper':
        sheetPrinter.setPaper(action.sheets);
        return;
      case 'cover':
        if (action.open) sheetPrinter.openCover();
        else sheetPrinter.closeCover();
        coverOpen = action.open;
        return;
      case 'jam':
        if (action.jammed) sheetPrinter.jam();
        else sheetPrinter.clearJam();
        jammed = action.jammed;
        return;
      case 'toner':
        sheetPrinter.setTonerEmpty(action.empty);
        tonerEmpty = action.empty;
        return;
      case 'sense':
        room.sense(action.presence);
        return;
      case 'hearBell':
        room.hear();
        return;
      case 'receiptPaper':
        receiptPrinter.setPaperOut(action.out);
        receiptPaperOut = action.out;
        return;
      default:
        assertNever(action);
    }
  };

  return {
    state,
    async act(payload) {
      const action = consoleActionSchema.safeParse(payload);
      if (!action.success) return 'malformed';
      await act(action.data);
      lastAction = JSON.stringify(action.data);
      changed();
      return 'done';
    },
    onChange(listener) {
      listeners.add(listener);
    },
  };
}
