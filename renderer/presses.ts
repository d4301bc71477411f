/** At most one sign of life in this time, ms: a screen's time is counted in seconds. */
export const signEveryMs = 1_000;

/**
 * Tells whenever a finger or a key goes up anywhere on the page, on a button or beside one. On the way up, so that what a button was
 * pressed for is sent first.
 */
export function watchPresses(
  page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
  tell: () => void,
): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const onPress = ({ timeStamp }: Event): void => {
    if (timeStamp - last < signEveryMs) return;
    last = timeStamp;
    tell();
  };
  const types = ['pointerup', 'keyup'];
  for (const type of types) page.addEventListener(type, onPress);
  return () => {
    for (const type of types) page.removeEventListener(type, onPress);
  };
}
