/** Bytes that PGlite takes as a Blob, and reads without the copy in small pieces that Node makes of one: half of an opening. */
export function inMemory(bytes: Uint8Array): Blob {
  return new (class extends Blob {
    override arrayBuffer(): Promise<ArrayBuffer> {
      return Promise.resolve(new Uint8Array(bytes).buffer);
    }
  })();
}
