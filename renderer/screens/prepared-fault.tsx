import { preparedDays } from '../../shared/prepared-code.ts';
import type { BodyOf } from '../components/body-of.ts';
import { usePreparedCodes } from '../components/hand-scanner.ts';
import { MainButton } from '../components/main-button.tsx';
import { Panel } from '../components/panel.tsx';
import { PreparedCodeDrawing } from '../drawings/prepared-drawings.tsx';
import { useWords } from '../languages/languages.tsx';

/** A code that cannot be used: why, and what to do. Another one can be held to the reader at once. */
export function PreparedFaultScreen({ body }: BodyOf<'preparedFault'>) {
  const { prepared } = useWords();
  usePreparedCodes(true);
  const { happened } = prepared.faults[body.why];
  return (
    <Panel
      question={prepared.question}
      aside={<MainButton name="start" action={{ type: 'start' }} say={prepared.begin} />}
    >
      <div className="drawn prepared-fault">
        <PreparedCodeDrawing refused />
        <div className="drawn-words">
          <p className="lead lead-strong">{happened}</p>
          <h2 className="message-label">{prepared.next}</h2>
          <p className="lead">{useNext(body.why)}</p>
        </div>
      </div>
    </Panel>
  );
}

function useNext(why: BodyOf<'preparedFault'>['body']['why']): string {
  const { faults } = useWords().prepared;
  return why === 'old' ? faults.old.next({ days: preparedDays }) : faults[why].next;
}
