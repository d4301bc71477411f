import { CallStaff } from '../components/call-staff.tsx';
import { Notice } from '../components/notice.tsx';
import { Panel } from '../components/panel.tsx';
import { SheetProgress } from '../components/sheet-progress.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { PrinterTroubleDrawing } from '../drawings/paper-drawings.tsx';
import { timeText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** The printer waits for staff: what for, whom to call, until when, and a way out without waiting. */
export function PrinterTroubleScreen({ body }: BodyOf<'printerTrouble'>) {
  const { printerTrouble } = useWords();
  const language = useLanguage();
  return (
    <Panel
      question={printerTrouble.question}
      aside={
        <>
          <CallStaff className="key aside-key" />
          <p className="aside-say aside-note">{printerTrouble.endHint}</p>
          <TouchButton className="key key-tall" name="end-printing" action={{ type: 'endPrinting' }}>
            {printerTrouble.end}
          </TouchButton>
        </>
      }
    >
      <div className="drawn">
        <PrinterTroubleDrawing />
        <div className="drawn-words">
          <Notice tone="trouble">{printerTrouble.trouble[body.trouble]}</Notice>
          <p className="lead lead-strong">{printerTrouble.next}</p>
          <p className="lead" aria-live="polite">
            {printerTrouble.printed({ printed: body.printed, of: body.of })}
          </p>
          <SheetProgress printed={body.printed} of={body.of} />
          <p className="lead">{printerTrouble.waitsUntil({ when: timeText(language, body.waitsUntil) })}</p>
        </div>
      </div>
    </Panel>
  );
}
