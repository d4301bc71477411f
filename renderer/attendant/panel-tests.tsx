import { MainButton } from '../components/main-button.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Question } from '../components/panel.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { JudgeKeys } from './device-tests.tsx';

/** Fields in the three colours of the panel, the greys, and fine lines both ways. After the last the first comes again. */
const patterns = ['red', 'green', 'blue', 'white', 'grey', 'black', 'lines-across', 'lines-down'] as const;

/** One pattern over the whole panel; only the last asks for a verdict. */
export function ScreenTestScreen({ body }: BodyOf<'screenTest'>) {
  const { screenTest: words } = useAttendantWords();
  const pattern = patterns[body.pattern % patterns.length] ?? 'white';
  const last = body.pattern + 1 >= body.of;
  return (
    <div className={`pattern pattern-${pattern}`}>
      <section className="pattern-words">
        <Question>{words.question}</Question>
        <p className="lead">{words.at({ at: body.pattern + 1, of: body.of })}</p>
        {last ? (
          <JudgeKeys />
        ) : (
          <MainButton name="next-pattern" action={{ type: 'nextPattern' }} say={words.next} />
        )}
      </section>
    </div>
  );
}

/**
 * Targets over the whole panel, edges and corners too. The words stay on the upper half until every target of the lower is
 * touched.
 */
export function TouchTestScreen({ body }: BodyOf<'touchTest'>) {
  const { touchTest: words, tests } = useAttendantWords();
  const { columns, rows, touched } = body;
  const count = columns * rows;
  const untouched = Array.from({ length: count }, (_, target) => target).filter(
    (target) => !touched.includes(target),
  );
  const lowerHalf = Math.ceil(rows / 2) * columns;
  const wordsAbove = untouched.some((target) => target >= lowerHalf);
  return (
    <div className="touch-test">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="touch-row">
          {Array.from({ length: columns }, (__, column) => {
            const target = row * columns + column;
            return touched.includes(target) ? (
              <span key={target} className="touch-place" />
            ) : (
              <TouchButton
                key={target}
                className="touch-place touch-target"
                name={`target-${String(target)}`}
                action={{ type: 'testTouched', target }}
              >
                <span className="heard-only">{target + 1}</span>
              </TouchButton>
            );
          })}
        </div>
      ))}
      <section className={wordsAbove ? 'touch-words touch-words-above' : 'touch-words touch-words-below'}>
        <Question>{words.question}</Question>
        <p className="lead" aria-live="polite">
          {words.left({ count: untouched.length })}
        </p>
        <TouchButton className="key aside-key" name="end-test" action={{ type: 'endTest' }}>
          {tests.end}
        </TouchButton>
      </section>
    </div>
  );
}
