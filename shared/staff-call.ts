import { z } from 'zod';

/** How a call for the store's staff stands. `failed`: it could not be sent. */
export const staffCallSchema = z.enum(['quiet', 'sending', 'called', 'heard', 'failed']);
export type StaffCall = z.infer<typeof staffCallSchema>;
