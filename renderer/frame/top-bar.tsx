import type { Screen } from '../../shared/screen.ts';
import { Sum } from '../components/sum.tsx';
import { ProductMark } from '../drawings/product-mark.tsx';
import { useWords } from '../languages/languages.tsx';

/** Where am I, and what does it cost. */
export function TopBar({ progress, cost }: Pick<Screen, 'progress' | 'cost'>) {
  const words = useWords();
  return (
    <header className="top-bar">
      {progress ? (
        <ProgressSteps parts={progress.parts} at={progress.at} />
      ) : (
        <div className="top-product">
          <ProductMark />
          <span>{words.attract.product}</span>
        </div>
      )}
      {cost === null ? null : (
        <p className="top-cost">
          <span className="top-cost-label">{words.frame.cost}</span>
          <Sum amount={cost} />
        </p>
      )}
    </header>
  );
}

/** `at` counts from 0; people count from 1: step 2 of 6. */
function ProgressSteps({ parts, at }: NonNullable<Screen['progress']>) {
  const words = useWords();
  const part = parts[at];
  const step = at + 1;
  return (
    <div className="progress">
      <p className="progress-count">
        <span className="heard-only">
          {words.frame.progress(step, parts.length, part === undefined ? '' : words.parts[part])}
        </span>
        <span aria-hidden="true">
          <span className="progress-at">{step}</span>
          <span className="progress-of">{` / ${String(parts.length)}`}</span>
        </span>
      </p>
      <ol className="progress-steps" aria-hidden="true">
        {parts.map((name, index) => (
          <li key={name} className={`step ${stepLook(index, at)}`}>
            <span className="step-label">{words.parts[name]}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function stepLook(step: number, at: number): 'step-done' | 'step-now' | 'step-coming' {
  if (step < at) return 'step-done';
  return step === at ? 'step-now' : 'step-coming';
}
