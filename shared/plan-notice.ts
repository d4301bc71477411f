import { z } from 'zod';

/**
 * Why something that was planned is asked for after all: no municipality has this code; the municipality does not offer it, or not
 * now; this resident cannot take it, or not in this form; not everything can be chosen to be shown as planned.
 */
export const planNotices = [
  'municipalityUnknown',
  'notOffered',
  'notOfferedNow',
  'notForYou',
  'formNotForYou',
  'itemsDiffer',
] as const;
export const planNoticeSchema = z.enum(planNotices);
export type PlanNotice = z.infer<typeof planNoticeSchema>;
