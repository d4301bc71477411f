import { GoOnButton } from '../components/go-on-button.tsx';
import { Panel } from '../components/panel.tsx';
import { CardDrawing, KeypadDrawing } from '../drawings/card-drawings.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

/** What a service does and needs, before anybody takes out a card. */
export function ServiceNotesScreen({ body }: BodyOf<'serviceNotes'>) {
  const { serviceNotes, notes } = useWords();
  const { question, lines } = serviceNotes[body.service];
  return (
    <Panel
      question={question}
      aside={
        <>
          <div className="service-needed">
            <CardDrawing />
            <KeypadDrawing />
          </div>
          <GoOnButton name="consent" action={{ type: 'consent' }} say={notes.consent} />
        </>
      }
    >
      <ol className="service-notes">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </Panel>
  );
}
