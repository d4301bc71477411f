import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A display of its own in memory, with the keyboard that is at it: the keys come from the X server, as at a site. */
export interface XDisplay {
  /** Value of DISPLAY. */
  readonly name: string;
  /** Presses keys, by their X names (`ctrl+shift+i`, `F12`), one straight after the other. */
  press(...keys: readonly string[]): void;
  close(): Promise<void>;
}

export async function openDisplay(): Promise<XDisplay> {
  const size = ['-screen', '0', '1024x768x24'];
  // It goes with this process, however that ends.
  const server = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', 'Xvfb', '-displayfd', '3', ...size, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'exit');
  const told = server.stdio[3];
  if (!told) throw new Error('Xvfb has no line on which to tell its number');
  const [number] = (await Promise.race([once(told, 'data'), ended.then(() => [''])])) as [Buffer | string];
  if (number === '') throw new Error('Xvfb did not start');
  const name = `:${String(number).trim()}`;
  const env = { ...process.env, DISPLAY: name };
  return {
    name,
    press: (...keys) => {
      execFileSync('xdotool', ['key', '--delay', '2', ...keys], { env });
    },
    async close() {
      server.kill();
      await ended;
    },
  };
}

const characters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
const marks = [
  'minus',
  'equal',
  'plus',
  'comma',
  'period',
  'slash',
  'semicolon',
  'bracketleft',
  'bracketright',
  'backslash',
  'grave',
];
const movers = [
  'Left',
  'Right',
  'Up',
  'Down',
  'Tab',
  'Return',
  'Escape',
  'Home',
  'End',
  'Prior',
  'Next',
  'Delete',
  'BackSpace',
  'space',
];
const functions = Array.from({ length: 24 }, (_, index) => `F${String(index + 1)}`);
const named = [
  ...['Insert', 'Print', 'Pause', 'Menu', 'Find', 'Undo', 'Redo', 'Cancel', 'Super_L', 'Alt_L', 'Control_L'],
  ...[
    'XF86Back',
    'XF86Forward',
    'XF86Refresh',
    'XF86Reload',
    'XF86Search',
    'XF86HomePage',
    'XF86Stop',
    'XF86Favorites',
  ],
  ...[
    'XF86Mail',
    'XF86Explorer',
    'XF86Calculator',
    'XF86AudioPlay',
    'XF86Close',
    'XF86New',
    'XF86Open',
    'XF86Save',
  ],
  ...['XF86Copy', 'XF86Paste', 'XF86Cut', 'XF86ZoomIn', 'XF86ZoomOut', 'XF86WWW', 'XF86Reply', 'XF86MenuKB'],
];
const held = [
  'ctrl',
  'alt',
  'super',
  'ctrl+shift',
  'ctrl+alt',
  'alt+shift',
  'ctrl+alt+shift',
  'super+shift',
  'ctrl+super',
];

/** Every combination that is no key of a kiosk, by what is held. */
export const combinations: readonly (readonly string[])[] = [
  [...functions, ...named],
  [...functions, ...named, 'Escape', 'Return', 'Delete', 'BackSpace'].map((key) => `shift+${key}`),
  ...held.map((keys) =>
    [...characters, ...marks, ...movers, ...functions, ...named].map((key) => `${keys}+${key}`),
  ),
];
