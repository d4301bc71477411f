/** Debian's names of the processors for which Node comes as a package. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** @throws for a processor without a packaged Node */
export function debianArchitecture(): string {
  const name = architectures[process.arch];
  if (name === undefined) throw new Error(`there is no packaged Node for ${process.arch}`);
  return name;
}
