/** A kiosk is not a web page: no context menu on a long press, no dragging, no selection, no zoom by gesture, wheel or keys. */
export function forbidPageHabits(page: Document): void {
  const forbid = (event: Event): void => {
    event.preventDefault();
  };
  for (const type of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart']) {
    page.addEventListener(type, forbid);
  }
  page.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  page.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && ['+', '-', '=', '0'].includes(event.key)) event.preventDefault();
  });
}
