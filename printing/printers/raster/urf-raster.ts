import type { RasterFormat } from './raster-page.ts';

const headerBytes = 32;
const sides = { one: 1, longEdge: 3 } as const;
const colourSpace = { grey: 0, srgb: 1 } as const;
const normalQuality = 4;

/** Apple's raster (image/urf), which printers for telephones have, two-sided along the long edge. */
export const urfRaster: RasterFormat = {
  begin(pages) {
    const head = Buffer.from('UNIRAST\0\0\0\0\0', 'ascii');
    head.writeUInt32BE(pages, 8);
    return head;
  },
  header({ width, height, bytesPerPixel }, { dpi, pages }) {
    const header = Buffer.alloc(headerBytes);
    header.writeUInt8(bytesPerPixel * 8, 0);
    header.writeUInt8(bytesPerPixel === 1 ? colourSpace.grey : colourSpace.srgb, 1);
    header.writeUInt8(pages > 1 ? sides.longEdge : sides.one, 2);
    header.writeUInt8(normalQuality, 3);
    header.writeUInt32BE(width, 12);
    header.writeUInt32BE(height, 16);
    header.writeUInt32BE(dpi, 20);
    return header;
  },
};
