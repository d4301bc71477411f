/** Some lines of a unit of systemd, by their names: what a trial without systemd has to do by hand. */
export type UnitFile = ReadonlyMap<string, readonly string[]>;

/** Reads a unit's lines; sections do not matter, since no name of ours stands in two. A line without a name and a value throws. */
export function readUnit(text: string): UnitFile {
  const found = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    if (/^\s*($|[#;[])/.test(line)) continue;
    const [, name, value] = /^([A-Za-z0-9]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no line of a unit: ${line}`);
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

/** The one value of a name. @throws when there is none, or another one too */
export function oneOfUnit(unit: UnitFile, name: string): string {
  const [value, ...others] = unit.get(name) ?? [];
  if (value === undefined || others.length > 0) throw new Error(`${name}= stands not once in the unit`);
  return value;
}

/** Its Environment= lines as an environment. */
export function environmentOf(unit: UnitFile): Readonly<Record<string, string>> {
  const pairs = (unit.get('Environment') ?? []).flatMap((line) => line.split(' '));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
