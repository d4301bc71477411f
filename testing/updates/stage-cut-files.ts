import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { StageFiles } from '../../electron/updates/stage-files.ts';
import { CutFiles } from './cut-files.ts';

/** The stager's disk in memory. A package in it is a JSON object of paths and texts. */
export class StageCutFiles extends CutFiles implements StageFiles {
  /** Room that the disk tells of, bytes. */
  room = 2 ** 40;

  size(path: string): number | null {
    return this.read(path)?.length ?? null;
  }

  readPart(path: string, offset: number, length: number): Uint8Array {
    return (this.read(path) ?? new Uint8Array()).slice(offset, offset + length);
  }

  copyPart(from: string, offset: number, size: number, to: string): string {
    const bytes = this.readPart(from, offset, size);
    this.write(to, bytes);
    return createHash('sha256').update(bytes).digest('hex');
  }

  free(): number {
    return this.room;
  }

  /** Nothing of it is on disk until the disk is synced. */
  unpack(deb: string, into: string): void {
    const files = JSON.parse(this.text(deb)) as Record<string, string>;
    for (const [path, text] of Object.entries(files)) {
      const target = join(into, path);
      this.makeFolder(join(target, '..'));
      this.write(target, Buffer.from(text));
    }
  }

  syncDisk(): void {
    // A step of its own: the folder is not what matters.
    this.syncFolder('/');
    this.settle();
  }
}
