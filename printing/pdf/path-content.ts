const commands = /([MLC])([^MLCZ]*)|Z/g;
const operators: Readonly<Record<string, string>> = { M: 'm', L: 'l', C: 'c' };

/** What constructs an SVG path (M, L, C, Z, absolute) in a content stream: PDF has the same commands, after their numbers. */
export function pathContent(d: string): string {
  return d.replaceAll(commands, (_, letter: string | undefined, numbers: string | undefined) =>
    letter === undefined ? 'h\n' : `${numbers ?? ''} ${operators[letter] ?? ''}\n`,
  );
}
