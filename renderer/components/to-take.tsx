import type { Screen } from '../../shared/screen.ts';
import { slotsToTake, type Slot } from '../../shared/slots.ts';
import { yen, type Yen } from '../../shared/yen.ts';
import { sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { useMedium } from '../languages/medium.tsx';

/** What still lies at the machine, as far as anybody knows, and where. Nothing where nothing does. */
export function ToTake({ body }: Pick<Screen, 'body'>) {
  const { care, takeEverything } = useWords();
  const language = useLanguage();
  const medium = useMedium();
  const slots = slotsToTake({ body });
  if (slots.length === 0) return null;
  const names: Readonly<Record<Slot, string>> = {
    card: takeEverything.card[medium],
    sheets: takeEverything.sheets({ sheets: body.kind === 'takeEverything' ? body.sheets : 0 }),
    coins: sumText(language, coinsOf(body)),
    receipt: takeEverything.receipt,
  };
  return (
    <div className="to-take">
      <h3 className="message-label">{care.handover.still}</h3>
      <ul>
        {slots.map((slot) => (
          <li key={slot}>
            <strong className="phrase">{names[slot]}</strong>{' '}
            <span className="phrase">
              {slot === 'card' ? care.handover.where[medium] : care.handover.where[slot]}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function coinsOf(body: Screen['body']): Yen {
  switch (body.kind) {
    case 'takeEverything':
      return yen(body.change + body.returned);
    case 'message':
      return body.moneyReturned;
    case 'printing':
      return body.change;
    default:
      return yen(0);
  }
}
