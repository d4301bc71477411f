import { z } from 'zod';

/** Days of opening hours. A public holiday is only `everyDay` and `publicHoliday`, whatever day of the week it falls on. */
export const openingDays = [
  'everyDay',
  /** Monday to Friday without public holidays. */
  'weekdays',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'publicHoliday',
] as const;
export const openingDaysSchema = z.enum(openingDays);
export type OpeningDays = (typeof openingDays)[number];

/** Hours as a screen says them: on which days, `09:00` to `17:00`. */
export const openingHoursSchema = z.object({
  days: z.array(openingDaysSchema).min(1),
  from: z.string(),
  to: z.string(),
});
export type OpeningHours = z.infer<typeof openingHoursSchema>;
