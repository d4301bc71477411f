import { execFile } from 'node:child_process';

export interface ToolOutcome {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Debian packages of the tools used here. */
const packages = {
  openssl: 'openssl',
  'opensc-tool': 'opensc',
  'pkcs15-tool': 'opensc',
  'pkcs15-crypt': 'opensc',
  'pkcs11-tool': 'opensc',
  'softhsm2-util': 'softhsm2',
  pcscd: 'pcscd',
  socat: 'socat',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  ip: 'iproute2',
} as const;
export type Tool = keyof typeof packages;

/** How long a tool may take, ms. On a busy machine a signature through the daemon takes seconds. */
const toolMs = 60_000;

/**
 * Runs a system tool to its end.
 * @throws one line with the Debian package when the tool is missing; also when it does not end in time
 */
export function runTool(
  tool: Tool,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: Uint8Array } = {},
): Promise<ToolOutcome> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      tool,
      args,
      { encoding: 'buffer', timeout: toolMs, env: { ...process.env, PATH: toolPath(), ...options.env } },
      (error, stdout, stderr) => {
        if (error && error.code === 'ENOENT') {
          reject(missing(tool));
        } else if (error && typeof error.code !== 'number') {
          reject(new Error(`${tool} did not end by itself: ${error.message}`));
        } else {
          resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr: stderr.toString('utf8') });
        }
      },
    );
    child.stdin?.on('error', () => undefined); // the tool ended without reading: its exit code says why
    child.stdin?.end(options.input);
  });
}

export function missing(tool: Tool): Error {
  return new Error(`${tool} is not installed: apt-get install ${packages[tool]}`);
}

/** pcscd and ip are in sbin, which is not in everybody's PATH. */
export function toolPath(): string {
  return `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
}
