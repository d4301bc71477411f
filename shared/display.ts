import { z } from 'zod';

/** Dark letters on light ground, or light ones on dark. */
export const themes = ['light', 'dark'] as const;

export const displaySchema = z.object({ theme: z.enum(themes) });
/** How the screens look for one resident; it ends with the session. */
export type Display = z.infer<typeof displaySchema>;

export const usualDisplay: Display = { theme: 'light' };
