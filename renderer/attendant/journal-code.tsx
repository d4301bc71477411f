import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { ReceiptCodeEntry } from './receipt-code-entry.tsx';

/** Which lines of the journal: by the code on a receipt. */
export function JournalCodeScreen({ body }: BodyOf<'journalCode'>) {
  const { journalReview } = useAttendantWords();
  return <ReceiptCodeEntry body={body} question={journalReview.askCode} />;
}
