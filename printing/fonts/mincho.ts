import { readFile } from 'node:fs/promises';
import { minchoFrom } from './mincho-font.ts';
import type { MinchoFont } from './mincho-font.ts';

export type { MinchoFont, SetCharacter } from './mincho-font.ts';

/** Where Debian's package fonts-ipamj-mincho puts the font. */
export const debianPath = '/usr/share/fonts/truetype/ipamj/ipamjm.ttf';

/**
 * Loads IPAmj Mincho.
 * @throws an Error naming the Debian package when the file cannot be read
 */
export async function loadMincho(path: string = debianPath): Promise<MinchoFont> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (cause) {
    throw new Error(`no font at ${path}: install the Debian package fonts-ipamj-mincho`, { cause });
  }
  return minchoFrom(file);
}
