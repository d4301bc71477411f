import { addDays, japanDate } from '../../shared/dates.ts';
import { nothingInLog } from '../../shared/log-lines.ts';
import { pageOf } from '../../shared/pages.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import type { AttendantSnapshot } from './attendant.ts';
import { daysToAsk } from './context.ts';

/** The screens of the log. */
export function logBody(snapshot: AttendantSnapshot): ScreenBody {
  const { context } = snapshot;
  if (snapshot.matches({ flow: { logReview: 'typing' } }))
    return { kind: 'logSearch', entered: context.entered, keys: context.logKeys };
  if (snapshot.matches({ flow: { logReview: 'reading' } })) return { kind: 'working', what: 'asking' };
  const { logFound, logFilter: filter, journalLines, time } = context;
  const { lines, unreadable, older } = logFound ?? nothingInLog;
  const { shown, at: page, pages } = pageOf(lines, journalLines, context.page);
  const today = japanDate(time);
  const days = Array.from({ length: daysToAsk }, (_, index) => addDays(today, -index));
  const read = logFound !== null;
  return { kind: 'logReview', lines: [...shown], filter, days, page, pages, read, unreadable, older };
}
