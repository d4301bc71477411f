import { createContext, useContext } from 'react';
import type { Intent } from '../../shared/intent.ts';
import { createPressGuard } from './press-guard.ts';
import type { PressGuard } from './press-guard.ts';

/** What every button on a screen needs: which question is shown, and where the answer goes. */
export interface ScreenLink {
  readonly screen: number;
  readonly guard: PressGuard;
  /** Sends what the resident wants, as the answer to the question that was shown when the finger came down. */
  readonly send: (intent: Intent, screen: number) => void;
}

const ScreenLinkContext = createContext<ScreenLink>({
  screen: 0,
  guard: createPressGuard(),
  send: () => {
    throw new Error('a button is outside any screen');
  },
});

export const ScreenLinkProvider = ScreenLinkContext.Provider;

export function useScreenLink(): ScreenLink {
  return useContext(ScreenLinkContext);
}
