import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExportKey } from '../../electron/journal/export-key.ts';
import { describeFault } from '../../electron/journal/journal-fault.ts';
import { openJournal, witnessFolderOf } from '../../electron/journal/journal.ts';
import { instantInJapan, isoDate, type Clock } from '../../shared/dates.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { receiptCode } from '../../shared/receipt-code.ts';
import { yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { repetitions } from '../../testing/repetitions.ts';
import { captureOutput } from '../../testing/captured-output.ts';
import { runJournal } from './journal.ts';

const transaction = transactionIdSchema.parse('0123456789abcdef'.repeat(2));
const code = receiptCode(transaction);
const events: readonly JournalEvent[] = [
  { type: 'session-begun' },
  { type: 'owed', transaction, code, amount: yen(300) },
  { type: 'cash-in', transaction, value: 100 },
  { type: 'print-outcome', transaction, document: 'D-1', sheet: 1, outcome: 'printed' },
  { type: 'session-ended', reason: 'handedOver' },
];

let root: string;
let folder: string;
let file: string;
let now: number;
const clock: Clock = { now: () => now };
const written = captureOutput();
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'komado-journal-'));
  folder = join(root, 'journal');
  file = join(root, 'copy.zip');
  now = instantInJapan(isoDate('2026-11-20'), '14:03:05');
});
afterEach(() => rmSync(root, { recursive: true }));

/** Appends to the journal, which is open for it and no longer. */
function write(...records: readonly JournalEvent[]): void {
  const journal = openJournal(folder, clock);
  if (!journal.ok) throw new Error(describeFault(journal.error));
  for (const event of records) expect(journal.value.append(event).ok).toBe(true);
  journal.value.close();
}
const run = (...words: readonly string[]): Promise<number> =>
  runJournal([...words, '--language', 'en'], clock);
const backUp = (to = file): Promise<number> => run('--backup', folder, '--to', to);
/** What a kiosk makes of the journal as it is. */
function opened(): string {
  const journal = openJournal(folder, clock);
  if (!journal.ok) return journal.error.fault === 'rolledBack' ? journal.error.what : journal.error.fault;
  journal.value.close();
  return 'goes on';
}

describe('npm run journal -- FILE', () => {
  it('reads a journal at the kiosk: chain, seals and witness, and what happened', async () => {
    write(...events);
    expect(await run(folder)).toBe(0);
    expect(written.out).toContain('OK chain: holds, 5 records');
    expect(written.out).toContain('OK seals: hold');
    expect(written.out).toContain('OK witness: all that it knows of is there');
    expect(written.out).toContain(
      '4  2026-11-20 14:03:05  [paper]  What the printer said about the sheet: printed, notPrinted, or unknown (for staff). (document D-1, sheet 1, outcome printed)',
    );
    expect(await run(join(folder, 'journal.jsonl'), '--brief')).toBe(0);
  });

  it('finds records by kind, by day and by receipt code, also in Japanese', async () => {
    write(...events);
    now += 86_400_000;
    write({ type: 'session-begun' });
    const seqs = async (...words: readonly string[]): Promise<readonly number[]> => {
      written.out = '';
      expect(await run(folder, ...words)).toBe(0);
      return [...written.out.matchAll(/^(\d+) {2}/gm)].map(([, seq]) => Number(seq));
    };
    expect(await seqs('--kind', 'session')).toEqual([1, 5, 6]);
    expect(await seqs('--day', '2026-11-21')).toEqual([6]);
    expect(await seqs('--brief')).toEqual([]);
    written.out = '';
    expect(await runJournal([folder, '--language', 'ja', '--day', '2026-11-21'])).toBe(0);
    expect(written.out).toContain('[手続き]  利用者が案内画面に触れました。');
    written.out = '';
    expect(await run(folder, '--code', code.toLowerCase().replace('-', ''))).toBe(0);
  });

  it('ends with 1 when a line was changed, the end is missing, or the seals are of another key', async () => {
    write(...events);
    const path = join(folder, 'journal.jsonl');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('handedOver', 'handedover'));
    expect(await run(folder)).toBe(1);
    expect(written.out).toContain('!! chain: broken: journal.jsonl, line 6: chainBroken');
    writeFileSync(path, text.slice(0, text.trimEnd().lastIndexOf('\n') + 1));
    expect(await run(folder)).toBe(1);
    expect(written.out).toContain(
      '!! witness: records may be missing (docs/site.md): journal.jsonl: recordsMissing',
    );
    writeFileSync(path, text);
    writeFileSync(join(witnessFolderOf(folder), 'journal.key'), `${'0'.repeat(64)}\n`);
    expect(await run(folder)).toBe(1);
    expect(written.out).toContain('!! seals: wrong: journal.jsonl, line 1: sealWrong');
  });

  it('says whose signature is on a copy, and ends with 1 when it is not the wanted one', async () => {
    write(...events);
    const { fingerprint } = openExportKey(witnessFolderOf(folder));
    const publicKey = join(root, 'taken-along.pem');
    writeFileSync(publicKey, readFileSync(join(witnessFolderOf(folder), 'export-public.pem')));
    expect(await backUp()).toBe(0);
    expect(written.out).toContain(`${file}: signed by the key ${fingerprint}`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await run(file, '--key', publicKey)).toBe(0);
    expect(written.out).toContain('OK key: the one that was given');
    expect(await run(file, '--key', fingerprint.slice(0, 20).replaceAll(/(.{4})/g, '$1 '))).toBe(0);
    expect(await run(file, '--key', '0'.repeat(20))).toBe(1);
    written.out = '';
    expect(await run(file)).toBe(0);
    expect(written.out).toContain('-- key: whose it is was not compared');
    // Made anew by somebody else, it holds by itself, and not by the key that was taken along.
    const parts = unzipSync(readFileSync(file));
    const other = openExportKey(mkdtempSync(join(root, 'other-')));
    const manifest = parts['manifest.json'] ?? new Uint8Array();
    const forged = zipSync({
      ...parts,
      'manifest.sig': other.sign(manifest),
      'key.pem': new TextEncoder().encode(other.publicKey),
    });
    writeFileSync(file, forged);
    expect(await run(file)).toBe(0);
    expect(await run(file, '--key', publicKey)).toBe(1);
    written.out = '';
    writeFileSync(file, zipSync({ ...parts, 'manifest.sig': other.sign(manifest) }));
    expect(await run(file)).toBe(1);
    expect(written.out).toContain('!! signature: does not hold');
  });

  it('names a file that cannot be read, and ends with 2 for words that it cannot use', async () => {
    expect(await run(join(root, 'nothing'))).toBe(1);
    expect(written.err).toContain('nothing: cannot be read: ENOENT');
    writeFileSync(file, 'PK');
    expect(await run(file)).toBe(1);
    for (const words of [
      [],
      [folder, folder],
      [folder, '--day', 'yesterday'],
      [folder, '--kind', 'weather'],
      [folder, '--code', '1'],
      [folder, '--key', '12'],
      [folder, '--to', file],
      ['--backup', folder],
      ['--backup', folder, '--to', file, '--day', '2026-11-20'],
      ['--backup', folder, '--to', file, '--restore', file],
      ['--restore', file, file, '--to', folder],
    ])
      expect([words, await run(...words)]).toEqual([words, 2]);
  });
});

