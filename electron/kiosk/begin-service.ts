import type { EventLog } from '../../logging/event-log.ts';
import { attendantOf, sessionOf } from '../../state-machines/view.ts';
import type { Kiosk } from './kiosk.ts';
import type { Site } from './site.ts';

/**
 * Starts the service of a kiosk: settles what was cut off, then serves; keeps the machines informed about the journal, and
 * asks providers again for outstanding answers, and opens devices anew that hang.
 * @param mayServe resolves when residents may be served
 * @returns a function that ends all this
 */
export function beginService(
  kiosk: Kiosk,
  site: Pick<Site, 'recover' | 'reconcile' | 'watchJournal' | 'keepDevicesOpen'>,
  log: EventLog,
  mayServe: () => Promise<void> = () => Promise.resolve(),
): () => Promise<void> {
  const { actor } = kiosk;
  const isIdle = (): boolean => {
    const snapshot = actor.getSnapshot();
    return sessionOf(snapshot) === null && attendantOf(snapshot) === null;
  };
  let ended = false;
  let reconciling: ReturnType<Site['reconcile']> | null = null;
  let endReopening = (): Promise<void> => Promise.resolve();
  const stopJournal = site.watchJournal((fault) => actor.send({ type: 'journalState', fault }));
  const recovered = site.recover().then(
    async (interrupted) => {
      await mayServe();
      if (ended) return;
      actor.send({ type: 'started', interrupted });
      reconciling = site.reconcile(isIdle);
      // Not before: what was cut off is settled by what the devices say.
      endReopening = site.keepDevicesOpen(isIdle);
    },
    (error: unknown) => {
      // Nothing is guessed: what is open stays open in the journal, and nobody is served.
      log.caught('recoveryFailed', {}, error);
    },
  );
  return async () => {
    ended = true;
    stopJournal();
    await recovered;
    await reconciling?.stop();
    await endReopening();
  };
}
