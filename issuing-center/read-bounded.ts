import { err, ok, type Result } from '../shared/result.ts';

/** All parts of a body together, or `tooLarge` as soon as they are more than so many bytes. @throws what the source throws */
export async function readBounded(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): Promise<Result<Buffer, 'tooLarge'>> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const part of parts) {
    length += part.length;
    if (length > maxBytes) return err('tooLarge');
    read.push(part);
  }
  return ok(Buffer.concat(read));
}
