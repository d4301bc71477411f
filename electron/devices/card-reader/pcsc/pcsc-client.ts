import type { Client } from 'pcsc-mini';
import { pause, type Timers } from '../../../../shared/timers.ts';

/** How long the readers have to be quiet before a client is stopped, ms. */
export const quietMs = 1000;

/**
 * Never released, one for each daemon so far: pcsc-mini 0.1 releases its context when a client is garbage-collected, and if
 * the daemon it belonged to is gone, the resulting error ends the process.
 */
const clients = new Set<Client>();

export function keepClient(client: Client): Client {
  clients.add(client);
  return client;
}

/**
 * pcsc-mini stops by cancelling a wait, and blocks the process until its thread has ended. A cancellation between two waits is lost, and the
 * next wait lasts a minute: so it is sent when nothing has changed for a while.
 * @param lastChange when a reader or its state changed last, by `timers`
 */
export async function stopWhenQuiet(
  client: () => Client,
  lastChange: () => number,
  timers: Timers,
  quiet = quietMs,
): Promise<void> {
  let quietFor = timers.elapsed() - lastChange();
  while (quietFor < quiet) {
    await pause(timers, quiet - quietFor);
    quietFor = timers.elapsed() - lastChange();
  }
  try {
    client().stop();
  } catch {
    // It was no longer running: the daemon had ended it.
  }
}
