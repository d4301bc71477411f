import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { err, ok, type Result } from '../../shared/result.ts';
import type { RestartFault } from '../../shared/restarts.ts';

/** Runs a program and gives what it wrote; rejects when it does not end well, or in time. */
type Run = (program: string, ...all: readonly string[]) => Promise<string>;

/** systemd's own programs answer at once, or wait for a bus that hangs, ms. */
const runMs = 6_000;

/**
 * Has the machine restarted by logind, which asks polkit whether the kiosk's user may (the packages bring a rule that lets it). Nobody
 * is asked for a password: there is no one to ask.
 */
export async function restartMachine(run: Run = runProgram): Promise<Result<undefined, RestartFault>> {
  try {
    const said = await run(
      ...(['busctl', '--system', 'call', 'org.freedesktop.login1', '/org/freedesktop/login1'] as const),
      ...(['org.freedesktop.login1.Manager', 'CanReboot'] as const),
    );
    // `s "yes"`; `challenge` would ask for a password.
    if (/^s "(no|challenge)"/.test(said)) return err('notAllowed');
    if (!said.startsWith('s "yes"')) return err('notPossible');
    await run('systemctl', 'reboot', '--no-wall', '--no-ask-password');
    return ok(undefined);
  } catch {
    // No logind, no bus, or neither answers: the operator is told, and restarts it by hand.
    return err('notPossible');
  }
}

async function runProgram(program: string, ...all: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...all], { timeout: runMs, killSignal: 'SIGKILL' });
  return stdout;
}
