import { useEffect, useRef } from 'react';
import { useScreenLink } from '../components/screen-link.tsx';
import { createScanCollector } from './scan-collector.ts';

/**
 * A handheld scanner types like a keyboard. Its keys are taken before any button gets them, or its Enter would press whatever
 * has the focus; they are shown nowhere. On residents' screens nothing listens.
 */
export function useHandScanner(listening: boolean): void {
  const { send, screen } = useScreenLink();
  const answer = useRef({ send, screen });
  useEffect(() => {
    answer.current = { send, screen };
  }, [send, screen]);
  useEffect(() => {
    if (!listening) return;
    const collector = createScanCollector();
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat) return;
      const heard = collector.hear(event.key, event.timeStamp);
      if (heard === 'ignored') return;
      event.preventDefault();
      event.stopPropagation();
      if (heard !== 'held') answer.current.send({ type: 'scanned', text: heard.text }, answer.current.screen);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [listening]);
}
