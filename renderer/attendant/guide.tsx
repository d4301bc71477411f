import { GoOnButton } from '../components/go-on-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { GuideDrawing } from '../drawings/guide-drawings.tsx';
import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** One step at the machine: a picture and a sentence. */
export function GuideScreen({ body }: BodyOf<'guide'>) {
  const { guides, guide: words } = useAttendantWords();
  const { name, steps } = guides[body.guide];
  const last = body.step >= body.of;
  return (
    <Panel
      question={name}
      hint={words.step({ at: body.step, of: body.of })}
      className="panel-drawn"
      aside={
        <GoOnButton name="guide-next" action={{ type: 'guideNext' }} say={last ? words.end : words.next} />
      }
    >
      <div className="drawn drawn-guide">
        <GuideDrawing guide={body.guide} step={body.step} />
        <div className="drawn-words">
          {last && body.solved ? <Notice tone="info">{words.solved}</Notice> : null}
          <p className="lead-strong">{steps[body.step - 1] ?? ''}</p>
        </div>
      </div>
    </Panel>
  );
}
