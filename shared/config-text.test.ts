import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfig } from './config-text.ts';

const schema = z.strictObject({ url: z.string(), port: z.number() });
const parse = (text: string) => parseConfig('a.json', text, schema);

describe('a configuration that is not JSON', () => {
  it.each([
    ['', 'it ends too early'],
    ['{ "url": "postgres://', 'it ends too early'],
    ['{\n  "url": postgres://komado:made-up@127.0.0.1\n}', 'line 2, column 10'],
    ['{\n  "url": "postgres://komado:made"up@127.0.0.1"\n}', 'line 2, column 34'],
    ['{ "url": "x",\n\n}', 'line 3, column 1'],
    ['{ "url": "x" "port": 1 }', 'line 1, column 14'],
    ['{ "url": "x", "port": 1 } }', 'line 1, column 27'],
    ['{ "url": "x\ny" }', 'line 1, column 12'],
    ["{ 'url': 'made-up' }", 'line 1, column 3'],
  ])('is refused with the place of its first fault, and without a word of it: %j', (text, place) => {
    expect(parse(text)).toEqual({ ok: false, error: `a.json: not JSON: ${place}` });
  });
});

it('a configuration that an editor began with a byte order mark is read', () => {
  expect(parse('\uFEFF{ "url": "x", "port": 1 }')).toEqual({ ok: true, value: { url: 'x', port: 1 } });
});
