import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { sizeRefusal } from './picture.ts';
import type { FileRefusal } from './refusal.ts';

/** What makes the pixels. All else (gamma, colour profile, text, time) is left out, so that every decoder gives the same ones. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const ofAnimation = new Set(['acTL', 'fcTL', 'fdAT']);
/** Bytes of the signature, and of a chunk besides its data: length, name, checksum. */
const signature = 8;
const aroundData = 12;

/** A PNG of the picture alone. Its size is looked at before anything is unpacked. */
export function plainPng(file: Uint8Array): Result<Uint8Array<ArrayBuffer>, FileRefusal> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts = [file.subarray(0, signature)];
  let at = signature;
  for (let name = ''; name !== 'IEND';) {
    if (at + aroundData > file.length) return err('truncated');
    const end = at + aroundData + view.getUint32(at);
    name = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (end > file.length) return err('truncated');
    if ((at === signature) !== (name === 'IHDR')) return err('broken');
    if (name === 'IHDR') {
      if (end !== at + aroundData + 13) return err('broken');
      const refusal = sizeRefusal(view.getUint32(at + 8), view.getUint32(at + 12));
      if (refusal !== null) return err(refusal);
    }
    if (ofAnimation.has(name)) return err('animated');
    if (kept.has(name)) parts.push(file.subarray(at, end));
    // A capital letter says that no picture can be made without it.
    else if (!/^[a-z][A-Za-z]{3}$/.test(name)) return err('broken');
    at = end;
  }
  return at === file.length ? ok(joined(parts)) : err('trailingData');
}

/** Several pieces of bytes as one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
