import { z } from 'zod';
import { fieldKinds } from '../logging/field-kinds.ts';
import { causeSchema, type Cause } from '../shared/causes.ts';
import type { Instant } from '../shared/dates.ts';
import type { LogLine } from './log-line.ts';
import type { SpanPlace } from './log-records.ts';
import { keyValues, nanos, type Span } from './otlp.ts';
import { outcomeOf, toldEnd, type ToldEnd } from './told-cause.ts';

export interface SessionTraceOptions {
  /** So many random bytes, in hexadecimal. */
  readonly randomHex: (bytes: number) => string;
  /** All spans of a session, once it is over. */
  readonly onSession: (session: {
    readonly spans: readonly Span[];
    readonly end: ToldEnd;
    readonly seconds: number;
  }) => void;
  /** @param step a state of the session below `flow`, without what lies below that */
  readonly onStep: (step: string, seconds: number) => void;
}

/** Follows the states of the machines through the lines of the log, and makes one trace of each session. */
export interface SessionTrace {
  take(line: LogLine): void;
  /** The step that a resident is at; null: nobody is served. */
  place(): SpanPlace | null;
  /** The program ends: a session under way ends as `cut`. */
  close(at: Instant): void;
}

interface OpenSpan {
  readonly spanId: string;
  parent: string | null;
  readonly name: string;
  readonly start: Instant;
  readonly events: { readonly timeUnixNano: string; readonly name: string }[];
  failed: boolean;
}

interface OpenSession {
  readonly traceId: string;
  readonly root: OpenSpan;
  readonly ended: Span[];
  step: OpenSpan | null;
  /** States of the machines that move money and paper within the step, by machine; `first`: it has just been started. */
  readonly inner: Map<string, { readonly span: OpenSpan; readonly first: boolean }>;
  /** Since when the resident is at this step as a whole. */
  whole: { readonly name: string; readonly since: Instant } | null;
  cause: Cause | null;
}

const stateSchema = z.object({ machine: fieldKinds.state, state: fieldKinds.state });
const causedSchema = z.object({ cause: causeSchema });

/** Machines whose states are steps within a step. */
const inner: readonly string[] = ['payment', 'cashlessPayment', 'printing'];
/** What lies over a step, or asks whether somebody is still there. */
const overlays = /^(?:inactivity\.(?:warning|stopAsked|help)|chooser\.(?:languages|display|voice))$/;
/** A step within a step, however often a device is asked, is not told more often. */
const spansMost = 400;

export function createSessionTrace({ randomHex, onSession, onStep }: SessionTraceOptions): SessionTrace {
  let session: OpenSession | null = null;

  function newSpan(name: string, parent: string | null, start: Instant): OpenSpan {
    return { spanId: randomHex(8), parent, name, start, events: [], failed: false };
  }

  function begin(at: Instant): OpenSession {
    const root = newSpan('session', null, at);
    return {
      traceId: randomHex(16),
      root,
      ended: [],
      step: null,
      inner: new Map(),
      whole: null,
      cause: null,
    };
  }

  function end(
    open: OpenSession,
    span: OpenSpan,
    at: Instant,
    attributes: Record<string, string> = {},
  ): void {
    if (span !== open.root && open.ended.length >= spansMost) return;
    open.ended.push({
      traceId: open.traceId,
      spanId: span.spanId,
      ...(span.parent === null ? {} : { parentSpanId: span.parent }),
      name: span.name,
      kind: 1,
      startTimeUnixNano: nanos(span.start),
      // A clock that was set back must not make an end before its beginning.
      endTimeUnixNano: nanos(Math.max(span.start, at)),
      attributes: keyValues(attributes),
      events: span.events,
      status: span.failed ? { code: 2 } : {},
    });
  }

  /** A state that only decides lasts no time, and nobody sees it. */
  function endIfSeen(open: OpenSession, span: OpenSpan, at: Instant): void {
    if (at > span.start || span.failed) end(open, span, at);
  }

  function endStep(open: OpenSession, at: Instant): void {
    for (const { span } of open.inner.values()) endIfSeen(open, span, at);
    open.inner.clear();
    if (open.step) endIfSeen(open, open.step, at);
    open.step = null;
  }

  function endWhole(open: OpenSession, at: Instant): void {
    if (open.whole && at > open.whole.since) onStep(open.whole.name, (at - open.whole.since) / 1000);
    open.whole = null;
  }

  function endSession(open: OpenSession, told: ToldEnd, at: Instant): void {
    session = null;
    endWhole(open, at);
    endStep(open, at);
    open.root.failed = outcomeOf(told) === 'failed';
    end(open, open.root, at, { 'komado.end': told });
    onSession({ spans: open.ended, end: told, seconds: Math.max(0, at - open.root.start) / 1000 });
  }

  function enterStep(path: string, at: Instant): void {
    if (path === 'beginning' && session) endSession(session, 'cut', at);
    if (path === 'over') {
      if (session) endSession(session, toldEnd(session.cause), at);
      return;
    }
    const open = (session ??= begin(at));
    // A machine that a step starts is heard of before the step itself.
    const started = [...open.inner].filter(([, { span, first }]) => first && span.start === at);
    for (const [machine] of started) open.inner.delete(machine);
    endStep(open, at);
    open.step = newSpan(path, open.root.spanId, at);
    for (const [machine, entered] of started) {
      entered.span.parent = open.step.spanId;
      open.inner.set(machine, entered);
    }
    const [whole = path] = path.split('.');
    if (open.whole?.name === whole) return;
    endWhole(open, at);
    open.whole = { name: whole, since: at };
  }

  function enterInner(open: OpenSession, machine: string, state: string, at: Instant): void {
    const before = open.inner.get(machine);
    if (before) endIfSeen(open, before.span, at);
    const parent = open.step ?? open.root;
    const span = newSpan(`${machine}.${state}`, parent.spanId, at);
    open.inner.set(machine, { span, first: before === undefined });
  }

  function enter(machine: string, state: string, at: Instant): void {
    if (machine === 'session' && state.startsWith('flow.')) enterStep(state.slice('flow.'.length), at);
    else if (session === null) return;
    else if (machine === 'session' && overlays.test(state))
      (session.step ?? session.root).events.push({ timeUnixNano: nanos(at), name: state });
    else if (inner.includes(machine)) enterInner(session, machine, state, at);
  }

  return {
    take({ at, event, fields }) {
      if (event === 'stateEntered') {
        const entered = stateSchema.safeParse(fields);
        if (entered.success) enter(entered.data.machine, entered.data.state, at);
      } else if (event === 'refused' && session) {
        const caused = causedSchema.safeParse(fields);
        if (caused.success) session.cause = caused.data.cause;
      } else if (event === 'actorFailed' && session) {
        (session.step ?? session.root).failed = true;
      }
    },
    place: () => session && { traceId: session.traceId, spanId: (session.step ?? session.root).spanId },
    close(at) {
      if (session) endSession(session, 'cut', at);
    },
  };
}
