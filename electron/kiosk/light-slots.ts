import type { Screen } from '../../shared/screen.ts';
import { hasMoreToTake, slotsToTake, type Slot } from '../../shared/slots.ts';
import type { SlotLightsPort } from '../../state-machines/room-ports.ts';

/**
 * Lights the slots in which something lies, screen by screen; the lights hear of changes alone.
 * @param onMore called when something lies there that did not before
 */
export function lightSlots(lights: SlotLightsPort, onMore: () => void): (screen: Screen) => void {
  let lit: readonly Slot[] = [];
  return (screen) => {
    const now = slotsToTake(screen);
    if (now.join() === lit.join()) return;
    const more = hasMoreToTake(lit, now);
    lit = now;
    lights.show(now);
    if (more) onMore();
  };
}
