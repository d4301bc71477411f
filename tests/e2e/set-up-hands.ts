import type { Page } from '@playwright/test';
import { doubleTapMs } from '../../renderer/components/press-guard.ts';
import { letFingersRest } from './page-clock.ts';

/** What the hands of whoever sets a kiosk up do at its page. */
export interface SetUpHands {
  /** Presses the button with this name. */
  press(name: string): Promise<void>;
  /** Presses keys by their labels. */
  type(characters: string): Promise<void>;
  /** Waits until a screen of this kind is shown. */
  shows(kind: string): Promise<void>;
  /** Waits until this is asked. */
  asks(question: string): Promise<void>;
}

/** @param page the page that the kiosk has now: it is another one after the set-up */
export function setUpHands(page: () => Page): SetUpHands {
  /** Presses, and then rests, so that the next press counts. */
  const touch = async (button: ReturnType<Page['locator']>): Promise<void> => {
    await button.click();
    await letFingersRest(page(), doubleTapMs);
  };
  return {
    press: (name) => touch(page().locator(`[data-name="${name}"]:not([disabled])`)),
    async type(characters) {
      for (const character of characters)
        await touch(page().getByRole('button', { name: character, exact: true }));
    },
    shows: (kind) => page().locator(`[data-screen="${kind}"]`).waitFor(),
    asks: (question) => page().getByRole('heading', { name: question, exact: true }).waitFor(),
  };
}
