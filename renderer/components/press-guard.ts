/** A finger rolls while it presses: a release this far outside the button still counts, CSS px. */
export const rollSlackPx = 30;

/** Two taps closer than this are one trembling finger, ms. */
export const doubleTapMs = 300;

/**
 * The same for keys that people press twice on purpose (PIN 1122), ms: short enough for two quick presses, long enough for a
 * touch panel that reports one contact twice.
 */
export const keyBounceMs = 80;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Whether a finger lifted at this point still meant this button. */
export function releasedOn(box: Box, { x, y }: Point): boolean {
  return (
    x >= box.left - rollSlackPx &&
    x <= box.right + rollSlackPx &&
    y >= box.top - rollSlackPx &&
    y <= box.bottom + rollSlackPx
  );
}

export interface Press {
  /** The pressed button; always the same object for the same button. */
  readonly button: object;
  /** The question that was on the screen when the finger came down. */
  readonly screen: number;
  /** When the finger was lifted, ms on any steady scale. */
  readonly at: number;
  /** Where; null from a keyboard. */
  readonly point: Point | null;
  /** How soon the same button may count again, ms. */
  readonly againAfterMs: number;
}

export interface PressGuard {
  /** True when this press counts; a press that does not count leaves no trace. */
  counts(press: Press): boolean;
}

/**
 * Drops the second half of a double tap: on the same button, and on whatever the next question has put at the same spot (a
 * trembling hand must not answer two questions at once).
 */
export function createPressGuard(): PressGuard {
  let last: Press | null = null;
  return {
    counts: (press) => {
      const before = last;
      if (before) {
        const since = press.at - before.at;
        if (press.button === before.button && since < press.againAfterMs) return false;
        if (press.screen !== before.screen && since < doubleTapMs && sameSpot(press.point, before.point)) {
          return false;
        }
      }
      last = press;
      return true;
    },
  };
}

function sameSpot(a: Point | null, b: Point | null): boolean {
  return a !== null && b !== null && Math.hypot(a.x - b.x, a.y - b.y) <= rollSlackPx;
}
