import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { createScriptedWorld } from '../../simulator/scripted/scripted-ports.ts';
import { createKioskMachine } from '../../state-machines/kiosk.ts';
import { createPaymentMachine } from '../../state-machines/payment.ts';
import { createPrintingMachine } from '../../state-machines/printing.ts';
import { createSessionMachine } from '../../state-machines/session/session.ts';

/** The machines as Mermaid state diagrams: what stands in docs/charts is drawn from the code and checked against it. */
export function drawCharts(): { name: string; markdown: string }[] {
  const { ports } = createScriptedWorld();
  const machines: [string, string, AnyStateMachine][] = [
    [
      'kiosk',
      'The kiosk: inviting or serving, with what is open and what the cash can do',
      createKioskMachine(ports),
    ],
    ['session', 'One resident, from the main menu to the open tray', createSessionMachine(ports)],
    [
      'payment',
      'Payment: CashInStart → CashIn → CashInEnd → change, or everything back',
      createPaymentMachine(ports),
    ],
    ['printing', 'Printing, sheet after sheet', createPrintingMachine(ports)],
  ];
  return machines.map(([name, title, machine]) => ({
    name,
    markdown: `# ${title}\n\nDrawn from \`state-machines/\` by \`npm run charts\`.\n\n\`\`\`mermaid\nstateDiagram-v2\n${chart(machine.root)}\`\`\`\n`,
  }));
}

function chart(root: AnyStateNode): string {
  return [...states(root, 1), ...transitions(root)].join('\n') + '\n';
}

function idOf(node: AnyStateNode): string {
  return node.path.join('_') || 'root';
}

function states(node: AnyStateNode, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const children = Object.values(node.states);
  const lines: string[] = [];
  const initial = node.type === 'compound' ? node.initial.target[0] : undefined;
  if (initial) lines.push(`${indent}[*] --> ${idOf(initial)}`);
  for (const [index, child] of children.entries()) {
    if (node.type === 'parallel' && index > 0) lines.push(`${indent}--`);
    if (Object.keys(child.states).length === 0) lines.push(`${indent}state "${child.key}" as ${idOf(child)}`);
    else
      lines.push(
        `${indent}state "${child.key}" as ${idOf(child)} {`,
        ...states(child, depth + 1),
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

function transitions(node: AnyStateNode): string[] {
  const own = [...node.transitions.entries(), ['', node.always ?? []] as const].flatMap(([event, list]) =>
    list.flatMap((transition) =>
      (transition.target ?? []).map((target) => `  ${idOf(node)} --> ${idOf(target)}: ${label(event)}`),
    ),
  );
  return [...new Set(own), ...Object.values(node.states).flatMap(transitions)];
}
