import { createActor } from 'xstate';
import { usualDisplay } from '../../../shared/display.ts';
import { isOfFirstStart } from '../../../shared/first-start-intents.ts';
import { sentIntentSchema, type Intent, type IntentAnswer } from '../../../shared/intent.ts';
import { screenSchema, type Screen } from '../../../shared/screen.ts';
import type { FirstStartEvent } from '../../../state-machines/first-start/context.ts';
import type { FirstStartDelays } from '../../../state-machines/first-start/delays.ts';
import { createFirstStartMachine, isWritten } from '../../../state-machines/first-start/first-start.ts';
import type { FirstStartPorts } from '../../../state-machines/first-start/ports.ts';
import { firstStartView } from '../../../state-machines/first-start/view.ts';
import type { PinPad } from '../../devices/pin-pad/pin-pad.ts';
import type { Kiosk, MachineClock } from '../kiosk.ts';

export type FirstStartKiosk = Pick<Kiosk, 'screen' | 'onScreen' | 'handle' | 'say' | 'stop'> & {
  /** Resolves when the configuration is in its place. */
  readonly written: Promise<void>;
};

export interface FirstStartTimes {
  /** The system's clock when not given. */
  readonly clock?: MachineClock;
  readonly delays?: FirstStartDelays;
}

/**
 * A first start without its window: the machine with its ports, screens out, intents in. Nothing that is typed is logged. The digits of a
 * code go into the pad and no further.
 */
export function createFirstStartKiosk(
  ports: FirstStartPorts & { readonly pinPad: PinPad },
  { clock, delays }: FirstStartTimes = {},
): FirstStartKiosk {
  const listeners = new Set<(screen: Screen) => void>();
  let question = '';
  let number = 0;
  let current: Screen | null = null;
  let stopped = false;
  let tellWritten: () => void = () => undefined;
  const written = new Promise<void>((resolve) => {
    tellWritten = resolve;
  });
  const actor = createActor(createFirstStartMachine(ports, delays), {
    input: { language: 'ja', display: usualDisplay },
    ...(clock ? { clock } : {}),
  });

  const now = (): Screen => {
    const view = firstStartView(actor.getSnapshot());
    if (view.question !== question) {
      question = view.question;
      number += 1;
    }
    const screen = screenSchema.parse({ id: number, ...view.screen });
    if (JSON.stringify(screen) !== JSON.stringify(current)) {
      current = screen;
      for (const listener of listeners) listener(screen);
    }
    return screen;
  };
  actor.subscribe((snapshot) => {
    if (stopped) return;
    now();
    if (isWritten(snapshot)) tellWritten();
  });
  actor.start();

  const take = (event: FirstStartEvent): IntentAnswer => {
    if (!actor.getSnapshot().can(event)) return 'not-now';
    actor.send({ type: 'touched' });
    actor.send(event);
    return 'accepted';
  };
  const takeSecret = (change: () => void): IntentAnswer => {
    if (!actor.getSnapshot().can({ type: 'pinDigits', entered: ports.pinPad.length })) return 'not-now';
    change();
    return take({ type: 'pinDigits', entered: ports.pinPad.length });
  };
  const answer = (intent: Intent): IntentAnswer => {
    switch (intent.type) {
      case 'secretKey':
        return takeSecret(() => ports.pinPad.push(intent.key));
      case 'pinErase':
        return takeSecret(() => ports.pinPad.erase());
      case 'pinEnter':
      case 'attendantBack':
      case 'attendantDone':
      case 'judge':
      case 'endTest':
      case 'setLanguage':
      case 'setDisplay':
        return take(intent);
      default:
        return isOfFirstStart(intent) ? take(intent) : 'not-now';
    }
  };

  return {
    written,
    screen: now,
    onScreen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    handle(payload) {
      const sent = sentIntentSchema.safeParse(payload);
      if (!sent.success) return 'malformed';
      const { intent, screen } = sent.data;
      // Somebody is there, whichever screen they saw.
      if (intent.type === 'touched') {
        actor.send({ type: 'touched' });
        return 'accepted';
      }
      if (screen !== now().id) return 'stale';
      const answered = answer(intent);
      now();
      return answered;
    },
    say: () => undefined,
    stop() {
      stopped = true;
      actor.stop();
      ports.pinPad.wipe();
    },
  };
}
