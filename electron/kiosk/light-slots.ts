import type { Screen } from '../../shared/screen.ts';
import { slotsToTake, type Slot } from '../../shared/slots.ts';
import type { SlotLightsPort } from '../../state-machines/room-ports.ts';

/** Lights the slots in which something lies, screen by screen; the lights hear of changes alone. */
export function lightSlots(lights: SlotLightsPort): (screen: Screen) => void {
  let lit: readonly Slot[] = [];
  return (screen) => {
    const now = slotsToTake(screen);
    if (now.join() === lit.join()) return;
    lit = now;
    lights.show(now);
  };
}
