import { Panel } from '../components/panel.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from './body-of.ts';

export function PayMethodScreen({ body }: BodyOf<'payMethod'>) {
  const { help } = useWords();
  return <Panel question={help.screen[body.kind]} />;
}
