import { pause, type Timers } from '../../../../shared/timers.ts';
import { keepClient, stopWhenQuiet } from './pcsc-client.ts';

/** How long readers are listened for, ms. */
const listenMs = 1_500;

/**
 * The readers of the system's PC/SC daemon that tell of themselves within a moment, by the part of their names that stays: the
 * daemon numbers them by the order in which they were plugged in. None where the daemon or its library is missing.
 */
export async function listReaders(timers: Timers): Promise<readonly string[]> {
  const names = new Set<string>();
  try {
    const { Client } = await import('pcsc-mini');
    const client = keepClient(new Client());
    let lastChange = timers.elapsed();
    const changed = (): void => {
      lastChange = timers.elapsed();
    };
    client.on('reader', (reader) => {
      changed();
      names.add(reader.name().replace(/( \d\d){1,2}$/, ''));
      reader.on('change', changed);
    });
    client.on('error', () => undefined);
    client.start();
    await pause(timers, listenMs);
    await stopWhenQuiet(
      () => client,
      () => lastChange,
      timers,
    );
  } catch {
    return [...names]; // no library, no daemon, or one that has just ended
  }
  return [...names].toSorted();
}
