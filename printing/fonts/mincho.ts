import { access, constants, readFile } from 'node:fs/promises';
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
    throw noFont(path, cause);
  }
  return minchoFrom(file);
}

/**
 * Whether the font can be loaded, without its 46 MB: for whoever starts threads that load it when they need it.
 * @throws as `loadMincho` does
 */
export async function expectMincho(path: string = debianPath): Promise<void> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw noFont(path, cause);
  });
}

function noFont(path: string, cause: unknown): Error {
  return new Error(`no font at ${path}: install the Debian package fonts-ipamj-mincho`, { cause });
}
