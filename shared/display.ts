import { z } from 'zod';

/** Dark letters on light ground, or light ones on dark. */
export const themes = ['light', 'dark'] as const;

/** How large letters are, per cent of the usual size. */
export const typeSizes = [100, 150, 200] as const;
export type TypeSize = (typeof typeSizes)[number];

export const displaySchema = z.object({
  theme: z.enum(themes),
  size: z.literal(typeSizes),
  /** Everything in the lower part of an upright screen (low-layout.ts), within reach from a wheelchair. */
  low: z.boolean(),
});
/** How the screens look for one resident; it ends with the session. */
export type Display = z.infer<typeof displaySchema>;

export const usualDisplay: Display = { theme: 'light', size: 100, low: false };
