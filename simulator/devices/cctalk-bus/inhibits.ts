import { acknowledged, type Answer } from './device.ts';

/** The two kinds of inhibit that coin acceptor and bill validator share: of the slot, and of single positions. */
export interface SlotInhibits {
  /** Whether a piece of this position (1 to 16) is accepted now. */
  takes(position: number): boolean;
  /** Null for any other command. */
  answer(header: number, data: readonly number[]): Answer | null;
  reset(): void;
}

/** @param onClosing called when an open slot is told to close, while it is still open */
export function createSlotInhibits(onClosing: () => void): SlotInhibits {
  let open = false;
  let mask: readonly [number, number] = [0, 0];
  return {
    takes: (position) => open && (((mask[0] | (mask[1] << 8)) >> (position - 1)) & 1) === 1,
    answer(header, data) {
      const [first, second] = data;
      switch (header) {
        case 231:
          if (first === undefined || second === undefined) return 'refused';
          mask = [first, second];
          return acknowledged;
        case 230:
          return [...mask];
        case 228:
          if (first === undefined) return 'refused';
          if (open && (first & 1) === 0) onClosing();
          open = (first & 1) === 1;
          return acknowledged;
        case 227:
          return [open ? 1 : 0];
        default:
          return null;
      }
    },
    reset() {
      open = false;
      mask = [0, 0];
    },
  };
}
