import type { EventLog } from '../../logging/event-log.ts';
import { attendantOf, sessionOf } from '../../state-machines/view.ts';
import type { Kiosk } from './kiosk.ts';
import type { Site } from './site.ts';

/**
 * Lets a kiosk begin: brings what was cut off to its end first, then serves; tells the machines how the journal is, and asks
 * providers again for what they owe an answer. @returns what ends it
 */
export function beginService(
  kiosk: Kiosk,
  site: Pick<Site, 'recover' | 'reconcile' | 'watchJournal'>,
  log: EventLog,
): () => Promise<void> {
  const { actor } = kiosk;
  const isIdle = (): boolean => {
    const snapshot = actor.getSnapshot();
    return sessionOf(snapshot) === null && attendantOf(snapshot) === null;
  };
  let ended = false;
  let reconciling: ReturnType<Site['reconcile']> | null = null;
  const stopJournal = site.watchJournal((fault) => actor.send({ type: 'journalState', fault }));
  const recovered = site.recover().then(
    (interrupted) => {
      if (ended) return;
      actor.send({ type: 'started', interrupted });
      reconciling = site.reconcile(isIdle);
    },
    (error: unknown) => {
      // Nothing was guessed: what is open stays open in the journal, and nobody is served.
      log.caught('recoveryFailed', {}, error);
    },
  );
  return async () => {
    ended = true;
    stopJournal();
    await recovered;
    await reconciling?.stop();
  };
}
