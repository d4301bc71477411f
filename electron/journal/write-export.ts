import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { ExportKey } from './export-key.ts';
import { openChunks, type ChunksOf } from './file-chunks.ts';
import {
  journalFiles,
  keyFile,
  manifestFile,
  manifestText,
  signatureFile,
  zipBegins,
  type ExportManifest,
  type JournalCopy,
} from './journal-export.ts';

/** Writes the next bytes, and waits for them. */
export type WriteOut = (bytes: Uint8Array) => Promise<void>;

/** What packExport makes of a journal in memory, written piece by piece: a journal grows, and a kiosk's memory does not. */
export async function writeExportTo(
  out: WriteOut,
  { kiosk, at, check, chunksOf }: Omit<JournalCopy, 'files'> & { readonly chunksOf: ChunksOf },
  key: ExportKey | null,
): Promise<void> {
  const packed: Uint8Array[] = [];
  const failed: Error[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) failed.push(error);
    else packed.push(bytes);
  });
  const flush = async (): Promise<void> => {
    const [error] = failed;
    if (error) throw error;
    for (const bytes of packed.splice(0)) await out(bytes);
  };
  const mtime = Math.max(at, zipBegins);
  const addWhole = (name: string, bytes: Uint8Array): void => {
    const entry = Object.assign(new ZipPassThrough(name), { mtime });
    zip.add(entry);
    entry.push(bytes, true);
  };

  const files: ExportManifest['files'] = [];
  for (const name of journalFiles) {
    const chunks = openChunks(chunksOf, name);
    try {
      const first = chunks.next();
      if (first === 'notThere') continue;
      // Lightly packed: a slow stick takes half as long, and the kiosk no longer than for its check.
      const entry = Object.assign(new ZipDeflate(name, { level: 1 }), { mtime });
      zip.add(entry);
      const sum = createHash('sha256');
      let bytes = 0;
      for (let next: ReturnType<typeof chunks.next> = first; next !== 'end'; next = chunks.next()) {
        if (next === 'notThere' || 'fault' in next) throw new Error('the journal cannot be read');
        sum.update(next);
        bytes += next.length;
        entry.push(Uint8Array.from(next));
        await flush();
      }
      entry.push(new Uint8Array(), true);
      files.push({ name, bytes, sha256: sum.digest('hex') });
    } finally {
      chunks.close();
    }
  }
  const text = manifestText({ kiosk, at, check }, files);
  addWhole(manifestFile, text);
  if (key) {
    addWhole(signatureFile, key.sign(text));
    addWhole(keyFile, new TextEncoder().encode(key.publicKey));
  }
  zip.end();
  await flush();
}
