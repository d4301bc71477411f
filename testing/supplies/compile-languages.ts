import { ensureCompiled } from '../../scripts/languages/ensure-compiled.ts';

/** Before all tests: the texts of the screens are modules, also where the test runner is started by itself. */
export default async function compileLanguages(): Promise<void> {
  const made = await ensureCompiled();
  if (!made.ok) throw new Error(`languages/ has faults:\n${made.error.join('\n')}`);
}
