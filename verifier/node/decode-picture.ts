import sharp from 'sharp';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { mostPixels, withEnoughPixels } from '../file/picture.ts';
import type { Picture } from '../file/picture.ts';
import type { FileRefusal } from '../file/refusal.ts';

/**
 * Decodes a picture whose file was looked at before (plain-png.ts, plain-jpeg.ts, tiff-pages.ts). Transparent is paper.
 * @param page of a TIFF, from 0
 */
export async function decodePicture(bytes: Uint8Array, page = 0): Promise<Result<Picture, FileRefusal>> {
  try {
    const { data, info } = await sharp(bytes, {
      ...{ limitInputPixels: mostPixels, page, ignoreIcc: true, failOn: 'warning' },
    })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    if (channels !== 3) return err('broken');
    return ok(
      withEnoughPixels({ width, height, rgb: new Uint8Array(data.buffer, data.byteOffset, data.length) }),
    );
  } catch {
    // The decoder's own words may quote the file.
    return err('broken');
  }
}
