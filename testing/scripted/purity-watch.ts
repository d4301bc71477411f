import { StateMachine, type AnyStateMachine, type AnyStateNode } from 'xstate';
import type { Ports } from '../../state-machines/ports.ts';

/**
 * The calls a transition may make while it decides, because they change nothing in the world. Everything else belongs in an
 * action or an actor.
 */
export const readings: readonly string[] = [
  'clock.now',
  'random',
  'books.day',
  'books.openCases',
  'books.cash',
  'updates.seen',
  'pinPad.matches',
];

export interface PurityWatch {
  /** The ports over which the watched machines must be built. */
  readonly ports: Ports;
  /** Who called what, one line each: `session: assign calls journal.append`. */
  readonly violations: readonly string[];
  /** Every watched function, `machine: kind`. */
  readonly watched: readonly string[];
  /** Watches a machine and those it invokes. */
  observe(machine: AnyStateMachine): void;
}

type Callable = (...args: readonly unknown[]) => unknown;
const isCallable = (value: unknown): value is Callable => typeof value === 'function';
const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * Catches a machine that changes the world where it should only decide: in `assign`, a guard, an input, an output, the first
 * context, or the parameters of an action. Such a call throws and is kept in `violations`.
 */
export function createPurityWatch(ports: Ports): PurityWatch {
  const violations: string[] = [];
  const watched: string[] = [];
  const seen = new WeakSet();
  const deciding: string[] = [];

  const check = (call: string): void => {
    const who = deciding.at(-1);
    if (who === undefined || readings.includes(call)) return;
    violations.push(`${who} calls ${call}`);
    throw new Error(`${who} calls ${call}`);
  };
  const guarded = (call: Callable, name: string): Callable => {
    return (...args) => {
      check(name);
      return call(...args);
    };
  };
  /** Looks a member up at every access: tests change the answers of their ports while the machine runs. */
  const guardedPort = (port: object, name: string): object =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        return isCallable(member) ? guarded(member.bind(target), `${name}.${String(key)}`) : member;
      },
    });
  const behind: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(ports).map(([name, port]: [string, unknown]) => {
      if (isCallable(port)) return [name, guarded(port, name)];
      return [name, isObject(port) ? guardedPort(port, name) : port];
    }),
  );
  const watchedPorts = new Proxy(ports, { get: (_, name) => behind[String(name)] });

  /** Puts a function of `owner` under watch; of an object of functions (`assign({ … })`), each one. */
  const wrap = (owner: object, key: string, who: string): void => {
    const value: unknown = Reflect.get(owner, key);
    if (isCallable(value)) {
      if (seen.has(value)) return;
      const inner = (...args: readonly unknown[]): unknown => {
        deciding.push(who);
        try {
          return value(...args);
        } finally {
          deciding.pop();
        }
      };
      seen.add(inner);
      watched.push(who);
      Reflect.set(owner, key, inner);
    } else if (isObject(value) && !Array.isArray(value)) {
      for (const each of Object.keys(value)) wrap(value, each, who);
    }
  };
  const ofAction = (action: unknown, machine: string): void => {
    if (!isObject(action)) return;
    const type: unknown = Reflect.get(action, 'type');
    const kind = typeof type === 'string' ? type.replace('xstate.', '') : 'action';
    // What XState's own actions decide, and what a named action is given.
    for (const part of ['assignment', 'event', 'to', 'delay', 'params'])
      if (isCallable(Reflect.get(action, part)) || part === 'assignment')
        wrap(action, part, `${machine}: ${kind}`);
  };
  const ofTransition = (transition: object, machine: string): void => {
    const guard: unknown = Reflect.get(transition, 'guard');
    if (isCallable(guard)) wrap(transition, 'guard', `${machine}: guard`);
    else if (isObject(guard)) wrap(guard, 'params', `${machine}: guard`);
    const actions: unknown = Reflect.get(transition, 'actions');
    if (Array.isArray(actions)) for (const action of actions) ofAction(action, machine);
  };
  const ofNode = (node: AnyStateNode, machine: string): void => {
    for (const action of [...node.entry, ...node.exit]) ofAction(action, machine);
    for (const transition of [...[...node.transitions.values()].flat(), ...(node.always ?? [])])
      ofTransition(transition, machine);
    for (const invoked of node.invoke) wrap(invoked, 'input', `${machine}: input`);
    wrap(node, 'output', `${machine}: output`);
    for (const child of Object.values(node.states)) ofNode(child, machine);
  };
  const observe = (machine: AnyStateMachine): void => {
    if (seen.has(machine)) return;
    seen.add(machine);
    const { implementations, config, root, id } = machine;
    for (const action of Object.values(implementations.actions)) ofAction(action, id);
    for (const name of Object.keys(implementations.guards))
      wrap(implementations.guards, name, `${id}: guard`);
    for (const name of Object.keys(implementations.delays))
      wrap(implementations.delays, name, `${id}: delay`);
    if (isCallable(config.context)) wrap(config, 'context', `${id}: context`);
    ofNode(root, id);
    for (const actor of Object.values(implementations.actors))
      if (actor instanceof StateMachine) observe(actor);
  };
  return { ports: watchedPorts, violations, watched, observe };
}
