import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import QRCode from 'qrcode';
import type { Asker } from '../../electron/devices/conformance/asked-hands.ts';
import { runSteps, type ReadyStep, type StepResult } from '../../shared/conformance/run-steps.ts';
import { HandNotThere } from '../../shared/conformance/step.ts';
import {
  describeSuite,
  openConfigured,
  suiteNames,
  type SuiteName,
} from '../../electron/devices/conformance/suites.ts';
import { readKioskConfig } from '../../electron/kiosk/config.ts';
import { oneOf, readWords, refuseUnused, runCommand, WrongWords } from '../../shared/command-options.ts';
import { createEventLog } from '../../logging/event-log.ts';
import { readCenterConfig } from '../../issuing-center/config.ts';
import { openConfiguredSource } from '../../issuing-center/configured-registers.ts';
import { openRegisterSuite } from '../../issuing-center/registers/conformance/open-register-suite.ts';
import { registerSteps } from '../../issuing-center/registers/conformance/register-steps.ts';
import { onEndSignal } from '../../shared/end-signals.ts';
import { systemClock } from '../../shared/dates.ts';
import { municipalityCode } from '../../shared/municipality-names.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';
import { showTime } from '../setup/show-time.mjs';

/** What is no device of a kiosk: where a municipality's registers are. */
const registersName = 'registers';
const portNames = [...suiteNames, registersName] as const;
type PortName = (typeof portNames)[number];

const help = `Usage: npm run conformance -- --port PORT --config FILE [--yes-money]
       npm run conformance -- --port registers --config FILE --municipality CODE --certificate ISSUER:SERIAL
       npm run conformance -- --port PORT --simulated
       npm run conformance -- --list [--port PORT]

Asks a device, step by step, for everything that the kiosk relies on. It says in words what has to be done at the device, and
waits: Enter when it is done, s to skip the step. Stop the kiosk first: two programs cannot use one device.

  --port PORT     ${suiteNames.join(', ')};
                  registers: how a municipality answers for the registers that it keeps itself (docs/registers.md)
  --config FILE   a site's configuration (docs/site.md): tries the device that it names; for registers a center's (docs/center.md)
  --municipality CODE
                  which of its municipalities is asked
  --certificate ISSUER:SERIAL
                  key identifier and serial number, hexadecimal, of a certificate of somebody made up who is in those registers
  --simulated     the simulated device with simulated hands instead: nobody has to do anything
  --yes-money     also the steps that take, hold or pay out real money; each says so before it begins. The kiosk's books do
                  not know of it: an operator must count the hoppers afterwards
  --list          the steps, and what each needs
  --help          this text

Without a terminal to ask at, only the steps that need nobody are run.
Exit codes: 0 every step that was run passed, 1 one failed or the device cannot be opened, 2 wrong arguments or configuration,
130 interrupted (Ctrl-C): the slots are closed first.
`;

type Settings =
  | { readonly do: 'help' }
  | { readonly do: 'list'; readonly ports: readonly PortName[] }
  | { readonly do: 'simulated'; readonly port: PortName }
  | {
      readonly do: 'ask';
      readonly config: string;
      readonly municipality: string;
      readonly certificate: string;
    }
  | { readonly do: 'try'; readonly port: SuiteName; readonly config: string; readonly money: boolean };

