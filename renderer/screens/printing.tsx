import { Panel } from '../components/panel.tsx';
import { SheetProgress } from '../components/sheet-progress.tsx';
import { PrintingDrawing } from '../drawings/paper-drawings.tsx';
import { sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** Counts sheets as the printer reports them, not as they are sent. */
export function PrintingScreen({ body }: BodyOf<'printing'>) {
  const { printing } = useWords();
  const language = useLanguage();
  return (
    <Panel question={printing.question} className="panel-drawn">
      <div className="drawn">
        <PrintingDrawing />
        <div className="drawn-words">
          <p className="lead lead-strong" aria-live="polite">
            {printing.progress({ printed: body.printed, of: body.of })}
          </p>
          <SheetProgress printed={body.printed} of={body.of} />
          {/* Change comes out while paper is printed. */}
          <div aria-live="polite">
            {body.change > 0 ? (
              <p className="lead lead-strong">{printing.change({ sum: sumText(language, body.change) })}</p>
            ) : null}
          </div>
          <p className="lead">{printing.stay}</p>
        </div>
      </div>
    </Panel>
  );
}
