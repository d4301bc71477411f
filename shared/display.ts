import { z } from 'zod';

/** How large the type is, percent of the usual size. */
export const typeSizes = [100, 150, 200] as const;
/** Dark letters on light ground, or light ones on dark. */
export const themes = ['light', 'dark'] as const;
/** `low`: all controls in the lower part of an upright screen, within reach of somebody who sits. */
export const layouts = ['usual', 'low'] as const;

export const displaySchema = z.object({
  size: z.literal(typeSizes),
  theme: z.enum(themes),
  layout: z.enum(layouts),
});
/** How the screens look for one resident; it ends with the session. */
export type Display = z.infer<typeof displaySchema>;

export const usualDisplay: Display = { size: 100, theme: 'light', layout: 'usual' };

/** Whether somebody reads on a screen that holds half as much or less at once: then every time-out is doubled. */
export function readsSlowly({ size }: Display): boolean {
  return size === 200;
}
