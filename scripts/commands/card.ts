import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../shared/dates.ts';
import { holders } from '../../simulator/population/holders.ts';
import type { Holder } from '../../simulator/population/holders.ts';
import { cardVariants, openTestCa } from '../../simulator/test-ca/test-ca.ts';
import type { CardVariant } from '../../simulator/test-ca/test-ca.ts';
import { createVirtualCard } from '../../simulator/virtual-card/virtual-card.ts';
import type { VirtualCard } from '../../simulator/virtual-card/virtual-card.ts';
import { connectVpcd, listenVpcd, vpcdPort } from '../../simulator/virtual-card/vpcd.ts';

const defaultState = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run card -- --vpcd [--port N] [--listen] [--holder ID] [--variant V] [--state DIR]
       npm run card -- --holder list

Puts a virtual My Number card into the virtual reader of the PC/SC daemon, until Ctrl-C or SIGTERM takes it out.
Everybody and everything on it is made up.

  --vpcd        into vpcd's reader (the only kind of reader there is)
  --port N      port of the reader on 127.0.0.1 (default ${String(vpcdPort)}; the second reader has the next)
  --listen      wait on that port for a reader that connects to its card (a vpcd whose DEVICENAME names a host)
  --holder ID   whose card (default ${holders[0]?.id ?? ''}); "list" prints all
  --variant V   ${cardVariants.join(', ')}
  --state DIR   folder of the test authorities and cards, DIR/test-ca (default var)
  --help        this text

Exit codes: 0 taken out as asked, 1 the reader cannot be reached or has gone, 2 wrong arguments.
`;

const startReader = `Is the PC/SC daemon running? Start it as root, with vsmartcard-vpcd installed:
  mkdir -p /run/pcscd && pcscd --foreground
`;

interface Settings {
  readonly port: number;
  readonly listen: boolean;
  readonly holder: Holder;
  readonly variant: CardVariant;
  readonly state: string;
}

/** Runs the command until it is told to end. @returns the exit code: 0, 1 or 2 as the help says */
export async function runCard(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if (settings === 'list') {
    const width = Math.max(...holders.map(({ id }) => id.length));
    for (const { id, note } of holders) process.stdout.write(`${id.padEnd(width)}  ${note}\n`);
    return 0;
  }
  if ('wrong' in settings) {
    process.stderr.write(`card: ${settings.wrong}\n\n${help}`);
    return 2;
  }
  try {
    return await holdCard(settings);
  } catch (error) {
    process.stderr.write(`card: ${error instanceof Error ? error.message : 'broke for an unknown reason'}\n`);
    return 1;
  }
}

function readSettings(args: readonly string[]): Settings | 'help' | 'list' | { readonly wrong: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        vpcd: { type: 'boolean' },
        port: { type: 'string' },
        listen: { type: 'boolean' },
        holder: { type: 'string' },
        variant: { type: 'string' },
        state: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    if (values.holder === 'list') return 'list';
    if (!values.vpcd) return { wrong: '--vpcd: expected, to say into which kind of reader the card goes' };
    const port = Number(values.port ?? vpcdPort);
    if (!/^\d+$/.test(values.port ?? '1') || port < 1 || port > 65_535)
      return { wrong: '--port: expected a number from 1 to 65535' };
    const holder = holders.find(({ id }) => id === (values.holder ?? holders[0]?.id));
    if (!holder) return { wrong: '--holder: nobody has this id; --holder list prints all' };
    const variant = cardVariants.find((one) => one === (values.variant ?? 'normal'));
    if (!variant) return { wrong: `--variant: expected one of ${cardVariants.join(', ')}` };
    return {
      ...{ port, holder, variant },
      listen: values.listen === true,
      state: path.resolve(values.state ?? defaultState),
    };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
}

async function holdCard({ port, listen, holder, variant, state }: Settings): Promise<number> {
  const told = untilTold();
  const ca = await openTestCa(path.join(state, 'test-ca'), systemClock);
  const card = createVirtualCard(await ca.cardOf(holder, variant));
  const place = `127.0.0.1:${String(port)}`;
  const inside = await (listen ? listenVpcd({ port, card }) : connectVpcd({ host: '127.0.0.1', port, card }));
  if (!inside.ok) {
    process.stderr.write(`card: ${reasonOf(inside.error.code, listen, place)}`);
    return 1;
  }
  process.stdout.write(
    `card of ${holder.id} (${variant}) ${listen ? 'waits for a reader at' : 'is in the reader at'} ${place}\n`,
  );
  const ended = await Promise.race([
    told.then(() => 'told' as const),
    inside.value.closed.then(() => 'gone' as const),
  ]);
  if (ended === 'gone') {
    process.stderr.write(`card: the reader at ${place} let go of the card\n`);
    return 1;
  }
  await inside.value.close();
  process.stdout.write(`card is out; tries left: ${triesOf(card)}\n`);
  return 0;
}

function reasonOf(code: string, listen: boolean, place: string): string {
  if (listen && code === 'EADDRINUSE') return `${place} is in use: stop what listens there, or give --port\n`;
  if (listen) return `cannot listen at ${place} (${code})\n`;
  return `no reader at ${place} (${code}). ${startReader}`;
}

function triesOf(card: VirtualCard): string {
  const { userAuthentication, digitalSignature } = card.triesLeft();
  return `user authentication ${String(userAuthentication)}, digital signature ${String(digitalSignature)}`;
}

/** A second signal ends the process at once, by the system's own handler. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

if (import.meta.main) process.exitCode = await runCard(process.argv.slice(2));
