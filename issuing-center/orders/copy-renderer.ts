import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { createFairQueue } from '../../shared/fair-queue.ts';
import type { Result } from '../../shared/result.ts';
import { renderCopy, type CopyToRender, type NotPrintable, type RenderedCopy } from './render.ts';
import type { SheetRenderer } from './sheet-renderer.ts';

/** Makes the sheets of copies. Kiosks take turns, copy by copy, so that a large order holds up no small one of another kiosk. */
export interface CopyRenderer {
  /**
   * @param kiosk whose copy it is
   * @returns why it cannot be laid out, if it cannot; rejects with the signal's reason as soon as it comes
   */
  render(kiosk: string, copy: CopyToRender, signal: AbortSignal): Promise<Result<RenderedCopy, NotPrintable>>;
  /** Gives up what is being made. */
  close(): Promise<void>;
}

/** Makes them in this thread, one at a time: everything else that the process does waits meanwhile. */
export function createCopyRenderer(tools: {
  readonly renderer: SheetRenderer;
  readonly font: MinchoFont;
}): CopyRenderer {
  const inTurn = createFairQueue({ atOnce: 1 });
  return {
    render: (kiosk, copy, signal) => inTurn(kiosk, () => renderCopy(copy, tools, signal), signal),
    close: () => Promise.resolve(),
  };
}
