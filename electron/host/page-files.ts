import { readFile } from 'node:fs/promises';
import { extname, normalize, resolve, sep } from 'node:path';
import { contentSecurityPolicy } from './host.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Answers the page's requests from its folder on disk, with headers that confine it. Never reaches outside the folder. */
export async function pageFile(dist: string, url: string): Promise<PageFile> {
  const path = pathIn(dist, url);
  const type = path === null ? undefined : types[extname(path)];
  const headers = {
    'content-type': type ?? 'text/plain',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  if (path === null || type === undefined) return { status: 404, headers, body: Buffer.alloc(0) };
  try {
    return { status: 200, headers, body: await readFile(path) };
  } catch {
    // A missing file gets a 404; the watchdog deals with a page that does not come up.
    return { status: 404, headers, body: Buffer.alloc(0) };
  }
}

/** The file that an address means; null for one outside the folder, and for one that is no address. */
function pathIn(dist: string, url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  const decoded = decode(pathname === '/' ? '/index.html' : pathname);
  if (decoded === null || decoded.includes('\0')) return null;
  const path = resolve(dist, `.${normalize(decoded)}`);
  return path.startsWith(resolve(dist) + sep) ? path : null;
}

/** Percent signs decoded; null where they do not stand before the bytes of characters, as in `/%`. */
function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
