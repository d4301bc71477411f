import { readWordsAndFiles, runCommand, WrongWords } from '../../shared/command-options.ts';
import { textsOf } from '../languages/compare.ts';
import { compileOurs } from '../languages/ensure-compiled.ts';
import { hasAttendants, type ReadLanguage } from '../languages/read-language.ts';

const help = `Usage: npm run languages -- [check]

Compares the texts of every language in languages/ with the English ones, says all faults at once (file, key, what is expected),
and compiles them for the screens when there is none.

  check     the default
  --help    this text

Exit codes: 0 all languages are complete, 1 at least one fault, 2 wrong arguments.
`;

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runLanguages(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'languages', call: 'npm run languages' }, async () => {
    const { values, positionals } = readWordsAndFiles(args, { help: { type: 'boolean' } });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    const [action = 'check', ...more] = positionals;
    if (action !== 'check' || more.length > 0)
      throw new WrongWords(`${more[0] ?? action}: expected check, or nothing`);
    return check();
  });
}

async function check(): Promise<number> {
  const made = await compileOurs();
  if (made.ok) {
    for (const language of made.value.languages) console.log(lineOf(language));
    return 0;
  }
  for (const fault of made.error) console.error(`languages/${fault}`);
  console.error(`${made.error.length} ${made.error.length === 1 ? 'fault' : 'faults'}`);
  return 1;
}

/** en       English    654 texts, attendants' too, reviewed by nobody yet */
function lineOf(language: ReadLanguage): string {
  const { tag, facts, files } = language;
  const texts = [...files.values()].reduce((sum, words) => sum + textsOf(words).length, 0);
  const reviewed = facts?.reviewedBy.join(', ') ?? '';
  return [
    `${tag.padEnd(8)} ${facts?.name ?? ''}: ${texts} texts`,
    hasAttendants(language) ? "attendants' too" : 'residents alone',
    `reviewed by ${reviewed === '' ? 'nobody yet' : reviewed}`,
  ].join(', ');
}

if (import.meta.main) process.exitCode = await runLanguages(process.argv.slice(2));
