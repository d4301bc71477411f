import { describe, expect, it } from 'vitest';
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { createScriptedWorld } from '../testing/scripted/scripted-ports.ts';
import { createAttendantMachine } from './attendant/attendant.ts';
import { createCashlessPaymentMachine } from './cashless-payment.ts';
import { createKioskMachine } from './kiosk.ts';
import { createPaymentMachine } from './payment.ts';
import { createPrintingMachine } from './printing.ts';
import { createSessionMachine } from './session/session.ts';
import { createStaffCallMachine } from './staff-call.ts';

const { ports } = createScriptedWorld();
const machines: [string, AnyStateMachine][] = [
  ['kiosk', createKioskMachine(ports)],
  ['session', createSessionMachine(ports)],
  ['payment', createPaymentMachine(ports)],
  ['cashlessPayment', createCashlessPaymentMachine(ports)],
  ['printing', createPrintingMachine(ports)],
  ['attendant', createAttendantMachine(ports)],
  ['staffCall', createStaffCallMachine(ports)],
];

/** Actors that live as long as their state and report by events; the states around them set deadlines for their silence. */
const longLived = [
  ...['staffCall', 'answers', 'people'],
  ...['presence', 'devices', 'reports', 'slots', 'slotTest', 'session', 'attendant', 'payment'],
  ...['cashlessPayment', 'follow', 'printing', 'printSheet'],
];

function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)];
}

/** Where a node can go: its own transitions, and the states entered along with it. */
function nextOf(node: AnyStateNode): AnyStateNode[] {
  const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])].flatMap(
    ({ target }) => target ?? [],
  );
  if (node.type === 'compound') return [...transitions, ...node.initial.target];
  return node.type === 'parallel' ? [...transitions, ...Object.values(node.states)] : transitions;
}

function reachedFrom(start: AnyStateNode): Set<AnyStateNode> {
  const reached = new Set<AnyStateNode>();
  const queue = [start];
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    queue.push(...nextOf(node));
    // Inside a state one is inside its parents too: their transitions count as well.
    if (node.parent) queue.push(node.parent);
  }
  return reached;
}

describe.each(machines)('%s', (_name, machine) => {
  const nodes = nodesOf(machine.root);

  it('reaches every state', () => {
    const reached = reachedFrom(machine.root);
    expect(nodes.filter((node) => !reached.has(node)).map(({ id }) => id)).toEqual([]);
  });

  it('can leave every state that is not final', () => {
    const stuck = nodes.filter((node) => {
      if (node.type !== 'atomic') return false;
      const wayOut = [node, ...parents(node)].flatMap(nextOf).filter((next) => next !== node);
      return wayOut.length === 0;
    });
    expect(stuck.map(({ id }) => id)).toEqual([]);
  });

  it('gives every invoked call an error path and a deadline', () => {
    const careless = nodes.flatMap((node) =>
      node.invoke
        .filter(({ src }) => typeof src !== 'string' || !longLived.includes(src))
        .filter(({ id, onError }) => {
          const hasError = onError !== undefined || node.transitions.has(`xstate.error.actor.${id}`);
          const hasDeadline = [node, ...parents(node)].some(({ after }) => after.length > 0);
          return !hasError || !hasDeadline;
        })
        .map(({ src }) => `${node.id}: ${typeof src === 'string' ? src : 'an actor without a name'}`),
    );
    expect(careless).toEqual([]);
  });
});

/** What a screen's time does in a state: the entry nearest to it says so. */
function timeIn(node: AnyStateNode): string | null {
  for (const each of [node, ...parents(node)]) {
    const types = each.entry.map((action) =>
      typeof action === 'string' ? action : typeof action === 'object' ? action.type : '',
    );
    const said = types.find((type) => type === 'rest' || type.startsWith('watch'));
    if (said !== undefined) return said;
  }
  return null;
}

it('lets no time of a resident run while a device or the center works', () => {
  const { root } = createSessionMachine(ports);
  const working = nodesOf(root).filter((node) =>
    node.invoke.some(({ src }) => typeof src === 'string' && !longLived.includes(src)),
  );
  expect(working.length).toBeGreaterThan(10);
  expect(working.filter((node) => timeIn(node) !== 'rest').map(({ id }) => id)).toEqual([]);
});

function parents(node: AnyStateNode): AnyStateNode[] {
  return node.parent ? [node.parent, ...parents(node.parent)] : [];
}
