import { z } from 'zod';
import { pathSchema } from '../../shared/config-fields.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day in Japan, HH:MM');

/** Where a kiosk takes updates from the maker; null: only packages change it. */
export const updatesSchema = z
  .strictObject({
    /** Public keys (PEM, Ed25519) of the maker: one of them has signed an update. */
    keys: z.array(pathSchema).min(1).max(8),
    folder: pathSchema.default('/var/lib/komado-updates'),
    /** When it takes one by itself while nobody is served, also over midnight; null: only when an operator says so. */
    window: z.strictObject({ from: time, to: time }).nullable().default({ from: '02:00', to: '04:30' }),
  })
  .nullable()
  .default(null);
export type UpdatesConfig = z.output<typeof updatesSchema>;

/** @param second of the day in Japan */
export function isInWindow(window: { readonly from: string; readonly to: string }, second: number): boolean {
  const [from, to] = [secondOf(window.from), secondOf(window.to)];
  return from <= to ? second >= from && second < to : second >= from || second < to;
}

function secondOf(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return Number(hours) * 3_600 + Number(minutes) * 60;
}
