import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The folder of the product's code: of an installed package, or of the checkout. */
export const productRoot = join(import.meta.dirname, '..', '..');

/** `komado 1.2.3`, as every command says to `--version`. */
export function versionLine(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(productRoot, 'package.json'), 'utf8')));
  return `komado ${version}`;
}
