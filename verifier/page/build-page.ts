import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { debianPath } from '../../printing/fonts/mincho.ts';
import { filledPage, pageScript, policyHash, withoutTags } from '../../shared/one-file-page.ts';
import { nearestGlyphsFile } from '../node/nearest-glyphs-file.ts';
import { codeReaderFile } from '../node/code-reader.ts';
import type { TrustMaterial } from '../trust.ts';

const here = import.meta.dirname;

/**
 * Builds the verifier as one file: code, code reader, typeface and lists are in it, about 45 MB. It needs no network and may
 * not use one: its own policy forbids it.
 * @param out the HTML file that is written
 * @throws an Error that names the Debian package when the typeface is not installed
 */
export async function buildVerifierPage(out: string, material: TrustMaterial): Promise<void> {
  const [template, style, main, worker, codeReader, nearestGlyphs, font] = await Promise.all([
    readFile(path.join(here, 'page.html'), 'utf8'),
    readFile(path.join(here, 'page.css'), 'utf8'),
    scriptOf('main.ts'),
    scriptOf('worker.ts'),
    readFile(codeReaderFile),
    readFile(nearestGlyphsFile),
    packedFont(),
  ]);
  const policy = [
    "default-src 'none'",
    `script-src '${policyHash(main)}' 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    `style-src '${policyHash(style)}'`,
    'img-src data: blob:',
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = {
    policy,
    style,
    main,
    worker,
    codeReader: codeReader.toString('base64'),
    nearestGlyphs: nearestGlyphs.toString('base64'),
    font,
    rootKey: Buffer.from(material.rootKey).toString('base64'),
    keys: withoutTags(material.keys),
    voids: withoutTags(material.voids ?? ''),
  };
  await writeFile(out, filledPage(template, parts));
}

/** An installed verifier brings its scripts built, and no builder. */
function scriptOf(entry: ReceiverScript): Promise<string> {
  const built = path.join(here, builtName(entry));
  return existsSync(built) ? readFile(built, 'utf8') : buildReceiverScript(entry);
}

export const receiverScripts = ['main.ts', 'worker.ts'] as const;
export type ReceiverScript = (typeof receiverScripts)[number];

/** How a script of the page is called, beside this file, where it lies there built. */
export function builtName(entry: ReceiverScript): string {
  return entry.replace(/\.ts$/, '.built.js');
}

/** A script of the receiver's page, built from its sources. */
export function buildReceiverScript(entry: ReceiverScript): Promise<string> {
  return pageScript({ root: here, entry: path.join(here, entry), target: 'chrome120' });
}

async function packedFont(): Promise<string> {
  let file: Buffer;
  try {
    file = await readFile(debianPath);
  } catch (cause) {
    throw new Error(`no font at ${debianPath}: install the Debian package fonts-ipamj-mincho`, { cause });
  }
  return (await promisify(gzip)(file, { level: 9 })).toString('base64');
}
