import { useEffect, useState } from 'react';
import type { KioskBridge } from '../../electron/ipc/contract.ts';
import type { Intent } from '../../shared/intent.ts';
import type { ShownScreen } from '../screen-store.ts';
import { createNarrator, type Narrator } from './narrator.ts';

/** Has every screen read aloud once it is drawn, where somebody listens. */
export function useNarrator(
  bridge: KioskBridge | undefined,
  shown: ShownScreen | null,
  send: (intent: Intent, screen: number) => void,
): Narrator {
  const [narrator] = useState(() => createNarrator(document, (utterance) => bridge?.say(utterance)));
  useEffect(() => () => narrator.leave(), [narrator]);
  useEffect(() => {
    if (!shown) return;
    const { id, voice, overlay } = shown.screen;
    const { language, residents } = shown.spoken;
    narrator.drawn({
      ...{ id, voice, language, words: residents },
      setting: overlay?.kind === 'voice',
      send: (intent) => send(intent, id),
    });
  }, [narrator, shown, send]);
  return narrator;
}
