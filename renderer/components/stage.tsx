import { createContext, use, useInsertionEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { usualDisplay, type Display, type TypeSize } from '../../shared/display.ts';
import { ProductMark } from '../drawings/product-mark.tsx';
import { stageOf, type Shape, type Stage } from '../theme/stage.ts';

interface ShownStage {
  readonly shape: Shape;
  readonly size: TypeSize;
  /** Larger letters than usual: screens are cut into pages (components/flow.tsx). */
  readonly large: boolean;
  readonly mayBeLow: boolean;
}

/** Where nothing has measured a window: a document made for looking at has the usual shape. */
const StageContext = createContext<ShownStage>({
  shape: 'usual',
  size: usualDisplay.size,
  large: false,
  mayBeLow: false,
});

/** The shape of what the screens use, and how large their letters are. */
export function useStage(): ShownStage {
  return use(StageContext);
}

/** The part of the panel that holds the screens; above it, in the low layout, nothing that can be pressed. */
export function StageView({
  display: { size, low },
  children,
}: {
  readonly display: Pick<Display, 'size' | 'low'>;
  readonly children: ReactNode;
}) {
  const panel = useSyncExternalStore(watchPanel, panelNow);
  const stage = useMemo(() => stageNow(low, panel), [low, panel]);
  // Before anything on the screen is measured (flow.tsx) or painted.
  useInsertionEffect(() => {
    setOnPage(document.documentElement, stage, size);
  }, [stage, size]);
  const shown = useMemo(
    () => ({ shape: stage.shape, size, large: size > 100, mayBeLow: stage.mayBeLow }),
    [stage, size],
  );
  return (
    <StageContext value={shown}>
      {stage.low ? (
        <div className="above-stage" aria-hidden="true">
          <ProductMark />
        </div>
      ) : null}
      <div className="stage">{children}</div>
    </StageContext>
  );
}

function watchPanel(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => {
    window.removeEventListener('resize', changed);
  };
}

function panelNow(): string {
  return `${String(window.innerWidth)}x${String(window.innerHeight)}`;
}

function stageNow(low: boolean, panel: string): Stage {
  const [width = 0, height = 0] = panel.split('x').map(Number);
  return stageOf(window.location.search, { width, height }, { low });
}

/** What the style sheets ask for: theme/tokens.css, and a sheet of larger letters in each folder: components/large-keys.css, frame/large-frame.css. */
function setOnPage(root: HTMLElement, stage: Stage, size: TypeSize): void {
  root.dataset['shape'] = stage.shape;
  root.dataset['size'] = String(size);
  root.toggleAttribute('data-large', size > 100);
  root.toggleAttribute('data-low', stage.low);
  root.style.setProperty('--mm', `${stage.pxPerMm.toFixed(4)}px`);
  root.style.setProperty('--scale', stage.scale.toFixed(4));
  root.style.setProperty('--stage-height', `${String(stage.height)}px`);
}
