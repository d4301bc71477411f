import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A key of a keyboard at an X server: what the kernel calls it, and 8 more. */
export type Keycode = number;

/** The lowest and the highest code that an X server knows. */
const lowest = 8;
const highest = 255;

/** Those that the tests name, as every PC keyboard and pad has them. */
export const keycodes = {
  escape: 9,
  digits: [19, 10, 11, 12, 13, 14, 15, 16, 17, 18],
  backspace: 22,
  tab: 23,
  enter: 36,
  f1: 67,
  numpad4: 83,
  up: 111,
  left: 113,
  right: 114,
  end: 115,
  down: 116,
} as const;

/** Everything that is a key of a pad without any configuration (shared/pad-keys.ts), and digits of either kind. */
export const padKeycodes: readonly Keycode[] = [
  ...[keycodes.escape, keycodes.backspace, keycodes.enter, keycodes.f1],
  ...[keycodes.up, keycodes.down, keycodes.left, keycodes.right],
  ...keycodes.digits,
  // On the number pad: 7 8 9, 4 5 6, 1 2 3, 0, Enter.
  ...[79, 80, 81, 83, 84, 85, 87, 88, 89, 90, 104],
  // Softer, louder, help, back; F14 to F16.
  ...[122, 123, 146, 166, 192, 193, 194],
];

/** What can be held while another key is pressed. */
export const modifiers = { shift: 50, ctrl: 37, alt: 64, meta: 133, altGr: 92 } as const;
export type Modifier = keyof typeof modifiers;

/** Every way to hold some of them, and to hold none. */
export const holds: readonly (readonly Modifier[])[] = (Object.keys(modifiers) as Modifier[]).reduce<
  readonly (readonly Modifier[])[]
>((all, modifier) => [...all, ...all.map((held) => [...held, modifier])], [[]]);

/** A keyboard at an X display, over the server's own XTEST: the keys take the way of real ones, and a thousand cost no process. */
export interface XKeyboard {
  /** Value of DISPLAY. */
  readonly display: string;
  /** Presses these keys, one straight after the other, while others are held. Resolves when the server has all of them. */
  press(keys: readonly Keycode[], held?: readonly Modifier[]): Promise<void>;
  close(): void;
}

/** Every key that there can be. */
export const everyKey: readonly Keycode[] = Array.from(
  { length: highest - lowest + 1 },
  (_, index) => lowest + index,
);

/** @param display like `:7` */
export async function openXKeyboard(display: string): Promise<XKeyboard> {
  const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
  await once(socket, 'connect');
  const answers = answersOn(socket);
  // Our byte order, protocol 11.0, no authority.
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const greeting = await answers(8, (head) => head.readUInt16LE(6) * 4);
  if (greeting[0] !== 1) throw new Error(`the X server ${display} does not let us in`);
  const ask = (request: Buffer): Promise<Buffer> => {
    socket.write(request);
    return answers(32, (head) => (head[0] === 1 ? head.readUInt32LE(4) * 4 : 0));
  };
  const name = Buffer.from('XTEST');
  const query = Buffer.alloc(16);
  query.set([98, 0, 4, 0, name.length]);
  name.copy(query, 8);
  const extension = await ask(query);
  if (extension[8] !== 1) throw new Error('the X server has no XTEST');
  const opcode = extension[9] ?? 0;
  const event = (type: 'down' | 'up', key: Keycode): Buffer => {
    const request = Buffer.alloc(36);
    request.set([opcode, 2, 9, 0, type === 'down' ? 2 : 3, key]);
    return request;
  };
  return {
    display,
    async press(keys, held = []) {
      const holding = held.map((modifier) => modifiers[modifier]);
      socket.write(
        Buffer.concat([
          ...holding.map((key) => event('down', key)),
          ...keys.flatMap((key) => [event('down', key), event('up', key)]),
          ...holding.toReversed().map((key) => event('up', key)),
        ]),
      );
      // GetInputFocus: its answer comes after everything before it.
      await ask(Buffer.from([43, 0, 1, 0]));
    },
    close: () => socket.destroy(),
  };
}

/** Reads the server's answers from a connection; events and other news of the server are passed over. */
function answersOn(socket: Socket): (head: number, more: (head: Buffer) => number) => Promise<Buffer> {
  let held = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  socket.on('data', (data: Buffer) => {
    held = Buffer.concat([held, data]);
    wake();
  });
  const take = async (bytes: number): Promise<Buffer> => {
    while (held.length < bytes)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const taken = held.subarray(0, bytes);
    held = held.subarray(bytes);
    return taken;
  };
  return async (headBytes, more) => {
    for (;;) {
      const head = await take(headBytes);
      if (headBytes === 32 && head[0] === 0)
        throw new Error(`the X server refuses: error ${String(head[1])}`);
      const rest = await take(more(head));
      if (headBytes !== 32 || head[0] === 1) return Buffer.concat([head, rest]);
    }
  };
}
