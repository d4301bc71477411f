/**
 * A text as SSIP's data: lines that end in CR LF, a dot doubled at the beginning of a line, a dot alone at the end. No text can leave its
 * data and become a command.
 */
export function ssipData(text: string): string {
  const lines = text.split(/[\r\n\u2028\u2029]+/);
  return `${lines.map((line) => (line.startsWith('.') ? `.${line}` : line)).join('\r\n')}\r\n.\r\n`;
}

/** The lines of SSIP's answers: `250-…` and more follow, `250 …` is the last. */
export interface SsipReply {
  readonly code: number;
  readonly last: boolean;
  readonly text: string;
}

/** @returns null for what is no line of SSIP */
export function readReply(line: string): SsipReply | null {
  const match = /^(\d{3})([ -])(.*)$/.exec(line);
  if (!match) return null;
  const [, code = '', mark = '', text = ''] = match;
  return { code: Number(code), last: mark === ' ', text };
}
