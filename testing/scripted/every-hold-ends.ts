import type { ScriptedWorld } from './scripted-ports.ts';

/** For whatever a provider still holds at the end, the journal says that the provider must be asked again. */
export function everyHoldEnds({ journal, cashless }: ScriptedWorld): boolean {
  return [...cashless.held.keys()].every((reference) =>
    journal.some(
      (event) =>
        'reference' in event &&
        event.reference === reference &&
        'outcome' in event &&
        (event.outcome === 'unknown' || event.outcome === 'refused'),
    ),
  );
}
