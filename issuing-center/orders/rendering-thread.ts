import { isMarkedAsUntransferable, parentPort } from 'node:worker_threads';
import { loadMincho, type MinchoFont } from '../../printing/fonts/mincho.ts';
import type { SealKeys } from '../seal/seal-keys.ts';
import { createSheetRenderer } from './create-sheet-renderer.ts';
import { renderCopy, type CopyToRender, type RenderedCopy } from './render.ts';
import type { FromThread, ToThread } from './rendering-messages.ts';

/*
 * A thread that makes the sheets of copies (see rendering-pool.ts). It reads the font once, when the first copy comes, and has
 * no key: each page is sealed by whoever started it.
 */

const port = parentPort;
if (!port) throw new Error('this file is run by a rendering pool, in a thread');

let font: Promise<MinchoFont> | null = null;
let stop = new AbortController();
let seals = 0;
const waiting = new Map<
  number,
  { resolve: (sealed: Uint8Array) => void; reject: (error: unknown) => void }
>();

const say = (message: FromThread, given: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, given);

const sealKeys: Pick<SealKeys, 'seal'> = {
  seal: (municipality, payload, purpose) =>
    new Promise((resolve, reject) => {
      seals += 1;
      waiting.set(seals, { resolve, reject });
      say({ type: 'seal', number: seals, municipality, payload, purpose });
    }),
};

/** What is given away with its message, not copied; a small buffer lies in one that Node shares out, and is copied. */
function buffersOf({ sheets, preview }: RenderedCopy): readonly ArrayBuffer[] {
  return [...sheets, ...preview]
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)
    .filter((buffer) => !isMarkedAsUntransferable(buffer));
}

async function render(copy: CopyToRender): Promise<void> {
  stop = new AbortController();
  try {
    font ??= loadMincho();
    const tools = { font: await font, renderer: createSheetRenderer({ font: await font, sealKeys }) };
    const result = await renderCopy(copy, tools, stop.signal);
    say({ type: 'rendered', result }, result.ok ? buffersOf(result.value) : []);
  } catch (error) {
    say({ type: 'failed', error });
  } finally {
    waiting.clear();
  }
}

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'render':
      void render(message.copy);
      return;
    case 'stop':
      stop.abort(new Error('nobody waits for this copy any more'));
      return;
    default: {
      const asked = waiting.get(message.number);
      waiting.delete(message.number);
      if (message.type === 'sealed') asked?.resolve(message.sealed);
      else asked?.reject(message.error);
    }
  }
});
