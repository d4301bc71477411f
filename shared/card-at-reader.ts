import { z } from 'zod';

/** When the card comes back: straight after the PIN, later but before the payment, or only when all is done. */
export const cardBackSchema = z.enum(['afterPin', 'beforePayment', 'atEnd']);
export type CardBack = z.infer<typeof cardBackSchema>;

/** What is at the reader: a card in its slot, or a phone that lies on it. */
export const mediumSchema = z.enum(['card', 'phone']);
export type Medium = z.infer<typeof mediumSchema>;
