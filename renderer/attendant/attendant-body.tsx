import { Panel } from '../components/panel.tsx';
import { useWords } from '../languages/languages.tsx';
import type { AttendantBody } from './attendant-kind.ts';

/** The screen of a member of staff or an operator for a body. */
export function AttendantBodyView({ body }: { readonly body: AttendantBody }) {
  const { attendantHelp } = useWords();
  return <Panel question={attendantHelp[body.kind]} />;
}
