import { createHash } from 'node:crypto';
import type { PluginOption } from 'vite';

/* Pages that are one file and need no network: the receiver's, and the one on which a visit is prepared. */

export interface ScriptSource {
  /** Folder of the page. */
  readonly root: string;
  /** Absolute path of its first file. */
  readonly entry: string;
  /** The oldest browser that runs it, `chrome109`. */
  readonly target: string;
  readonly plugins?: readonly PluginOption[];
  /** From how many kB on its size is worth a warning; the builder's own limit when it is not given. */
  readonly warnFromKb?: number;
}

/**
 * One script without imports; what it says of a tag's end does not end the tag that it stands in.
 * @throws when it cannot be built, or not into one script
 */
export async function pageScript({
  root,
  entry,
  target,
  plugins = [],
  warnFromKb,
}: ScriptSource): Promise<string> {
  // Only where a page is built: an installed command has its pages' scripts built already, and no builder.
  const { build } = await import('vite');
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root,
    plugins: [...plugins],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target,
      modulePreload: false,
      ...(warnFromKb === undefined ? {} : { chunkSizeWarningLimit: warnFromKb }),
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  });
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const [chunk, ...others] = outputs.filter((each) => each.type === 'chunk');
  if (chunk === undefined || others.length > 0) throw new Error(`${entry} was built into several files`);
  return chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/**
 * A template with its parts filled in, `{{name}}`.
 * @throws when it asks for a part that there is not
 */
export function filledPage(template: string, parts: Readonly<Record<string, string>>): string {
  // The policy names a script by the hash of all that stands between its tags: no formatter's blank may stand there, too.
  const bare = template.replace(/(<(?:style|script)[^>]*>)\s*(\{\{\w+\}\})\s*(<\/)/g, '$1$2$3');
  return bare.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`page.html asks for ${name}`);
    return part;
  });
}

/** JSON that ends no tag in which it stands. */
export function withoutTags(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** How a content security policy names a script or a style by what it is. */
export function policyHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
