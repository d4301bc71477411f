/** The statement that reads rows in COPY's text form from somewhere. */
export function copyStatement(
  table: string,
  columns: readonly string[],
  from: 'STDIN' | "'/dev/blob'",
): string {
  return `COPY ${table} (${columns.join(', ')}) FROM ${from}`;
}

/** Values of one row in COPY's text form, line feed included. JSON values are written as JSON. */
export function copyRow(values: readonly (string | number | boolean | null | object)[]): string {
  let row = '';
  for (const [index, value] of values.entries()) {
    if (index > 0) row += '\t';
    row +=
      value === null ? '\\N' : escaped(typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return `${row}\n`;
}

const special = /[\\\t\n\r]/g;
const names: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.replace(special, (character) => names[character] ?? character);
}
