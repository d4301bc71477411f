/**
 * The number of pages of a PDF by its page objects, or null when they cannot be counted from outside (inside compressed
 * object streams). The center's documents are written with plain objects.
 */
export function countPdfPages(pdf: Uint8Array): number | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const pages = text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
  return pages > 0 ? pages : null;
}
