import { useSyncExternalStore } from 'react';

const query = '(orientation: portrait)';

function watch(changed: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => {
    media.removeEventListener('change', changed);
  };
}

/** Whether the panel is in portrait: a longer list then fits on one page. */
export function usePortrait(): boolean {
  return useSyncExternalStore(
    watch,
    () => window.matchMedia(query).matches,
    () => false,
  );
}
