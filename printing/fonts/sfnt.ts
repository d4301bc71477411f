/** Where a table of a TrueType file begins, and its length in bytes; null when the file has none. @throws RangeError when it is cut off */
export function findTable(
  view: DataView,
  tag: string,
): { readonly at: number; readonly length: number } | null {
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index++) {
    const record = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    if (name === tag) return { at: view.getUint32(record + 8), length: view.getUint32(record + 12) };
  }
  return null;
}

/** A TrueType file of these tables, in this order, with their checksums (OpenType, "Organization of an OpenType Font"). */
export function sfnt(tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array {
  const directory = 12 + tables.length * 16;
  const padded = tables.map(([, { length }]) => (length + 3) & ~3);
  const file = new Uint8Array(padded.reduce((sum, length) => sum + length, directory));
  const view = new DataView(file.buffer);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, (tables.length - power) * 16);
  let at = directory;
  for (const [index, [tag, bytes]] of tables.entries()) {
    const record = 12 + index * 16;
    const length = padded[index] ?? 0;
    file.set(bytes, at);
    for (let byte = 0; byte < 4; byte++) file[record + byte] = tag.charCodeAt(byte);
    view.setUint32(record + 4, checksum(view, at, length));
    view.setUint32(record + 8, at);
    view.setUint32(record + 12, bytes.length);
    at += length;
  }
  return file;
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) | 0;
  return sum >>> 0;
}