function readSettings(args: readonly string[]): Settings {
  const values = readWords(args, {
    port: { type: 'string' },
    config: { type: 'string' },
    simulated: { type: 'boolean' },
    'yes-money': { type: 'boolean' },
    municipality: { type: 'string' },
    certificate: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return { do: 'help' };
  const { config, simulated = false, 'yes-money': money = false } = values;
  if (values.list) {
    refuseUnused(
      values,
      ['config', 'simulated', 'yes-money', 'municipality', 'certificate'],
      '--list tries no device',
    );
    return {
      do: 'list',
      ports: values.port === undefined ? portNames : [oneOf('--port', portNames, values.port)],
    };
  }
  const port = oneOf('--port', portNames, values.port ?? '');
  if (port !== registersName)
    refuseUnused(values, ['municipality', 'certificate'], 'is for --port registers');
  if (simulated === (config !== undefined))
    throw new WrongWords('--config, --simulated: expected one of them');
  if (config === undefined) {
    refuseUnused(values, ['municipality', 'certificate'], 'the simulated service has its own');
    refuseUnused(values, ['yes-money'], 'a simulated device has no real money');
    return { do: 'simulated', port };
  }
  if (port === registersName) {
    refuseUnused(values, ['yes-money'], 'registers move no money');
    const { municipality = '', certificate = '' } = values;
    return { do: 'ask', config: resolve(config), municipality, certificate };
  }
  return { do: 'try', port, config: resolve(config), money };
}

function list(ports: readonly PortName[]): void {
  for (const port of ports) {
    console.log(port);
    for (const { name, expected, needsHands, money } of port === registersName
      ? registerSteps
      : describeSuite(port)) {
      const needs = [
        ...(needsHands ? ['somebody at the device'] : []),
        ...(money === null ? [] : ['--yes-money']),
      ];
      console.log(`  ${name}${needs.length === 0 ? '' : ` (needs ${needs.join(' and ')})`}`);
      console.log(`    expected: ${expected}`);
    }
  }
}

/** Asks the person at the terminal. */
function terminalAsker(): Asker & { close(): void } {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // While a terminal is being read, Ctrl-C arrives as a key.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ask = async (question: string): Promise<string> => {
    const answer = (await terminal.question(question)).trim().toLowerCase();
    if (answer === 's') throw new HandNotThere('skipped at the device');
    return answer;
  };
  return {
    async please(words) {
      await ask(`    → ${words} [Enter: done, s: skip] `);
    },
    async isIt(question) {
      for (;;) {
        const answer = await ask(`    → ${question} [y, n, s: skip] `);
        if (answer === 'y' || answer === 'n') return answer === 'y';
      }
    },
    async showCode(text) {
      console.log(await QRCode.toString(text, { type: 'terminal', small: true }));
    },
    close: () => terminal.close(),
  };
}

/** For when there is nobody to ask: a step that needs hands is skipped before it gets here. */
const nobody: Asker & { close(): void } = {
  please: () => Promise.reject(new HandNotThere('nobody is there')),
  isIt: () => Promise.reject(new HandNotThere('nobody is there')),
  showCode: () => Promise.resolve(),
  close: () => undefined,
};

function tellBegin(
  { name, money }: ReadyStep,
  allowed: { readonly real: boolean; readonly money: boolean },
): void {
  console.log(`· ${name}`);
  if (money !== null && allowed.real && allowed.money) console.log(`    REAL MONEY: ${money}`);
}

function tellEnd({ expected }: ReadyStep, result: StepResult): void {
  switch (result.outcome) {
    case 'passed':
      console.log('    passed');
      return;
    case 'skipped':
      console.log(`    skipped: ${result.why}`);
      return;
    case 'failed':
      console.log(`    FAILED\n      expected: ${expected}\n      seen: ${result.seen}`);
  }
}

/** @returns the exit code */
async function runSuite(
  suite: { readonly steps: readonly ReadyStep[]; close(): Promise<void> },
  allowed: { readonly real: boolean; readonly hands: boolean; readonly money: boolean },
): Promise<number> {
  // Slots may be open, a code on a screen: interrupting leaves none of that behind.
  const breakOff = (): void => {
    const exit = (): never => process.exit(130);
    console.log('broken off: the device is being closed');
    suite.close().then(exit, exit);
  };
  const stopListening = onEndSignal(breakOff);
  // A step that asks somebody something must not be written over; the others may wait for minutes for a device that warms up.
  const steps = suite.steps.map((step) =>
    step.needsHands
      ? step
      : { ...step, run: (timers: Timers) => showTime(step.name, () => step.run(timers)) },
  );
  const results = await runSteps(steps, {
    ...{ timers: systemTimers, hands: allowed.hands, money: allowed.money },
    onBegin: (step) => tellBegin(step, allowed),
    onEnd: tellEnd,
  });
  await suite.close();
  stopListening();
  const count = (outcome: StepResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
  return count('failed') === 0 ? 0 : 1;
}

async function tryDevice({ port, config: file, money }: Settings & { do: 'try' }): Promise<number> {
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(`conformance: ${config.error}`);
    return 2;
  }
  if ((port === 'wallet' || port === 'terminal') && config.value.cashless[port] === null) {
    console.error(`conformance: ${file}: cashless.${port}: this site has none`);
    return 2;
  }
  const hands = process.stdin.isTTY && process.stdout.isTTY;
  if (!hands) console.log('No terminal to ask in: only the steps that need nobody at the device are run.');
  if (!money && describeSuite(port).some((step) => step.money !== null))
    console.log('Steps that move real money are skipped: --yes-money allows them.');
  const asker = hands ? terminalAsker() : nobody;
  const context = {
    ...{ timers: systemTimers, clock: systemClock },
    // The maker wants the whole error; no resident is near.
    onFault: (error: unknown) => console.error(error),
    beside: (path: string) => resolve(dirname(file), path),
  };
  const suite = await openConfigured(port, config.value, asker, context);
  if (!suite.ok) {
    console.error(`conformance: ${suite.error}`);
    asker.close();
    return 1;
  }
  const code = await runSuite(suite.value, { real: true, hands, money });
  asker.close();
  return code;
}

/** Asks a municipality's own service, with somebody at its window. */
async function askRegisters({
  config: file,
  municipality: code,
  certificate,
}: Settings & { do: 'ask' }): Promise<number> {
  const municipality = municipalityCode(code);
  if (municipality === null) throw new WrongWords('--municipality: expected a national code like 08220');
  const [, issuerKeyId, serial] = /^([0-9a-f]+):([0-9a-f]+)$/.exec(certificate) ?? [];
  if (issuerKeyId === undefined || serial === undefined)
    throw new WrongWords('--certificate: expected ISSUER:SERIAL, both in lower-case hexadecimal digits');
  const config = await readCenterConfig(file);
  if (!config.ok) {
    console.error(`conformance: ${config.error}`);
    return 2;
  }
  const told = { level: 'info' as const, write: (line: string) => console.error(line.trimEnd()) };
  const log = createEventLog({ clock: systemClock, destinations: [told] });
  const source = await openConfiguredSource(config.value, file, municipality, log);
  if (!source.ok) {
    console.error(`conformance: ${source.error}`);
    return 2;
  }
  const hands = process.stdin.isTTY && process.stdout.isTTY;
  const asker = hands ? terminalAsker() : nobody;
  const suite = openRegisterSuite(source.value, municipality, {
    known: { issuerKeyId, serial },
    revoke: (revoked) =>
      asker.please(
        revoked
          ? 'stop the certificate at the window, as for a lost card'
          : 'release the certificate at the window again',
      ),
  });
  const exitCode = await runSuite(suite, { real: true, hands, money: false });
  asker.close();
  return exitCode;
}

/**
 * Runs the command.
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
async function conformance(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  switch (settings.do) {
    case 'help':
      process.stdout.write(help);
      return 0;
    case 'list':
      list(settings.ports);
      return 0;
    case 'simulated':
      // A real device is tried without loading any of the simulation.
      const { openSimulated } = await import('../../simulator/conformance/open-simulated.ts');
      return runSuite(await openSimulated(settings.port, systemTimers), {
        ...{ real: false, hands: true, money: true },
      });
    case 'ask':
      return askRegisters(settings);
    case 'try':
      return tryDevice(settings);
  }
}

/** The same with whatever goes wrong told in words. @returns the exit code: 0, 1, 2 or 130, as the help explains */
export function runConformance(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'conformance', call: 'npm run conformance' }, () => conformance(args));
}

if (import.meta.main) process.exitCode = await runConformance(process.argv.slice(2));
