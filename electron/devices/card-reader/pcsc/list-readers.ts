import type { Client } from 'pcsc-mini';

/** Never released, as those of pcsc-source.ts: a released context of a daemon that is gone ends the process. */
const clients = new Set<Client>();

/**
 * The readers of the system's PC/SC daemon that tell of themselves before `listened` resolves, by the part of their names that stays: the
 * daemon numbers them by the order in which they were plugged in. None where the daemon or its library is missing.
 */
export async function listReaders(listened: () => Promise<void>): Promise<readonly string[]> {
  const names = new Set<string>();
  try {
    const { Client: PcscClient } = await import('pcsc-mini');
    const client = new PcscClient();
    clients.add(client);
    client.on('reader', (reader) => {
      names.add(reader.name().replace(/( \d\d){1,2}$/, ''));
    });
    client.on('error', () => undefined);
    client.start();
    await listened();
    client.stop();
  } catch {
    return [...names]; // no library, no daemon, or one that has just ended
  }
  return [...names].toSorted();
}
