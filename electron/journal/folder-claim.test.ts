import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { describeFault } from './journal-fault.ts';
import { openJournal, witnessFolderOf } from './journal.ts';

const clock = { now: () => 1_790_000_000_000 };
let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-claim-'));
  folder = join(root, 'journal');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Another process that opens the journal, appends a record, says so, and stays. */
async function otherKiosk(): Promise<{ readonly pid: number; kill(): Promise<void> }> {
  const module = pathToFileURL(join(import.meta.dirname, 'journal.ts')).href;
  const code = `
    const { openJournal } = await import(${JSON.stringify(module)});
    const opened = openJournal(${JSON.stringify(folder)}, { now: () => ${clock.now()} }, { as: 'kiosk K-0001' });
    console.log(opened.ok && opened.value.append({ type: 'session-begun' }).ok ? 'open' : 'refused');
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString().trim()).toBe('open');
  return {
    pid: child.pid ?? 0,
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

describe('a journal', () => {
  it('is one process’s alone, which is named to a second one; a killed one leaves it free at once', async () => {
    const other = await otherKiosk();
    const refused = openJournal(folder, clock);
    expect(refused).toMatchObject({ ok: false, error: { fault: 'inUse' } });
    const words = refused.ok ? '' : describeFault(refused.error);
    expect(words).toContain(`process ${other.pid} on `);
    expect(words).toContain('kiosk K-0001');
    // The second one has not written a byte.
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
    await other.kill();
    const opened = openJournal(folder, clock);
    expect(opened.ok && recordsIn(folder).map(({ seq }) => seq)).toEqual([1]);
    if (opened.ok) opened.value.close();
  });

  it('cannot be opened twice in one process, but again after it was closed or refused', () => {
    const first = openJournal(folder, clock);
    if (!first.ok) throw new Error(first.error.fault);
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { fault: 'inUse' } });
    // What only says who it is may go; the claim is not in it.
    rmSync(join(folder, 'journal.owner'));
    expect(openJournal(folder, clock)).toMatchObject({ ok: false, error: { fault: 'inUse' } });
    first.value.close();
    const early = { now: () => clock.now() - 3_600_000 };
    const second = openJournal(folder, clock);
    expect(second.ok && second.value.append({ type: 'session-begun' }).ok).toBe(true);
    if (second.ok) second.value.close();
    expect(openJournal(folder, early)).toMatchObject({ ok: false, error: { fault: 'clockSetBack' } });
    const third = openJournal(folder, clock);
    expect(third.ok).toBe(true);
    if (third.ok) third.value.close();
  });

  it('shares its witness with no other journal', () => {
    const first = openJournal(folder, clock);
    const beside = openJournal(join(root, 'other'), clock, { witness: witnessFolderOf(folder) });
    expect(beside).toMatchObject({ ok: false, error: { fault: 'inUse' } });
    if (first.ok) first.value.close();
  });
});
