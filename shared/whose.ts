import { z } from 'zod';

/** Which municipality is meant: where one lives (お住まいの市区町村), or where one's family register is kept and one does not live. */
export const whoseSchema = z.enum(['home', 'domicile']);
export type Whose = z.infer<typeof whoseSchema>;
