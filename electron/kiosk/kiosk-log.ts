import { isMachineSnapshot, type InspectionEvent } from 'xstate';
import { attendantCauseSchema } from '../../shared/attendant-screens.ts';
import type { FaultReference } from '../../shared/fault-reference.ts';
import type { Intent, IntentAnswer } from '../../shared/intent.ts';
import { causeSchema, type Cause } from '../../shared/causes.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { stateName } from '../../logging/field-kinds.ts';
import type { FaultsSeen } from '../../state-machines/view.ts';

/** Follows the machines and logs what they do: they themselves know nothing of a log, and no error can slip by. */
export interface KioskLog {
  readonly inspect: (event: InspectionEvent) => void;
  /** Logs what the page sent and what became of it. `screen`: the number of the screen it answered. */
  answered(intent: Intent['type'], answer: IntentAnswer, screen: number): void;
  malformed(): void;
  /** What the screens say about faults. */
  seen(): FaultsSeen;
}

/** The part of an actor that is needed here. */
interface Seen {
  getSnapshot(): unknown;
}

const errorEvent = 'xstate.error.actor.';

/** Single keys of an entry. */
const keys: readonly Intent['type'][] = [
  ...(['pinKey', 'pinErase', 'secretKey', 'entryKey', 'entryErase', 'codeKey', 'codeErase'] as const),
];

/** Causes for which the kiosk does not serve although nothing is broken. */
const plainCauses: readonly Cause[] = [
  'outOfHours',
  'closedDay',
  'serviceClosed',
  'starting',
  'outByOperator',
];

export function createKioskLog(log: EventLog): KioskLog {
  const inside = new WeakMap<Seen, ReadonlySet<string>>();
  const news = newStates();
  const causes = new WeakMap<Seen, unknown>();
  let lastFault: { readonly error: unknown; readonly reference: FaultReference } | null = null;
  let out: { readonly cause: Cause; readonly reference: FaultReference | null } | null = null;
  let entry: number | null = null;

  /**
   * The error of a call or of a child machine goes to the machine that started it; every error passes here, whatever that
   * state does with it.
   */
  function noteError(actor: Seen, type: string, error: unknown): void {
    const machine = machineOf(actor) ?? stateName('unnamed');
    const reference = log.caught('actorFailed', { machine, place: placeOf(type) }, error);
    lastFault = { error, reference };
  }

  function noteStates(actor: Seen, snapshot: unknown): void {
    if (!isMachineSnapshot(snapshot) || snapshot.status === 'stopped') return;
    const machine = stateName(snapshot.machine.id);
    const now = new Set(leavesOf(snapshot.value));
    const before = inside.get(actor);
    inside.set(actor, now);
    for (const state of now)
      if (before?.has(state) !== true && news(machine, state)) {
        log.event('stateEntered', { machine, state: stateName(state) });
        if (machine === 'attendant' && state === 'flow.message') noteAttendant(snapshot.context);
      }
    if (machine === 'session') noteCause(actor, Reflect.get(Object(snapshot.context), 'cause'));
  }

  function noteCause(actor: Seen, told: unknown): void {
    if (causes.get(actor) === told) return;
    causes.set(actor, told);
    const cause = causeSchema.safeParse(told);
    if (cause.success) log.event('refused', { cause: cause.data });
  }

  function noteAttendant(context: unknown): void {
    const cause = attendantCauseSchema.safeParse(Reflect.get(Object(context), 'cause'));
    if (cause.success) log.event('attendantRefused', { cause: cause.data });
  }

  /** Logs, from the kiosk's own machine, whether it serves. `error`: the one that caused this snapshot. */
  function noteService(context: unknown, error: unknown): void {
    const told = causeSchema.safeParse(Reflect.get(Object(context), 'outCause'));
    const cause = told.success ? told.data : null;
    // At the start the center has not been asked: that is not a cause yet.
    const isAsked = ['offers', 'centerFault'].some((heard) => Reflect.get(Object(context), heard) !== null);
    if (cause === 'centerUnreachable' && !isAsked) return;
    if (cause === (out?.cause ?? null)) return;
    if (cause === null) {
      out = null;
      log.event('backInService', {});
      return;
    }
    const isFault = !plainCauses.includes(cause);
    const known = lastFault !== null && error !== undefined && lastFault.error === error;
    const reference = !isFault ? null : known && lastFault ? lastFault.reference : log.newReference();
    out = { cause, reference };
    log.event('outOfService', { cause, reference });
  }

  return {
    inspect(event) {
      if (event.type === '@xstate.event') {
        const { type } = event.event;
        if (type.startsWith(errorEvent)) noteError(event.actorRef, type, errorIn(event.event));
        return;
      }
      if (event.type !== '@xstate.microstep' && event.type !== '@xstate.snapshot') return;
      const { actorRef, snapshot } = event;
      noteStates(actorRef, snapshot);
      if (event.type === '@xstate.snapshot' && isMachineSnapshot(snapshot) && snapshot.machine.id === 'kiosk')
        noteService(snapshot.context, errorIn(event.event));
    },
    answered(intent, answer, screen) {
      const isKey = answer === 'accepted' && keys.includes(intent);
      const goesOn = isKey && entry === screen;
      entry = isKey ? screen : null;
      if (goesOn) return;
      if (answer === 'accepted') log.event('intentTaken', { intent });
      else if (answer === 'malformed') log.event('intentMalformed', {});
      else log.event('intentRefused', { intent, answer });
    },
    malformed: () => log.event('intentMalformed', {}),
    seen: () => ({ outOfService: out?.reference ?? null, recent: log.recentFaults() }),
  };
}

/** Offers and cash are asked again and again: only an answer that differs from the last is news. */
function newStates(): (machine: string, state: string) => boolean {
  const last = new Map<string, string>();
  return (machine, state) => {
    const [region = ''] = state.split('.');
    if (machine !== 'kiosk' || region === 'service') return true;
    if (state.endsWith('.asking') || last.get(region) === state) return false;
    last.set(region, state);
    return true;
  };
}

function errorIn(event: object): unknown {
  return Reflect.get(event, 'error');
}

function machineOf(actor: Seen): ReturnType<typeof stateName> | null {
  const snapshot: unknown = actor.getSnapshot();
  return isMachineSnapshot(snapshot) ? stateName(snapshot.machine.id) : null;
}

/** `xstate.error.actor.0.session.flow.pin.signing` comes from what the state session.flow.pin.signing started. */
function placeOf(type: string): ReturnType<typeof stateName> {
  return stateName(type.slice(errorEvent.length).replace(/^\d+\./, ''));
}

/** `{ flow: { pin: 'entering' }, inactivity: 'watching' }` is `flow.pin.entering` and `inactivity.watching`. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Object.entries(Object(value) as Record<string, unknown>).flatMap(([state, below]) => {
    const leaves = leavesOf(below);
    return leaves.length === 0 ? [state] : leaves.map((leaf) => `${state}.${leaf}`);
  });
}
