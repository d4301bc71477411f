import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A word on the command line, a variable or a setting that a command cannot use. The message begins with its name. */
export class WrongWords extends Error {
  override readonly name = 'WrongWords';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options, P extends boolean> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: P }>
>;

/**
 * The values of a command's options.
 * @throws WrongWords for an option that there is not, one without its value, and a word that belongs to no option
 */
export function readWords<const O extends Options>(
  args: readonly string[],
  options: O,
): Parsed<O, false>['values'] {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new WrongWords(whatIsWrong(error));
  }
}

/**
 * The same of a command that takes words too, such as names of files.
 * @throws WrongWords for an option that there is not, and one without its value
 */
export function readWordsAndFiles<const O extends Options>(
  args: readonly string[],
  options: O,
): Pick<Parsed<O, true>, 'values' | 'positionals'> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new WrongWords(whatIsWrong(error));
  }
}

/** What `parseArgs` could not use, in one line that begins with the word. */
export function whatIsWrong(error: unknown): string {
  if (!(error instanceof Error)) return 'wrong arguments';
  const [, word = ''] = /'(?:-\w, )?([^' ]*)/.exec(error.message) ?? [];
  switch ('code' in error ? error.code : null) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `${word}: there is no such option`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `${word}: expected an option, which begins with --`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return error.message.includes('does not take')
        ? `${word}: takes no value`
        : `${word}: expected a value (${word}=VALUE where it begins with a hyphen)`;
    default:
      return error.message;
  }
}

/** One of the words that an option may have. @throws WrongWords for any other */
export function oneOf<const T extends string>(option: string, names: readonly T[], text: string): T {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new WrongWords(`${option}: expected one of ${names.join(', ')}`);
  return found;
}

/** Some of the words that an option may have, with commas between; all of them where it was not given. @throws WrongWords for any other */
export function listOf<const T extends string>(
  option: string,
  names: readonly T[],
  text: string | undefined,
): readonly T[] {
  if (text === undefined) return names;
  const wanted = text.split(',').map((each) => oneOf(option, names, each));
  return names.filter((name) => wanted.includes(name));
}

/** A whole number within bounds, both included. @throws WrongWords for anything else */
export function wholeNumber(option: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text) || value < from || value > to)
    throw new WrongWords(`${option}: expected a number from ${from} to ${to}`);
  return value;
}

/** What a window may measure, in pixels: a browser draws no larger one, and the screens need the smallest. */
const pixels = { width: 640, height: 480, most: 7680 } as const;

/** A window's size, `1024x768`. @throws WrongWords for one that cannot be drawn */
export function windowSize(
  option: string,
  text: string,
): { readonly width: number; readonly height: number } {
  const [, width = 0, height = 0] = (/^(\d{1,5})x(\d{1,5})$/.exec(text) ?? []).map(Number);
  const fits = width >= pixels.width && height >= pixels.height && Math.max(width, height) <= pixels.most;
  if (!fits)
    throw new WrongWords(
      `${option}: expected WIDTHxHEIGHT in pixels, ${pixels.width}x${pixels.height} to ${pixels.most}x${pixels.most}`,
    );
  return { width, height };
}

/** The address of a PostgreSQL server. It may hold a password, so the message does not repeat it. @throws WrongWords */
export function postgresUrl(name: string, text: string): string {
  if (!/^postgres(ql)?:\/\//.test(text))
    throw new WrongWords(`${name}: expected the address of a PostgreSQL server, postgres://…`);
  return text;
}

/** @throws WrongWords when one of these options was given although it changes nothing here */
export function refuseUnused(
  values: Readonly<Record<string, unknown>>,
  names: readonly string[],
  why: string,
): void {
  const given = names.find((name) => values[name] !== undefined);
  if (given !== undefined) throw new WrongWords(`--${given}: ${why}`);
}

/** Where a command says that it cannot go on. */
export interface CommandName {
  /** What stands before its messages. */
  readonly name: string;
  /** How it is called: `npm run charts`, or an installed command by its name. */
  readonly call: string;
}

/**
 * Runs a command: what it cannot use, and why it failed, is one line on standard error.
 * @returns the exit code: that of the work, 2 for wrong words, 1 when the work failed
 */
export async function runCommand(
  { name, call }: CommandName,
  work: () => Promise<number>,
  say: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const wrong = error instanceof WrongWords;
    // npm keeps to itself what does not follow its own two hyphens.
    const help = `${call}${!call.startsWith('npm ') || / --( |$)/.test(call) ? '' : ' --'} --help`;
    say(`${name}: ${firstLineOf(error)}${wrong ? ` (${help} explains)` : ''}`);
    return wrong ? 2 : 1;
  }
}

/** Why something failed, in one line. */
export function firstLineOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed for an unknown reason';
  // When no server answers, Node collects one error for each address it tried.
  if (error instanceof AggregateError) return [...new Set(error.errors.map(firstLineOf))].join('; ');
  const code = 'code' in error ? String(error.code) : '';
  return error.message.trim().split('\n')[0] || code || error.name;
}
