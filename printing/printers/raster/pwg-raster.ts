import type { RasterFormat } from './raster-page.ts';

/** Length of a page's header, bytes (PWG 5102.4, 4.3). */
const headerBytes = 1796;
const colourSpace = { grey: 18, srgb: 19 } as const;
/** A4 in points. */
const pageSize = { width: 595, height: 842 } as const;
const white = 0xff_ff_ff;

/** PWG Raster (PWG 5102.4) on A4, two-sided along the long edge. */
export const pwgRaster: RasterFormat = {
  begin: () => Buffer.from('RaS2', 'ascii'),
  header: headerOf,
};

function headerOf(
  { width, height, bytesPerPixel }: Parameters<RasterFormat['header']>[0],
  { dpi, pages, turned }: Parameters<RasterFormat['header']>[1],
): Uint8Array {
  const header = Buffer.alloc(headerBytes);
  const put = (at: number, value: number): void => void header.writeInt32BE(value, at);
  header.write('PwgRaster', 0, 'ascii');
  put(272, pages > 1 ? 1 : 0); // Duplex; Tumble stays 0: along the long edge
  put(276, dpi);
  put(280, dpi);
  put(340, 1); // copies
  put(352, pageSize.width);
  put(356, pageSize.height);
  put(372, width);
  put(376, height);
  put(384, 8); // bits of a colour
  put(388, bytesPerPixel * 8);
  put(392, width * bytesPerPixel);
  put(400, bytesPerPixel === 1 ? colourSpace.grey : colourSpace.srgb);
  put(420, bytesPerPixel);
  put(452, pages);
  put(456, turned === 'all' ? -1 : 1); // across the feed
  put(460, turned === 'no' ? 1 : -1); // along the feed
  put(472, width);
  put(476, height);
  put(480, white);
  header.write('iso_a4_210x297mm', 1732, 'ascii');
  return header;
}