describe('--backup and --restore', () => {
  it('never write over anything', async () => {
    write(...events);
    expect(await backUp()).toBe(0);
    const before = readFileSync(file);
    expect(await backUp()).toBe(1);
    expect(written.err).toContain('is there already: nothing is written over');
    expect(readFileSync(file)).toEqual(before);
    expect(await run('--restore', file, '--to', folder)).toBe(1);
    expect(written.err).toContain('a journal is never written over');
  });

  it('work beside a running kiosk', async () => {
    const journal = openJournal(folder, clock);
    if (!journal.ok) throw new Error(journal.error.fault);
    expect(journal.value.append({ type: 'session-begun' }).ok).toBe(true);
    expect(await backUp()).toBe(0);
    expect(journal.value.append({ type: 'session-ended', reason: 'handedOver' }).ok).toBe(true);
    journal.value.close();
    expect(await run(file)).toBe(0);
    expect(written.out).toContain('OK chain: holds, 1 records');
  });

  it('a kiosk goes on with a restored journal if nothing came after it, and otherwise notices, whatever was written', async () => {
    const event = fc.constantFrom(...events);
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 5 }),
        fc.array(event, { maxLength: 3 }),
        fc.boolean(),
        async (first, then, witnessIsThere) => {
          rmSync(root, { recursive: true });
          root = mkdtempSync(join(tmpdir(), 'komado-journal-'));
          [folder, file] = [join(root, 'journal'), join(root, 'copy.zip')];
          write(...first);
          expect(await backUp()).toBe(0);
          write(...then);
          rmSync(folder, { recursive: true });
          if (!witnessIsThere) rmSync(witnessFolderOf(folder), { recursive: true });
          written.out = '';
          expect(await run('--restore', file, '--to', folder)).toBe(0);
          const noticed = !witnessIsThere ? 'keyMissing' : then.length > 0 ? 'recordsMissing' : 'goes on';
          expect(written.out.includes('the kiosk can go on with it')).toBe(noticed === 'goes on');
          expect(written.out.includes('--begin-journal')).toBe(noticed !== 'goes on');
          expect(opened()).toBe(noticed);
        },
      ),
      { numRuns: repetitions(8, 100) },
    );
  });

  it('a copy that does not hold is kept as evidence, and never restored', async () => {
    write(...events);
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('handedOver', 'handedover'));
    expect(await backUp()).toBe(1);
    expect(written.out).toContain('!! chain: broken');
    rmSync(folder, { recursive: true });
    expect(await run('--restore', file, '--to', folder)).toBe(1);
    expect(written.err).toContain('does not hold, and is not restored');
    expect(opened()).toBe('journalMissing');
  });

  it('a journal without a name, which no witness could know, is not restored', async () => {
    write(...events);
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, '{"komadoJournal":1}\n');
    rmSync(witnessFolderOf(folder), { recursive: true });
    expect(await backUp()).toBe(0);
    rmSync(folder, { recursive: true });
    expect(await run('--restore', file, '--to', folder)).toBe(1);
    expect(written.err).toContain('of a build before there were witnesses');
  });
});
