import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordsIn } from '../../testing/journal-records.ts';
import { openJournal, witnessFolderOf } from '../../electron/journal/journal.ts';
import { systemClock } from '../../shared/dates.ts';
import { acceptClock, beginJournal, clearAlarm } from './journal-commands.ts';

let root: string;
let folders: { readonly folder: string; readonly witness: string };
let said: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-commands-'));
  const folder = join(root, 'journal');
  folders = { folder, witness: witnessFolderOf(folder) };
  said = [];
  for (const where of ['log', 'error'] as const)
    vi.spyOn(console, where).mockImplementation((line: unknown) => said.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const text = (): string => readFileSync(join(folders.folder, 'journal.jsonl'), 'utf8');

describe('a command at a journal', () => {
  it.each([
    ['--clear-alarm', clearAlarm],
    ['--clock-is-right', acceptClock],
    ['--begin-journal', (at: typeof folders) => beginJournal(at, null)],
  ])('%s refuses beside a running kiosk, names it, and writes nothing', async (_name, command) => {
    const kiosk = openJournal(folders.folder, systemClock, { as: 'kiosk K-0001' });
    if (!kiosk.ok) throw new Error(kiosk.error.fault);
    expect(kiosk.value.append({ type: 'alarm', alarm: 'bindingMismatch', transaction: null }).ok).toBe(true);
    const before = text();
    expect(await command(folders)).toBe(false);
    expect(said.join('\n')).toContain(`process ${process.pid} on `);
    expect(said.join('\n')).toContain('kiosk K-0001');
    expect(text()).toBe(before);
    // The kiosk goes on as if nothing had been.
    expect(kiosk.value.append({ type: 'alarm-cleared', by: null }).ok).toBe(true);
    kiosk.value.close();
    const again = openJournal(folders.folder, systemClock);
    expect(again.ok && recordsIn(folders.folder).map(({ seq }) => seq)).toEqual([1, 2]);
    if (again.ok) again.value.close();
  });

  it('clears an alarm when no kiosk runs, and says so when there is none', () => {
    const journal = openJournal(folders.folder, systemClock);
    if (!journal.ok) throw new Error(journal.error.fault);
    expect(journal.value.append({ type: 'alarm', alarm: 'bindingMismatch', transaction: null }).ok).toBe(
      true,
    );
    journal.value.close();
    expect(clearAlarm(folders)).toBe(true);
    expect(clearAlarm(folders)).toBe(true);
    expect(said).toEqual(['The alarm is cleared.', 'There is no alarm in the journal.']);
    expect(text().match(/alarm-cleared/g)).toHaveLength(1);
    expect(acceptClock(folders)).toBe(true);
  });

  it('says where the way on stands when a line is damaged', () => {
    expect(acceptClock(folders)).toBe(true);
    writeFileSync(join(folders.folder, 'journal.jsonl'), text().replace('clock-accepted', 'clock-excepted'));
    expect(clearAlarm(folders)).toBe(false);
    expect(said.at(-1)).toMatch(
      /journal\.jsonl, line \d+: \w+: .*docs\/site\.md, "When records are missing"/,
    );
  });

  it('begins a new journal in place of one whose records are gone, and says what is kept and open', async () => {
    expect(acceptClock(folders)).toBe(true);
    rmSync(join(folders.folder, 'journal.jsonl'));
    expect(clearAlarm(folders)).toBe(false);
    expect(said.at(-1)).toContain('journalMissing');
    expect(await beginJournal(folders, null)).toBe(true);
    expect(said.join('\n')).toContain('Carried over: 0 records. Left out: 0 lines.');
    expect(clearAlarm(folders)).toBe(true);
  });
});
