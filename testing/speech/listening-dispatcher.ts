import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

/** A Speech Dispatcher whose voice is heard by a test: each text is over as soon as it is said. */
export interface ListeningDispatcher {
  /** All that was said from the beginning. */
  readonly said: readonly string[];
  close(): Promise<void>;
}

/** @param path of its socket, which every user of the machine may then speak to */
export async function listenAsDispatcher(path: string): Promise<ListeningDispatcher> {
  const said: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // who spoke has gone
    answer(socket, (text) => void said.push(text));
  });
  server.listen(path);
  await once(server, 'listening');
  chmodSync(path, 0o666);
  return {
    said,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** SSIP: one line a command, one an answer; what is to be said ends with a line of one dot, and a dot that begins a line is doubled. */
function answer(socket: Socket, hear: (text: string) => void): void {
  socket.setEncoding('utf8');
  let rest = '';
  let text: string[] | null = null;
  socket.on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (text !== null && line !== '.') text.push(line.replace(/^\.\./, '.'));
      else if (text !== null) {
        hear(text.join('\n'));
        text = null;
        socket.write('225-1\r\n225 OK MESSAGE QUEUED\r\n702-1\r\n702-1\r\n702 END\r\n');
      } else if (line === 'SPEAK') {
        text = [];
        socket.write('230 OK RECEIVING DATA\r\n');
      } else if (line === 'QUIT') socket.end('231 HAPPY HACKING\r\n');
      else socket.write('208 OK\r\n');
    }
  });
}
