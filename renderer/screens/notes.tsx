import { GoOnButton } from '../components/go-on-button.tsx';
import { Panel } from '../components/panel.tsx';
import { ChangeDrawing, MoneyDrawing } from '../drawings/money-drawings.tsx';
import { CityHallDrawing, ReceiptDrawing, SheetsDrawing } from '../drawings/paper-drawings.tsx';
import { useWords } from '../languages/languages.tsx';

/** What municipal guides want read before a certificate is taken (no exchange, no refund, count the sheets). */
export function NotesScreen() {
  const { notes } = useWords();
  const lines = [
    { text: notes.payment, drawing: <MoneyDrawing /> },
    { text: notes.choice, drawing: <ReceiptDrawing /> },
    { text: notes.free, drawing: <CityHallDrawing /> },
    { text: notes.sheets, drawing: <SheetsDrawing sheets={3} /> },
    { text: notes.takeAll, drawing: <ChangeDrawing /> },
  ];
  return (
    <Panel
      question={notes.question}
      aside={<GoOnButton name="consent" action={{ type: 'consent' }} say={notes.consent} />}
    >
      <ul className="notes">
        {lines.map(({ text, drawing }) => (
          <li key={text}>
            {drawing}
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
