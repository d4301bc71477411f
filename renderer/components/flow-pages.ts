/**
 * Counts the pages of a flow: the columns that the browser makes of it, each as large as the window that shows one. The keys to turn
 * them take room of their own, so they are there only when all of it does not fit on one page without them.
 * @param frame holds the flow and its keys; gets `data-turns`
 */
export function measureFlow(frame: HTMLElement, flow: HTMLElement): number {
  frame.dataset['turns'] = 'no';
  if (columnsOf(flow) === 1) return 1;
  frame.dataset['turns'] = 'yes';
  return columnsOf(flow);
}

/**
 * Moves the flow to a page. What lies on another one takes no focus.
 * @param page from 0; null: all of it is shown
 */
export function showOnlyPage(flow: HTMLElement, page: number | null): void {
  const step = stepOf(flow);
  flow.style.transform = page === null || page === 0 ? '' : `translateX(${String(-page * step)}px)`;
  const { left } = flow.getBoundingClientRect();
  for (const button of flow.querySelectorAll('button')) {
    const lies = Math.floor((button.getBoundingClientRect().left - left + 1) / step);
    button.style.visibility = page === null || lies === page ? '' : 'hidden';
  }
}

function columnsOf(flow: HTMLElement): number {
  return Math.max(1, Math.round((flow.scrollWidth + gapOf(flow)) / stepOf(flow)));
}

/** From one page to the next, px. */
function stepOf(flow: HTMLElement): number {
  return flow.getBoundingClientRect().width + gapOf(flow);
}

function gapOf(flow: HTMLElement): number {
  const gap = Number.parseFloat(getComputedStyle(flow).columnGap);
  return Number.isNaN(gap) ? 0 : gap;
}
