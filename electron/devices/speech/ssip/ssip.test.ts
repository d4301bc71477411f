import { spawn } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakOverSsip, type SsipMessage } from './ssip-client.ts';
import { readReply, ssipData } from './ssip-text.ts';

let folder = '';
let server: Server | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-ssip-'));
});
afterEach(async () => {
  server?.close();
  server = null;
  await rm(folder, { recursive: true });
});

const never = new AbortController().signal;
const message: SsipMessage = { text: 'One.\n.Two', language: 'ja', voice: null, rate: 25, volume: -10 };
const path = (): string => join(folder, 'speechd.sock');

/** A dispatcher that answers every command, and what it heard. */
async function dispatcher(onData: (socket: Socket) => void, refuse = ''): Promise<string[]> {
  const heard: string[] = [];
  let inData = false;
  const listening = createServer((socket) => {
    socket.setEncoding('utf8');
    let rest = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        if (inData && line !== '.') continue;
        if (inData) {
          inData = false;
          socket.write('225-7\r\n225 OK MESSAGE QUEUED\r\n');
          onData(socket);
        } else if (line === 'SPEAK') {
          inData = true;
          socket.write('230 OK RECEIVING DATA\r\n');
        } else socket.write(refuse !== '' && line.startsWith(refuse) ? '408 ERR\r\n' : '208 OK\r\n');
      }
    });
  });
  server = listening;
  await new Promise<void>((open) => listening.listen(path(), open));
  return heard;
}

test('says a message and waits until it has been heard', async () => {
  const heard = await dispatcher((socket) => socket.write('702-7\r\n702-1\r\n702 END\r\n'));
  expect(await speakOverSsip(path(), message, never)).toEqual({ ok: true, value: undefined });
  expect(heard).toEqual(
    expect.arrayContaining(['SET SELF LANGUAGE ja', 'SET SELF RATE 25', 'SET SELF VOLUME -10', 'SPEAK']),
  );
  // The dot that begins a line ends nothing.
  expect(heard.slice(heard.indexOf('SPEAK') + 1).slice(0, 3)).toEqual(['One.', '..Two', '.']);
});

test('cancels it, and is silent, when the signal says so', async () => {
  const stop = new AbortController();
  const heard = await dispatcher(() => stop.abort());
  expect((await speakOverSsip(path(), message, stop.signal)).ok).toBe(true);
  await expect.poll(() => heard).toContain('CANCEL SELF');
});

/** Listens, and hands over whoever connects. */
async function listens(onConnection: (socket: Socket) => void): Promise<void> {
  const listening = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server = listening;
  await new Promise<void>((open) => listening.listen(path(), open));
}

test('a dispatcher that hangs and never closes its end keeps no connection', async () => {
  const stop = new AbortController();
  let heardBack: (state: 'closed' | 'open') => void = () => undefined;
  const answered = new Promise((resolve) => (heardBack = resolve));
  await listens((socket) => {
    socket.once('data', () => stop.abort());
    socket.resume();
    // Where the other end is still open, a byte goes through.
    socket.on('end', () => {
      setImmediate(() => socket.write('?', (error) => heardBack(error ? 'closed' : 'open')));
    });
  });
  expect((await speakOverSsip(path(), message, stop.signal)).ok).toBe(true);
  expect(await answered).toBe('closed');
});

test('a dispatcher that floods has failed, and is not listened to any longer', async () => {
  await listens((socket) => {
    const flood = (): void => {
      if (!socket.destroyed) socket.write('x'.repeat(16_384), flood);
    };
    flood();
  });
  expect(await speakOverSsip(path(), message, never)).toEqual({ ok: false, error: 'failed' });
});

test('a dispatcher that refuses has failed, one that is not there or goes away is offline', async () => {
  expect(await speakOverSsip(path(), message, never)).toEqual({ ok: false, error: 'offline' });
  await dispatcher((socket) => socket.destroy());
  expect(await speakOverSsip(path(), message, never)).toEqual({ ok: false, error: 'offline' });
  server?.close();
  await rm(path(), { force: true });
  await dispatcher(() => undefined, 'SET SELF LANGUAGE');
  expect(await speakOverSsip(path(), message, never)).toEqual({ ok: false, error: 'failed' });
});

test('no text becomes a command', () => {
  expect(ssipData('a\r\n.\r\nSET ALL VOLUME 100\u2028.')).toBe(
    'a\r\n..\r\nSET ALL VOLUME 100\r\n..\r\n.\r\n',
  );
  expect(readReply('250-x')).toMatchObject({ last: false });
  expect(readReply('HTTP/1.1')).toBeNull();
});

test('the Speech Dispatcher of the distribution takes it', async () => {
  // It does not start without a sound card: this one is heard by nobody.
  await writeFile(join(folder, '.asoundrc'), 'pcm.!default { type null }\nctl.!default { type null }\n');
  const config = join(folder, 'config');
  await mkdir(config);
  // A voice that takes a text and is silent.
  await mkdir(join(config, 'modules'));
  await writeFile(
    join(config, 'speechd.conf'),
    'LogLevel 0\nAudioOutputMethod "alsa"\nAudioALSADevice "null"\nAddModule "silent" "sd_generic" "silent.conf"\nDefaultModule silent\n',
  );
  await writeFile(
    join(config, 'modules', 'silent.conf'),
    'GenericExecuteSynth "cat > /dev/null"\nGenericCmdDependency "cat"\nGenericLanguage "ja" "ja" "utf-8"\nAddVoice "ja" "FEMALE1" "ja"\nDefaultVoice "ja"\n',
  );
  const daemon = spawn(
    'speech-dispatcher',
    [
      ...['--run-single', '--communication-method', 'unix_socket', '--socket-path', path()],
      ...['--config-dir', config, '--log-dir', folder, '--pid-file', join(folder, 'pid'), '--timeout', '0'],
    ],
    { stdio: 'ignore', env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  const ended = new Promise((end) => daemon.once('exit', end));
  try {
    const speak = () => speakOverSsip(path(), { ...message, text: 'みほん' }, never);
    // It may not listen yet.
    const onceHeard = async (): ReturnType<typeof speak> => {
      const said = await speak();
      const again = !said.ok && said.error === 'offline' && daemon.exitCode === null;
      return again ? onceHeard() : said;
    };
    expect(await onceHeard()).toEqual({ ok: true, value: undefined });
  } finally {
    daemon.kill();
    await ended;
  }
});
