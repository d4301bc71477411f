import type { AnyStateNode } from 'xstate';
import { createScriptedWorld } from '../../testing/scripted/scripted-ports.ts';
import { scriptedSetUp } from '../../testing/first-start/scripted-set-up.ts';
import { createAttendantMachine } from '../../state-machines/attendant/attendant.ts';
import { createCashlessPaymentMachine } from '../../state-machines/cashless-payment.ts';
import { createFirstStartMachine } from '../../state-machines/first-start/first-start.ts';
import { createKioskMachine } from '../../state-machines/kiosk.ts';
import { createPaymentMachine } from '../../state-machines/payment.ts';
import { createPrintingMachine } from '../../state-machines/printing.ts';
import { createSessionMachine } from '../../state-machines/session/session.ts';
import { createStaffCallMachine } from '../../state-machines/staff-call.ts';

interface Chart {
  readonly name: string;
  readonly title: string;
  readonly root: AnyStateNode;
  /** Drawn separately, and shown here as one state. */
  readonly elsewhere?: readonly string[];
}

/** The machines as Mermaid state diagrams: docs/charts is drawn from the code and checked against it. */
export function drawCharts(): { name: string; markdown: string }[] {
  const { ports } = createScriptedWorld();
  const attendant = createAttendantMachine(ports);
  const refund = partOf(attendant.root, ['flow', 'refund']);
  const charts: readonly Chart[] = [
    {
      name: 'kiosk',
      title: 'The kiosk: inviting, serving or attended, with what is open and what the cash can do',
      root: createKioskMachine(ports).root,
    },
    {
      name: 'session',
      title: 'One resident, from the main menu to the open tray',
      root: createSessionMachine(ports).root,
    },
    {
      name: 'payment',
      title: 'Payment: CashInStart → CashIn → CashInEnd → change, or everything back',
      root: createPaymentMachine(ports).root,
    },
    {
      name: 'cashless-payment',
      title: 'Payment by wallet, card or telephone: begin → authorise, and the provider has the last word',
      root: createCashlessPaymentMachine(ports).root,
    },
    { name: 'printing', title: 'Printing, sheet after sheet', root: createPrintingMachine(ports).root },
    {
      name: 'staff-call',
      title: 'Calling staff over to the kiosk, and what becomes of the call',
      root: createStaffCallMachine(ports).root,
    },
    {
      name: 'attendant',
      title: 'Store staff and operators, from the login to the way out',
      root: attendant.root,
      elsewhere: [idOf(refund)],
    },
    {
      name: 'first-start',
      title: 'The first start: from nothing to a configuration in its place',
      root: createFirstStartMachine(scriptedSetUp().ports).root,
    },
    {
      name: 'refund',
      title: 'A refund: what for, which sheets, how; granted by the center, then paid, then reported',
      root: refund,
    },
  ];
  return charts.map(({ name, title, root, elsewhere = [] }) => ({
    name,
    markdown: `# ${title}\n\nDrawn from \`state-machines/\` by \`npm run charts\`.\n\n\`\`\`mermaid\nstateDiagram-v2\n${chart(root, elsewhere)}\`\`\`\n`,
  }));
}

/** @throws when the machine has no such part: a chart is listed here that can no longer be drawn */
function partOf(root: AnyStateNode, path: readonly string[]): AnyStateNode {
  return path.reduce((node, key) => {
    const part = node.states[key];
    if (!part) throw new Error(`no state ${path.join('.')} to draw`);
    return part;
  }, root);
}

function chart(root: AnyStateNode, elsewhere: readonly string[]): string {
  const arrows = transitions(root, elsewhere);
  return [...states(root, 1, elsewhere), ...outside(root, arrows), ...arrows].join('\n') + '\n';
}

/** Where a part of a machine leads: states around it, shown by name only. */
function outside(root: AnyStateNode, arrows: readonly string[]): string[] {
  const siblings = root.parent ? Object.values(root.parent.states) : [];
  return siblings
    .filter((sibling) => sibling !== root && arrows.some((arrow) => arrow.includes(`--> ${idOf(sibling)}:`)))
    .map((sibling) => `  state "${sibling.key}" as ${idOf(sibling)}`);
}

function idOf(node: AnyStateNode): string {
  return node.path.join('_') || 'root';
}

function states(node: AnyStateNode, depth: number, elsewhere: readonly string[]): string[] {
  const indent = '  '.repeat(depth);
  const children = Object.values(node.states);
  const lines: string[] = [];
  const initial = node.type === 'compound' ? node.initial.target[0] : undefined;
  if (initial) lines.push(`${indent}[*] --> ${idOf(initial)}`);
  for (const [index, child] of children.entries()) {
    if (node.type === 'parallel' && index > 0) lines.push(`${indent}--`);
    const single = Object.keys(child.states).length === 0 || elsewhere.includes(idOf(child));
    if (single) lines.push(`${indent}state "${child.key}" as ${idOf(child)}`);
    else
      lines.push(
        `${indent}state "${child.key}" as ${idOf(child)} {`,
        ...states(child, depth + 1, elsewhere),
        `${indent}}`,
      );
    if (child.type === 'final') lines.push(`${indent}${idOf(child)} --> [*]`);
  }
  return lines;
}

/** `xstate.after.cardLook.session.flow.card.looking` reads as `after cardLook`. */
function label(event: string): string {
  const [, kind, what] = event.split('.');
  if (event === '') return 'at once';
  if (event.startsWith('xstate.after')) return `after ${what ?? ''}`;
  if (event.startsWith('xstate.done')) return 'done';
  if (event.startsWith('xstate.error')) return 'error';
  return event.startsWith('xstate') ? (kind ?? event) : event.replace('.', ' ');
}

function transitions(node: AnyStateNode, elsewhere: readonly string[]): string[] {
  // The ends of a part drawn elsewhere are ends of its one state here.
  const drawnElsewhere = elsewhere.includes(idOf(node));
  const within = (target: AnyStateNode): AnyStateNode =>
    target.parent && elsewhere.includes(idOf(target.parent)) ? within(target.parent) : target;
  const own = [...node.transitions.entries(), ['', node.always ?? []] as const].flatMap(([event, list]) =>
    list.flatMap((transition) =>
      (transition.target ?? []).map(
        (target) => `  ${idOf(node)} --> ${idOf(within(target))}: ${label(event)}`,
      ),
    ),
  );
  const parts = Object.values(node.states);
  const inner = drawnElsewhere
    ? parts.flatMap((part) => endsOf(part, node))
    : parts.flatMap((part) => transitions(part, elsewhere));
  return [...new Set([...own, ...inner])];
}

/** Where the parts of a state drawn elsewhere lead out of it. */
function endsOf(part: AnyStateNode, whole: AnyStateNode): string[] {
  const isInside = (node: AnyStateNode): boolean =>
    node === whole || (node.parent !== undefined && isInside(node.parent));
  const targets = [...[...part.transitions.values()].flat(), ...(part.always ?? [])]
    .flatMap(({ target }) => target ?? [])
    .filter((target) => !isInside(target));
  return [
    ...targets.map((target) => `  ${idOf(whole)} --> ${idOf(target)}`),
    ...Object.values(part.states).flatMap((inner) => endsOf(inner, whole)),
  ];
}
