import { createActor, type Actor } from 'xstate';
import type { EventLog } from '../../logging/event-log.ts';
import { sentIntentSchema, type Intent, type IntentAnswer } from '../../shared/intent.ts';
import { screenSchema, type Screen } from '../../shared/screen.ts';
import { canTake, deliver } from '../../state-machines/deliver.ts';
import type { Delays } from '../../state-machines/delays.ts';
import type { KioskInput } from '../../state-machines/kiosk-context.ts';
import { createKioskMachine, type KioskMachine } from '../../state-machines/kiosk.ts';
import type { Ports } from '../../state-machines/ports.ts';
import { viewOf } from '../../state-machines/view.ts';
import { createKioskLog } from './kiosk-log.ts';
import { lightSlots } from './light-slots.ts';
import type { PinPad } from '../devices/pin-pad/pin-pad.ts';
import { createKioskVoice, type HeardPorts } from './kiosk-voice.ts';

/** The machines' clock, with XState's interface, so that tests can move it. */
export interface MachineClock {
  setTimeout(run: (...args: unknown[]) => void, ms: number): unknown;
  clearTimeout(id: unknown): void;
}

export interface KioskTimes {
  /** The system's clock when not given. */
  readonly clock?: MachineClock | undefined;
  /** The standard ones when not given. */
  readonly delays?: Delays;
}

export interface Kiosk {
  readonly actor: Actor<KioskMachine>;
  /** The screen that a renderer shows now; a new renderer gets exactly this. */
  screen(): Screen;
  /** Calls back with every later screen. */
  onScreen(listener: (screen: Screen) => void): () => void;
  /** Answers whatever a page sent. */
  handle(payload: unknown): IntentAnswer;
  /** Says aloud what a page wants said, where the machines allow it. Unchecked data. */
  say(payload: unknown): void;
  stop(): void;
}

type SecretWish = Extract<Intent, { type: 'pinKey' | 'pinErase' | 'secretKey' }>;

function isOfSecret(intent: Intent): intent is SecretWish {
  return intent.type === 'pinKey' || intent.type === 'pinErase' || intent.type === 'secretKey';
}

/**
 * The kiosk without its window: the machines with their ports, screens out, intents in. The characters of a secret go no
 * further than this: they go into the pad, and the machines learn only how many there are.
 */
export function createKiosk(
  ports: Ports & { readonly pinPad: PinPad; readonly log: EventLog; readonly heard?: HeardPorts },
  input: KioskInput,
  { clock, delays }: KioskTimes = {},
): Kiosk {
  const listeners = new Set([lightSlots(ports.slotLights, () => voice?.lies())]);
  const kioskLog = createKioskLog(ports.log);
  let question = '';
  let number = 0;
  let current: Screen | null = null;
  let scheduled = false;
  let stopped = false;

  const refresh = (): void => {
    scheduled = false;
    if (stopped) return;
    const view = viewOf(actor.getSnapshot(), kioskLog.seen());
    if (view.question !== question) {
      question = view.question;
      number += 1;
    }
    const screen = screenSchema.parse({ id: number, ...view.screen });
    if (JSON.stringify(screen) === JSON.stringify(current)) return;
    current = screen;
    voice?.shown(screen);
    for (const listener of listeners) listener(screen);
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    // Several machines change in one step: the screen is made once, when they have all settled.
    queueMicrotask(refresh);
  };

  const actor = createActor(createKioskMachine(ports, delays), {
    input,
    ...(clock ? { clock } : {}),
    inspect: (event) => {
      kioskLog.inspect(event);
      if (event.type === '@xstate.snapshot') schedule();
    },
  });
  const now = (): Screen => {
    refresh();
    if (!current) throw new Error('a running kiosk has a screen');
    return current;
  };
  const voice = ports.heard
    ? createKioskVoice(ports.heard, { now, tell: (event) => actor.send(event) })
    : null;
  actor.start();

  const handleSecret = (wish: SecretWish): IntentAnswer => {
    if (!canTake(actor, { type: 'pinDigits', entered: ports.pinPad.length })) return 'not-now';
    if (wish.type === 'pinErase') ports.pinPad.erase();
    else ports.pinPad.push(wish.key);
    return deliver(actor, { type: 'pinDigits', entered: ports.pinPad.length });
  };

  return {
    actor,
    screen: now,
    onScreen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    handle(payload) {
      const sent = sentIntentSchema.safeParse(payload);
      if (!sent.success) {
        kioskLog.malformed();
        return 'malformed';
      }
      const { intent, screen } = sent.data;
      // Somebody is there, whichever screen they saw: never too late, and not worth a line in the log.
      if (intent.type === 'touched') return deliver(actor, intent);
      // About the machine, not about a question: no screen is too late for it.
      if (intent.type === 'earphones' || intent.type === 'setVoice') {
        const answer = deliver(actor, intent);
        kioskLog.answered(intent.type, answer, screen);
        refresh();
        return answer;
      }
      if (screen !== now().id) {
        kioskLog.answered(intent.type, 'stale', screen);
        return 'stale';
      }
      const answer = isOfSecret(intent) ? handleSecret(intent) : deliver(actor, intent);
      kioskLog.answered(intent.type, answer, screen);
      if (answer === 'accepted') voice?.pressed();
      refresh();
      return answer;
    },
    say: (payload) => voice?.say(payload),
    stop() {
      stopped = true;
      voice?.close();
      actor.stop();
      ports.pinPad.wipe();
      ports.slotLights.show([]);
    },
  };
}
