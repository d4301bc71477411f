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
  const { pathname } = new URL(url);
  const path = resolve(
    dist,
    `.${normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname))}`,
  );
  const type = types[extname(path)];
  const headers = {
    'content-type': type ?? 'text/plain',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  if (type === undefined || !path.startsWith(resolve(dist) + sep))
    return { status: 404, headers, body: Buffer.alloc(0) };
  try {
    return { status: 200, headers, body: await readFile(path) };
  } catch {
    // A missing file gets a 404; the watchdog deals with a page that does not come up.
    return { status: 404, headers, body: Buffer.alloc(0) };
  }
}
