#!/usr/bin/env node
/**
 * The one entry of all npm commands: sees to packages, Debian packages and the right Node, then runs the command with it.
 * It is plain JavaScript without imports of packages, because it runs before there are any, on whatever Node is there.
 */
import { spawn } from 'node:child_process';
import { ensureDebianPackages } from './setup/debian-packages.mjs';
import { ensureNodePackages, findNode24, root } from './setup/node-packages.mjs';

const browser = ['chromium', 'fonts-ipamj-mincho', 'fonts-noto-cjk'];
const cardStack = ['pcscd', 'libpcsclite1', 'vsmartcard-vpcd'];
const judges = [
  'opensc',
  'opensc-pkcs11',
  'openssl',
  'cups-ipp-utils',
  'dbus',
  'socat',
  'poppler-utils',
  'qpdf',
  'postgresql',
  'zbar-tools',
];

/** What each command needs from Debian; the first list it cannot do without, the second it can. */
const commands = {
  start: {
    needs: browser,
    wants: cardStack,
    says: 'opens the kiosk; without a display runs one demonstration resident',
  },
  demo: { needs: browser, wants: [], says: 'runs one demonstration resident from the main menu to paper' },
  test: { needs: [...browser, ...cardStack, ...judges], wants: [], says: 'runs every check' },
  'test-fast': {
    needs: [...browser, ...cardStack, ...judges],
    wants: [],
    says: 'runs types, lint and the tests that a change can touch',
  },
  'test-long': {
    needs: [...browser, ...cardStack, ...judges],
    wants: [],
    says: 'runs the tests that draw their cases, with many more of them',
  },
  bench: {
    needs: [...browser, ...cardStack, 'opensc', 'openssl'],
    wants: [],
    says: 'measures, and writes out/bench.json',
  },
  card: { needs: cardStack, wants: [], says: 'puts a virtual My Number card into the virtual reader' },
  center: { needs: ['fonts-ipamj-mincho'], wants: [], says: 'starts the issuing center alone' },
  verify: {
    needs: ['fonts-ipamj-mincho', 'poppler-utils'],
    wants: [],
    says: 'says of sheets, scans and photographs whether they are genuine',
  },
  gallery: {
    needs: ['fonts-ipamj-mincho', 'poppler-utils'],
    wants: [],
    says: 'builds one page with a picture of every certificate',
  },
  population: {
    needs: ['fonts-ipamj-mincho'],
    wants: [],
    says: 'fills the registers with made-up residents',
  },
  'power-cut': {
    needs: ['fonts-ipamj-mincho'],
    wants: [],
    says: 'kills the kiosk in sessions, and compares its books with the devices',
  },
  charts: { needs: [], wants: [], says: 'draws the state charts in docs/ from the machines' },
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`komado: unknown command "${name}". Commands:`);
  for (const [each, { says }] of Object.entries(commands))
    console.error(`  npm run ${each.padEnd(10)} ${says}`);
  process.exit(2);
}

try {
  await ensureNodePackages();
  // Only asking for help needs nothing of Debian.
  if (!args.includes('--help')) await ensureDebianPackages(command);
} catch (error) {
  console.error(`komado: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

const node = findNode24();
const child = spawn(node, ['--disable-warning=ExperimentalWarning', `scripts/commands/${name}.ts`, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env.PATH ?? ''}`, KOMADO_NODE: node },
});
// A terminal sends Ctrl-C to both; a service manager sends SIGTERM to this one only.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
