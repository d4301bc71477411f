import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { build } from 'vite';
import { debianPath } from '../../printing/fonts/mincho.ts';
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
    bundle('main.ts'),
    bundle('worker.ts'),
    readFile(codeReaderFile),
    readFile(nearestGlyphsFile),
    packedFont(),
  ]);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(main)}' 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    `style-src '${hashOf(style)}'`,
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
  // The policy names a script by the hash of all that stands between its tags: no formatter's blank may stand there, too.
  const bare = template.replace(/(<(?:style|script)[^>]*>)\s*(\{\{\w+\}\})\s*(<\/)/g, '$1$2$3');
  const page = bare.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`page.html asks for ${name}`);
    return part;
  });
  await writeFile(out, page);
}

/** One script without imports; what it says of a tag's end must not end the tag that it stands in. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root: here,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome120',
      modulePreload: false,
      rolldownOptions: { input: path.join(here, entry), output: { format: 'iife', codeSplitting: false } },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const chunks = outputs.filter((each) => each.type === 'chunk');
  const [chunk] = chunks;
  if (chunk === undefined || chunks.length !== 1) throw new Error(`${entry} was built into several files`);
  return chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
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

function withoutTags(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
