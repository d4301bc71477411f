import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './host.ts';
import { pageFile } from './page-files.ts';

const origin = 'http://kiosk.local';
let folder: string;
let dist: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-pages-'));
  dist = join(folder, 'dist');
  await mkdir(dist);
  await writeFile(join(dist, 'index.html'), '<p>here</p>');
  await writeFile(join(dist, 'secret'), 'no page');
  await writeFile(join(folder, 'outside.html'), 'outside');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the page’s files', () => {
  it.each(['/', '/index.html', '/%69ndex.html', '/index.html?a=%'])('%s is the page', async (path) => {
    const { status, body, headers } = await pageFile(dist, origin + path);
    expect([status, body.toString()]).toEqual([200, '<p>here</p>']);
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy);
  });

  it.each([
    '/%',
    '/%zz.html',
    '/%E3%81.html',
    '/index.html%00',
    '/%00.html',
    '/..%2foutside.html',
    '/%2e%2e/outside.html',
    '/..%5coutside.html',
    '/secret',
    '/nowhere.html',
  ])('%s is answered with nothing, under the same headers', async (path) => {
    const { status, body, headers } = await pageFile(dist, origin + path);
    expect([status, body.length]).toEqual([404, 0]);
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy);
  });

  it('an address that is none is answered with nothing', async () => {
    expect((await pageFile(dist, 'kiosk')).status).toBe(404);
  });
});
