import { useEffect, useRef } from 'react';
import { preparedTextMost } from '../../shared/prepared-code.ts';
import { createScanCollector } from './scan-collector.ts';
import { useScreenLink } from './screen-link.tsx';

/**
 * A handheld scanner types like a keyboard. Its keys are taken before any button gets them, or its Enter would press whatever
 * has the focus; they are shown nowhere. For attendants' screens: all that is typed there comes from a scanner.
 */
export function useHandScanner(listening: boolean): void {
  useScans(listening, 'staff');
}

/**
 * The same on the screens before a session, where residents use keys, too: only a burst that no hand can type counts as a scan, and
 * no key but its Enter is taken away from the buttons.
 */
export function usePreparedCodes(listening: boolean): void {
  useScans(listening, 'residents');
}

/** Longer than a scanner rests between two keys, and shorter than a finger, ms. */
const burstPauseMs = 80;

/** A shorter text is no code that anybody would bring. */
const burstLengthLeast = 8;

/** Enter as every scanner presses it: browsers give that name to some keys that are neither of these two. */
const enterCodes: readonly string[] = ['Enter', 'NumpadEnter'];

function useScans(listening: boolean, whose: 'staff' | 'residents'): void {
  const { send, screen } = useScreenLink();
  const answer = useRef({ send, screen });
  useEffect(() => {
    answer.current = { send, screen };
  }, [send, screen]);
  useEffect(() => {
    if (!listening) return;
    const collector = createScanCollector(whose === 'residents' ? burstPauseMs : undefined);
    const swallow = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat) return;
      if (whose === 'residents' && event.key === 'Enter' && !enterCodes.includes(event.code)) return;
      const heard = collector.hear(event.key, event.timeStamp);
      if (heard === 'ignored') return;
      if (whose === 'staff') {
        swallow(event);
        if (heard !== 'held')
          answer.current.send({ type: 'scanned', text: heard.text }, answer.current.screen);
      } else if (heard !== 'held' && heard.text.length >= burstLengthLeast) {
        swallow(event);
        // A longer one is no code of ours: it is told so, and nothing more of it is needed.
        const text = heard.text.slice(0, preparedTextMost);
        answer.current.send({ type: 'prepared', text }, answer.current.screen);
      }
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [listening, whose]);
}
