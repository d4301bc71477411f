import type { PlanNotice } from '../../shared/plan-notice.ts';
import { useWords } from '../languages/languages.tsx';
import { Notice } from './notice.tsx';

/** Why something that was planned is asked after all; nothing where nothing was. */
export function PlanNoticeLine({ notice }: { readonly notice: PlanNotice | null | undefined }) {
  const { planNotice } = useWords();
  return notice ? <Notice tone="warning">{planNotice[notice]}</Notice> : null;
}
