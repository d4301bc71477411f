import { z } from 'zod';
import { deviceIdSchema } from './attendants.ts';

/** What devices count in their lifetime. Some begin again at 0 when their number is full. */
export const detailCounters = ['accepted', 'paidOut', 'impressions', 'sheets'] as const;

const told = z.string().min(1).max(63).nullable();

/** What a device says of itself; null: it does not tell. */
export const deviceDetailsSchema = z.object({
  device: deviceIdSchema,
  maker: told,
  model: told,
  firmware: told,
  serial: told,
  counters: z.array(z.object({ of: z.enum(detailCounters), count: z.int().min(0) })).readonly(),
});
export type DeviceDetails = z.infer<typeof deviceDetailsSchema>;
/** The same where it is known which device was asked. */
export type ToldDetails = Omit<DeviceDetails, 'device'>;

/** A text that came from a device, as it may be shown: without control characters, and no longer than a line. */
export function toldText(text: string | null): string | null {
  const shown = (text ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return shown === '' ? null : shown.slice(0, 63).trim();
}
