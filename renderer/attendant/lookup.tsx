import { useAttendantWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { ReceiptCodeEntry } from './receipt-code-entry.tsx';

/** Whose transaction: by the code on its receipt. */
export function LookupScreen({ body }: BodyOf<'lookup'>) {
  const { lookup } = useAttendantWords();
  return <ReceiptCodeEntry body={body} question={lookup.question} />;
}
