import { expect, it } from 'vitest';
import { splitThread } from './cpu-split.ts';
import { soundJson } from './thread-profiles.ts';

const frame = (functionName: string, url = '') => ({ functionName, url });
const at = (path: string) => `file:///srv/komado/${path}`;

function thread(cpuMs: number, samples: readonly number[], timeDeltas: readonly number[]): string {
  const nodes = [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 5, 8, 9] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(garbage collector)') },
    { id: 4, callFrame: frame('(program)') },
    { id: 5, callFrame: frame('order', at('issuing-center/orders/order.ts')), children: [6] },
    { id: 6, callFrame: frame('query', at('node_modules/pg/lib/client.js')), children: [7] },
    { id: 7, callFrame: frame('_writev', 'node:net'), children: [10] },
    { id: 8, callFrame: frame('unknown', 'node:somewhere') },
    { id: 9, callFrame: frame('onStreamRead', 'node:internal/stream_base_commons') },
    { id: 10, callFrame: frame('writev') },
  ];
  return JSON.stringify({ cpuMs, profile: JSON.stringify({ nodes, samples, timeDeltas }) });
}

it('counts each sample for the innermost known place of its stack, in shares of the processor time that was really used', () => {
  // 50 ms were idle; of the other 80 ms the thread had a processor for 40.
  const split = splitThread(
    thread(
      40,
      [2, 3, 4, 9, 5, 7, 6, 10, 8],
      [50_000, 10_000, 5000, 5000, 20_000, 10_000, 10_000, 10_000, 10_000],
    ),
  );
  expect(split).toMatchObject({ collector: 5, connections: 5, layout: 10, database: 15, rest: 5, login: 0 });
  expect(Object.values(split).reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(40);
});

it('has nothing of a thread that did nothing, and takes no other text for a profile', () => {
  expect(Object.values(splitThread(thread(3, [2], [1000]))).every((ms) => ms === 0)).toBe(true);
  expect(() => splitThread('{"cpuMs":1,"profile":"{"}')).toThrow();
});

it('reads names as V8 writes them, with backslashes that JSON does not know', () => {
  const name = String.raw`"\x41 \d\\n \u3042 \u30 \"N\N"`;
  expect(JSON.parse(soundJson(name))).toBe(String.raw`\x41 \d\n あ \u30 "N\N`);
});
