import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { SpeechFault } from '../speech-engine.ts';
import { readReply, ssipData } from './ssip-text.ts';

/** Notices of a message's end (SSIP, "Notifications"). */
const ended = 702;
const canceled = 703;

/** More than all answers to one message, bytes: whoever says more than this is none that could be listened to. */
const mostSaid = 64 * 1024;

export interface SsipMessage {
  readonly text: string;
  readonly language: string;
  readonly voice: string | null;
  /** −100 to 100. */
  readonly rate: number;
  readonly volume: number;
}

/**
 * Says one message through a Speech Dispatcher, on a connection of its own: closing it leaves nothing behind. Resolves when it has been heard,
 * or cancelled by the signal.
 */
export function speakOverSsip(
  path: string,
  message: SsipMessage,
  signal: AbortSignal,
): Promise<Result<undefined, SpeechFault>> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const lines = createInterface({ input: socket });
    let finished = false;
    const finish = (result: Result<undefined, SpeechFault>): void => {
      if (finished) return;
      finished = true;
      signal.removeEventListener('abort', cancel);
      lines.close();
      socket.write('QUIT\r\n');
      // Not until it closes its own end: one that hangs never does, and would keep a connection for every text.
      if (socket.connecting) socket.destroy();
      else socket.destroySoon();
      resolve(result);
    };
    const cancel = (): void => {
      socket.write('CANCEL SELF\r\n');
      finish(ok());
    };
    const commands = [
      'SET SELF CLIENT_NAME kiosk:komado:screens',
      'SET SELF NOTIFICATION END ON',
      'SET SELF NOTIFICATION CANCEL ON',
      'SET SELF SSML_MODE OFF',
      `SET SELF LANGUAGE ${message.language}`,
      ...(message.voice === null ? [] : [`SET SELF SYNTHESIS_VOICE ${message.voice}`]),
      `SET SELF RATE ${String(message.rate)}`,
      `SET SELF VOLUME ${String(message.volume)}`,
      'SPEAK',
    ];
    let asked = 0;
    let sent = false;
    const next = (): void => {
      const command = commands[asked];
      asked += 1;
      if (command !== undefined) socket.write(`${command}\r\n`);
      else if (!sent) {
        sent = true;
        socket.write(ssipData(message.text));
      }
    };
    lines.on('line', (line) => {
      const reply = readReply(line);
      if (reply === null || !reply.last) return;
      if (reply.code === ended || reply.code === canceled) finish(ok());
      else if (reply.code >= 300) finish(err('failed'));
      else if (reply.code < 700) next();
    });
    let said = 0;
    socket.on('data', (chunk: Buffer) => {
      said += chunk.length;
      if (said <= mostSaid) return;
      finish(err('failed'));
      socket.destroy();
    });
    // The reader of lines passes on what befalls the socket.
    lines.on('error', () => undefined);
    socket.on('error', () => finish(err('offline')));
    socket.on('close', () => finish(err('offline')));
    socket.on('connect', next);
    if (signal.aborted) finish(ok());
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
