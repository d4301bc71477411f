import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExportKey, readExportKey } from './export-key.ts';
import { openExport, packExport, type JournalCopy } from './journal-export.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const copyOf = (text: string): JournalCopy => ({
  kiosk: 'K-0001',
  at: 1_795_000_000_000,
  check: { whole: true, records: 1, head: 'f'.repeat(64) },
  files: new Map([['journal.jsonl', new TextEncoder().encode(text)]]),
});

describe('the key of a kiosk', () => {
  it('is made once, is closed to others, and its public half comes back when it is lost', () => {
    expect(readExportKey(folder)).toBeNull();
    const made = openExportKey(folder);
    expect(statSync(join(folder, 'export-key.pem')).mode & 0o777).toBe(0o600);
    rmSync(join(folder, 'export-public.pem'));
    expect(openExportKey(folder).fingerprint).toBe(made.fingerprint);
    expect(readFileSync(join(folder, 'export-public.pem'), 'utf8')).toBe(made.publicKey);
  });

  it('is never made anew in the place of a file that is none', () => {
    const { privateKey } = generateKeyPairSync('x25519');
    for (const text of ['', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()]) {
      writeFileSync(join(folder, 'export-key.pem'), text, { mode: 0o600 });
      expect(() => openExportKey(folder)).toThrow(/is no key/);
      expect(readFileSync(join(folder, 'export-key.pem'), 'utf8')).toBe(text);
    }
  });
});

describe('an export', () => {
  it('is accepted by unzip’s format, sha256 and openssl, part by part', () => {
    const key = openExportKey(folder);
    const parts = unzipSync(packExport(copyOf('one line\n'), key));
    for (const [name, bytes] of Object.entries(parts)) writeFileSync(join(folder, name), bytes);
    const at = (name: string): string => join(folder, name);
    const words = ['pkeyutl', '-verify', '-pubin', '-inkey', at('key.pem'), '-rawin'];
    const files = ['-in', at('manifest.json'), '-sigfile', at('manifest.sig')];
    expect(execFileSync('openssl', [...words, ...files], { encoding: 'utf8' })).toContain(
      'Verified Successfully',
    );
    const der = execFileSync('openssl', ['pkey', '-pubin', '-in', at('key.pem'), '-outform', 'DER']);
    expect(createHash('sha256').update(der).digest('hex')).toBe(key.fingerprint);
    const { files: named } = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as {
      files: { sha256: string }[];
    };
    const told = execFileSync('openssl', ['dgst', '-sha256', '-r', at('journal.jsonl')], {
      encoding: 'utf8',
    });
    expect(told.slice(0, 64)).toBe(named[0]?.sha256);
  });

  it('does not hold when any byte of any part is another one', () => {
    const key = openExportKey(folder);
    const parts = unzipSync(packExport(copyOf('{"a":1}\n{"b":2}\n'), key));
    const names = Object.keys(parts);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 255 }), (name, at, by) => {
        const bytes = Uint8Array.from(parts[name] ?? []);
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ by;
        const opened = openExport(zipSync({ ...parts, [name]: bytes }));
        if (!opened.ok) return;
        const { signature, changed } = opened.value;
        const holds = signature?.holds === true;
        // Of the key only its number tells: another way of writing the same key is the same key.
        if (name === 'key.pem') expect(holds && signature.fingerprint !== key.fingerprint).toBe(false);
        else expect(holds && changed.length === 0).toBe(false);
      }),
    );
  });

  it('says which parts are missing, were changed, or were put in', () => {
    const parts = unzipSync(packExport(copyOf('x\n'), openExportKey(folder)));
    const changedIn = (others: Record<string, Uint8Array>): readonly string[] => {
      const opened = openExport(zipSync({ ...parts, ...others }));
      return opened.ok ? opened.value.changed : [opened.error];
    };
    expect(changedIn({})).toEqual([]);
    expect(changedIn({ 'journal.jsonl': new Uint8Array([1]) })).toEqual(['journal.jsonl']);
    expect(changedIn({ 'journal-1.jsonl': new Uint8Array([1]) })).toEqual(['journal-1.jsonl']);
    expect(changedIn({ '../elsewhere': new Uint8Array([1]) })).toEqual(['../elsewhere']);
    const { 'journal.jsonl': gone, ...others } = parts;
    const opened = openExport(zipSync(others));
    expect(gone).toBeDefined();
    expect(opened.ok && opened.value.changed).toEqual(['journal.jsonl']);
  });

  it('is no export without its manifest, or when it is no ZIP file', () => {
    expect(openExport(zipSync({ 'journal.jsonl': new Uint8Array([1]) }))).toEqual({
      ok: false,
      error: 'noExport',
    });
    expect(openExport(new Uint8Array([0x50, 0x4b, 1, 2]))).toEqual({ ok: false, error: 'noExport' });
  });

  it('has no signature where there is no key, and one that holds for nobody where the key was left out', () => {
    const unsigned = openExport(packExport(copyOf('x\n'), null));
    expect(unsigned.ok && unsigned.value.signature).toBeNull();
    const { 'key.pem': key, ...others } = unzipSync(packExport(copyOf('x\n'), openExportKey(folder)));
    expect(key).toBeDefined();
    const opened = openExport(zipSync(others));
    expect(opened.ok && opened.value.signature?.holds).toBe(false);
  });
});
