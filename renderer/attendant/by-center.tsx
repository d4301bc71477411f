import type { CenterOut } from '../../shared/kiosk-report.ts';
import { Notice } from '../components/notice.tsx';
import { dayAndTimeText } from '../languages/format.ts';
import { useAttendantWords, useLanguage } from '../languages/languages.tsx';

/** Says that it was the center that took the machine out of service: what is pressed here does not bring it back. */
export function ByCenter({ byCenter: { reason, since } }: { readonly byCenter: CenterOut }) {
  const { serviceSwitch: words } = useAttendantWords();
  const when = dayAndTimeText(useLanguage(), since);
  return (
    <Notice tone="warning">
      {reason === null
        ? words.drainedByCenter({ when })
        : words.byCenter({ reason: words.reasons[reason], when })}
    </Notice>
  );
}
