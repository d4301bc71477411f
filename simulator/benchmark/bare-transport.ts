import * as pcsc from 'pcsc-mini';
import type { Reader } from 'pcsc-mini';
import type { CardSource } from '../../electron/devices/card-reader/card-source.ts';
import { keepClient, stopWhenQuiet } from '../../electron/devices/card-reader/pcsc/pcsc-client.ts';
import { systemTimers } from '../../shared/timers.ts';

/** The commands of each session with a card, one list for each time that the card was opened. */
export type RecordedSessions = Uint8Array[][];

/** The same source, with copies of every command kept: the sender overwrites its own, because some carry a secret. */
export function recordSessions(source: CardSource): {
  readonly source: CardSource;
  take(): RecordedSessions;
} {
  let sessions: RecordedSessions = [];
  return {
    source: {
      ...source,
      async open() {
        const opened = await source.open();
        if (!opened.ok) return opened;
        const session = opened.value;
        const commands: Uint8Array[] = [];
        sessions.push(commands);
        return {
          ...opened,
          value: {
            ...session,
            transmit(command) {
              commands.push(Uint8Array.from(command));
              return session.transmit(command);
            },
          },
        };
      },
    },
    take() {
      const taken = sessions;
      sessions = [];
      return taken;
    },
  };
}

export interface BareTransport {
  /** SCardConnect, SCardTransmit for each command, SCardDisconnect with a reset, for each session: nothing is looked at. */
  replay(sessions: RecordedSessions): Promise<void>;
  close(): Promise<void>;
}

/** The daemon's first reader, without any of the kiosk's code. */
export async function openBareTransport(): Promise<BareTransport> {
  const client = keepClient(new pcsc.Client());
  const reader = await new Promise<Reader>((resolve, reject) => {
    client.on('reader', resolve);
    client.on('error', reject);
    client.start();
  });
  let lastUse = systemTimers.elapsed();
  return {
    async replay(sessions) {
      for (const commands of sessions) {
        const card = await reader.connect(pcsc.CardMode.EXCLUSIVE);
        for (const command of commands) await card.transmit(command);
        await card.disconnect(pcsc.CardDisposition.RESET);
        lastUse = systemTimers.elapsed();
      }
    },
    close: () =>
      stopWhenQuiet(
        () => client,
        () => lastUse,
        systemTimers,
      ),
  };
}
