import { readFile, readdir } from 'node:fs/promises';

/** What Linux counts of a process, in ticks of 10 ms. */
const ticksPerSecond = 100;
const kBPerMB = 1024;

/** Processor time of a process so far with all its threads, ms; with that of its ended children where it waits for them. */
export async function cpuMsOf(pid: number, withChildren = false): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold anything, also spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, withChildren ? 15 : 13).reduce((sum, field) => sum + Number(field), 0);
  return (ticks * 1000) / ticksPerSecond;
}

/** Of a server that has a process for each connection: its own, its living children's, and those' that have ended. */
export async function cpuMsOfFamily(pid: number): Promise<number> {
  const own = await cpuMsOf(pid, true);
  const living = await Promise.all((await childrenOf(pid)).map((child) => cpuMsOf(child).catch(() => 0)));
  return living.reduce((sum, ms) => sum + ms, own);
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    pids.map(async (each) => {
      const text = await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '');
      return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]) === pid ? each : null;
    }),
  );
  return parents.filter((each) => each !== null);
}

/** Memory that a process has for itself alone plus its share of what it shares, MB. */
export async function memoryMBOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Math.round(Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? '0') / kBPerMB);
}
