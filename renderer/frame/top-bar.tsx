import type { Screen } from '../../shared/screen.ts';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { PreparedCodeDrawing } from '../drawings/prepared-drawings.tsx';
import { ProductMark } from '../drawings/product-mark.tsx';
import { useAttendantWords, useWords } from '../languages/languages.tsx';
import { hasStaffKey } from './staff-key.ts';
import { roomOf } from './attendant-room.ts';

type TopBarProps = Pick<Screen, 'progress' | 'cost' | 'attendant' | 'body'>;

/** Where am I, and what does it cost. The product's mark calls an attendant where there is no other button for it. */
export function TopBar(props: TopBarProps) {
  const { progress, cost, attendant, body } = props;
  if (attendant === 'here') return <AttendantTopBar body={body} />;
  return (
    <header className="top-bar">
      <ProductPlace {...props} />
      {progress ? <ProgressSteps parts={progress.parts} at={progress.at} /> : null}
      {cost === null ? null : <Cost cost={cost} />}
      {body.kind === 'attract' && body.readsPrepared ? <PreparedHint /> : null}
    </header>
  );
}

/** Another colour across the whole width: nobody takes these screens for a resident's. */
function AttendantTopBar({ body }: Pick<Screen, 'body'>) {
  const { attendantFrame, firstStart } = useAttendantWords();
  const { room, who } = roomOf(body);
  return (
    <header className="top-bar top-bar-attendant">
      <p className="top-product">
        <ProductMark />
        <span>{room === 'firstStart' ? firstStart.room : attendantFrame.rooms[room]}</span>
      </p>
      {who === null ? null : <p className="top-who">{who}</p>}
    </header>
  );
}

function ProductPlace({ progress, attendant, body }: TopBarProps) {
  const words = useWords();
  const name = progress ? null : <span>{words.attract.product}</span>;
  if (attendant !== 'may' || hasStaffKey(body.kind)) {
    return (
      <div className="top-product">
        <ProductMark />
        {name}
      </div>
    );
  }
  return (
    <div className="top-product">
      <span className="top-mark-place" />
      <TouchButton className="top-mark" name="call-attendant" action={{ type: 'callAttendant' }}>
        <ProductMark />
        <span className="heard-only">{words.frame.callStaff}</span>
      </TouchButton>
      {name}
    </div>
  );
}

/** Quiet, for those who have prepared a code at home: where it is held. */
function PreparedHint() {
  const { prepared } = useWords();
  return (
    <p className="top-prepared">
      <span>{prepared.invite}</span>
      <PreparedCodeDrawing />
    </p>
  );
}

function Cost({ cost }: { readonly cost: NonNullable<Screen['cost']> }) {
  const words = useWords();
  return (
    <p className="top-cost">
      <span className="top-cost-label">{words.frame.cost}</span>
      <Sum amount={cost} />
    </p>
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
          {words.frame.progress({
            at: step,
            of: parts.length,
            part: part === undefined ? '' : words.parts[part],
          })}
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
