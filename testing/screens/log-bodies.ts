import { isoDate } from '../../shared/dates.ts';
import {
  everyLogLine,
  logRooms,
  logSearchMost,
  logSeverities,
  usualLogFilter,
} from '../../shared/log-lines.ts';
import { sampleLog } from '../log-samples.ts';
import type { Sample } from './bodies.ts';

const days = ['2026-11-20', '2026-11-19'].map(isoDate);
const of = { kind: 'logReview', filter: usualLogFilter, days, read: true } as const;

/** The log in words, and the search in it. */
export const logBodies: readonly Sample[] = [
  {
    name: 'log-review',
    body: { ...of, lines: sampleLog.lines.slice(0, 3), page: 0, pages: 4, unreadable: 0, older: true },
  },
  {
    name: 'log-review-last',
    body: {
      ...of,
      ...{ lines: sampleLog.lines.slice(0, 3), page: 3, pages: 4, unreadable: 12, older: true },
      filter: { ...everyLogLine, text: 'ようしかなくなりました' },
    },
  },
  {
    name: 'log-review-none',
    body: {
      ...of,
      ...{ lines: [], page: 0, pages: 1, unreadable: 0, older: false, filter: everyLogLine },
    },
  },
  {
    name: 'log-review-no-files',
    body: { ...of, lines: [], page: 0, pages: 1, unreadable: 0, older: false, read: false },
  },
  ...logRooms.map((room, index): Sample => ({
    name: `log-review-${room}`,
    body: {
      ...of,
      ...{ lines: sampleLog.lines.slice(3, 4), page: 0, pages: 1, unreadable: 0, older: false },
      filter: { least: logSeverities[index % 4] ?? 'info', room, day: days[1] ?? null, text: null },
    },
  })),
  { name: 'log-search-kana', body: { kind: 'logSearch', entered: 'ようし', keys: 'kana' } },
  {
    name: 'log-search-latin',
    body: { kind: 'logSearch', entered: 'w'.repeat(logSearchMost), keys: 'latin' },
  },
];
