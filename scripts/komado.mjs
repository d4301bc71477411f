#!/usr/bin/env node
/**
 * The single entry of all npm commands: installs packages and Debian packages, finds the right Node, then runs the command
 * with it. It is plain JavaScript without package imports, because it runs before there are any, on whatever Node is
 * installed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureDebianPackages } from './setup/debian-packages.mjs';
import { languagesAreCompiled } from './setup/compiled-languages.mjs';
import { ensureNodePackages, findNode24, root, run } from './setup/node-packages.mjs';

/** What each command needs from Debian: the first list it cannot do without, the second it can. */
const { commands, unpacked } = JSON.parse(readFileSync(new URL('setup/needs.json', import.meta.url), 'utf8'));

/** Tools of packages that are commands too: also they need the packages first, and Node 24 for the code that they run. */
const tools = {
  format: ['oxfmt', '.'],
  lint: ['oxlint'],
  typecheck: ['tsc', '-p', 'tsconfig.json'],
  unit: ['vitest', 'run'],
};

/** The commands by the names that npm knows. */
const { scripts, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
const tool = Object.hasOwn(tools, name) ? tools[name] : null;
if (!command && !tool) {
  console.error(`komado: unknown command "${name}". Commands:`);
  for (const [script, runs] of Object.entries(scripts)) {
    const says = commands[/^exec node scripts\/komado\.mjs (\S+)$/.exec(runs)?.[1] ?? '']?.says;
    if (says) console.error(`  npm run ${script.padEnd(14)} ${says}`);
  }
  process.exit(2);
}

if (command && args.includes('--version')) {
  console.log(`komado ${version}`);
  process.exit(0);
}

try {
  await ensureNodePackages();
  // Asking for help needs nothing from Debian.
  if (command && !args.includes('--help')) await ensureDebianPackages(command, unpacked);
} catch (error) {
  console.error(`komado: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

const node = findNode24();
const options = ['--disable-warning=ExperimentalWarning', '--import', './scripts/setup/reader-gone.mjs'];
// The texts of the screens are modules, made from languages/. The formatter needs none, and "languages" makes them itself.
if (!['format', 'languages'].includes(name) && !languagesAreCompiled()) {
  const code = await run(node, [...options, 'scripts/languages/ensure-compiled.ts']);
  if (code !== 0) {
    console.error('komado: the texts in languages/ have faults (npm run languages says them again)');
    process.exit(1);
  }
}
// What Node makes of our TypeScript is kept: a start need not make it of five hundred files again.
const compiledCode = `${root}/node_modules/.cache/komado/code`;
const [program, ...before] = tool ?? [
  ...[node, ...(command.flags ?? []), ...options],
  `scripts/commands/${name}.ts`,
];
const places = [...(tool ? [dirname(node)] : []), `${root}/node_modules/.bin`, process.env.PATH ?? ''];
const child = spawn(program, [...before, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { NODE_COMPILE_CACHE: compiledCode, ...process.env, PATH: places.join(':'), KOMADO_NODE: node },
});
// A terminal sends Ctrl-C to both processes; whoever stops only this one means both. A hang-up (the terminal is closed) ends
// both all the same.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill('SIGTERM');
  });
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
