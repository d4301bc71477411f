import { z } from 'zod';
import { typedDeviceSchema } from './first-start.ts';

/** What whoever sets a kiosk up can ask for; codes of attendants are typed as secrets are (`secretKey`). */
export const firstStartIntents = [
  /** On to the next step, with what is on the screen. */
  z.object({ type: z.literal('wizardNext') }),
  /** A key of a name, an address, a code or a number. */
  z.object({ type: z.literal('wizardKey'), key: z.string().regex(/^[0-9A-Za-z.:/_[\]-]$/) }),
  z.object({ type: z.literal('wizardErase') }),
  /** Goes on without what may stay empty. */
  z.object({ type: z.literal('wizardSkip') }),
  /** The certificate is asked for again, with the same code. */
  z.object({ type: z.literal('wizardAgain') }),
  z.object({ type: z.literal('wizardNewCode') }),
  z.object({ type: z.literal('wizardNewAddress') }),
  /** The panel is right as it is shown; the page measured it, CSS pixels. */
  z.object({
    type: z.literal('wizardPanelRight'),
    width: z.int().min(1).max(20_000),
    height: z.int().min(1).max(20_000),
  }),
  z.object({ type: z.literal('wizardChoose'), option: z.int().min(0) }),
  /** The kiosk has no such device. */
  z.object({ type: z.literal('wizardLack') }),
  z.object({ type: z.literal('wizardType'), device: typedDeviceSchema }),
  z.object({ type: z.literal('wizardSeek') }),
  z.object({ type: z.literal('wizardTry') }),
  /** Puts what was shown in place, and starts the kiosk. */
  z.object({ type: z.literal('wizardFinish') }),
] as const;
export type FirstStartIntent = z.infer<(typeof firstStartIntents)[number]>;

/** Whether only a first start takes this intent. */
export function isOfFirstStart<T extends { readonly type: string }>(
  intent: T,
): intent is Extract<T, FirstStartIntent> {
  return firstStartIntents.some(({ shape }) => shape.type.value === intent.type);
}
