import { cp, mkdir, readFile, symlink, appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeFlags } from '../node-options.ts';
import { freePorts } from '../../testing/free-ports.ts';
import { startProcess, type FleetProcess } from './fleet-process.ts';

/** The nodes of a fleet run's center, each at a port of its own, over its stops and starts. */
export interface FleetNodes {
  readonly urls: readonly string[];
  /** Those that run now. */
  running(): readonly FleetProcess[];
  /** Every one there was. */
  all(): readonly FleetProcess[];
  /** Stops one as a site does, and starts it again. */
  restart(index: number): Promise<void>;
  /** Stops all of them and starts them as another build, which a site refuses beside the first. */
  upgrade(): Promise<void>;
  end(): Promise<void>;
}

/** What a node of a fleet run is started from. */
const parts = [
  ...['electron', 'issuing-center', 'languages', 'logging', 'printing', 'scripts', 'shared', 'simulator'],
  ...['state-machines', 'telemetry', 'testing', 'package.json', 'package-lock.json'],
];
const root = path.resolve(import.meta.dirname, '..', '..');

export async function startNodes(options: {
  readonly folder: string;
  readonly config: string;
  readonly count: number;
  /** How far the clock of the run is ahead, ms. */
  readonly moved: number;
  readonly profiles: string;
}): Promise<FleetNodes> {
  const { folder, moved, profiles } = options;
  const ports = await freePorts(options.count);
  const configs = await Promise.all(ports.map((port, index) => configAt(options.config, index, port)));
  let from = root;
  const start = async (config: string): Promise<FleetProcess> => {
    const node = startProcess('center-process', [config, String(moved), profiles], from, nodeFlags);
    all.push(node);
    await node.said('listening');
    return node;
  };
  const all: FleetProcess[] = [];
  const nodes = await Promise.all(configs.map(({ file }) => start(file))).catch(async (error: unknown) => {
    await Promise.all(all.map((node) => node.end('SIGKILL')));
    throw error;
  });
  return {
    urls: configs.map(({ port }) => `https://127.0.0.1:${port}`),
    running: () => [...nodes],
    all: () => [...all],
    async restart(index) {
      const [node, config] = [nodes[index], configs[index]];
      if (node === undefined || config === undefined) throw new Error('there is no such node');
      await node.end();
      nodes[index] = await start(config.file);
    },
    async upgrade() {
      from = await anotherBuild(folder);
      await Promise.all(nodes.map((node) => node.end()));
      nodes.splice(0, nodes.length, ...(await Promise.all(configs.map(({ file }) => start(file)))));
    },
    async end() {
      await Promise.all(nodes.map((node) => node.end()));
    },
  };
}

async function configAt(
  config: string,
  index: number,
  port: number,
): Promise<{ readonly file: string; readonly port: number }> {
  const read: unknown = JSON.parse(await readFile(config, 'utf8'));
  if (typeof read !== 'object') throw new Error('not a configuration');
  const file = path.join(path.dirname(config), `center-${index}.json`);
  await writeFile(file, JSON.stringify({ ...read, listen: { kiosks: { port }, lists: { port: 0 } } }));
  return { file, port };
}

/** A copy of the code that differs in one comment: to a site that is another build. @returns its folder */
async function anotherBuild(folder: string): Promise<string> {
  const copy = path.join(folder, 'another-build');
  await mkdir(copy);
  for (const name of parts) await cp(path.join(root, name), path.join(copy, name), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  await appendFile(path.join(copy, 'issuing-center', 'center.ts'), '// another build\n');
  return copy;
}
