/** Base64 as it stands in the page. */
export function bytesOfText(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** The font, which stands in the page as gzip in base64. */
export async function fontFrom(base64: string): Promise<ArrayBuffer> {
  const packed = new Blob([bytesOfText(base64)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
