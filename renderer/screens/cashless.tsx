import { Panel } from '../components/panel.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from './body-of.ts';

export function CashlessScreen({ body }: BodyOf<'cashless'>) {
  const { help } = useWords();
  return <Panel question={help.screen[body.kind]} />;
}
