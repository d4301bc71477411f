import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ResettableSecret } from '../../shared/reset-permit.ts';
import { systemClock } from '../../shared/dates.ts';
import { holders } from '../../simulator/residents/holders.ts';
import type { Holder } from '../../simulator/residents/holders.ts';
import { cardVariants, openTestCa } from '../../simulator/authorities/test-ca/test-ca.ts';
import type { CardVariant } from '../../simulator/authorities/test-ca/test-ca.ts';
import {
  cardKinds,
  foreignCard,
  foreignCardKinds,
  holderCard,
  holderCardKinds,
} from '../../simulator/devices/virtual-card/card-kinds.ts';
import type { ForeignCardKind, HolderCardKind } from '../../simulator/devices/virtual-card/card-kinds.ts';
import { openCardIssuerKey } from '../../simulator/devices/virtual-card/issuer-key.ts';
import type { CardInReader, VirtualCard } from '../../simulator/devices/virtual-card/virtual-card.ts';
import { connectVpcd, listenVpcd, vpcdPort } from '../../simulator/devices/virtual-card/vpcd.ts';

const defaultState = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run card -- --vpcd [--port N] [--listen] [--model M] [--holder ID] [--variant V] [--locked SECRET]
                            [--state DIR]
       npm run card -- --holder list

Puts a virtual card into the virtual reader of the PC/SC daemon, until Ctrl-C or SIGTERM takes it out.
Everybody and everything on it is made up.

  --vpcd           into vpcd's reader (the only kind supported)
  --port N         port of the reader on 127.0.0.1 (default ${String(vpcdPort)}; the second reader has the next one)
  --listen         wait on that port for a reader that connects to its card (a vpcd whose DEVICENAME names a host)
  --model M        card2016 (default), android (a telephone), next (announced for 2026), no-certificate, no-pin,
                   or no My Number card at all: bank, licence, transit
  --holder ID      whose card (default ${holders[0]?.id ?? ''}); "list" prints all
  --variant V      ${cardVariants.join(', ')}
  --locked SECRET  pin or password has no tries left; may be given once for each
  --state DIR      folder of the test authorities and cards, DIR/test-ca (default var)
  --help           this text

Exit codes: 0 taken out as asked, 1 the reader cannot be reached or has gone, 2 wrong arguments.
`;

const startReader = `Is the PC/SC daemon running? Start it as root, with vsmartcard-vpcd installed:
  mkdir -p /run/pcscd && pcscd --foreground
`;

interface HolderCard {
  readonly kind: HolderCardKind;
  readonly holder: Holder;
  readonly variant: CardVariant;
  readonly locked: readonly ResettableSecret[];
}

interface Settings {
  readonly port: number;
  readonly listen: boolean;
  readonly card: HolderCard | ForeignCardKind;
  readonly state: string;
}

/**
 * Runs the command until it is told to end.
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
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
    process.stderr.write(
      `card: ${error instanceof Error ? error.message : 'failed for an unknown reason'}\n`,
    );
    return 1;
  }
}

interface Wrong {
  readonly wrong: string;
}

function readSettings(args: readonly string[]): Settings | 'help' | 'list' | Wrong {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        vpcd: { type: 'boolean' },
        port: { type: 'string' },
        listen: { type: 'boolean' },
        model: { type: 'string' },
        holder: { type: 'string' },
        variant: { type: 'string' },
        locked: { type: 'string', multiple: true },
        state: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    if (values.holder === 'list') return 'list';
    if (!values.vpcd) return { wrong: '--vpcd: required, to say which kind of reader the card goes into' };
    const port = Number(values.port ?? vpcdPort);
    if (!/^\d+$/.test(values.port ?? '1') || port < 1 || port > 65_535)
      return { wrong: '--port: expected a number from 1 to 65535' };
    const card = readCard(values);
    if (typeof card === 'object' && 'wrong' in card) return card;
    const state = path.resolve(values.state ?? defaultState);
    return { port, card, listen: values.listen === true, state };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
}

interface CardValues {
  readonly model?: string | undefined;
  readonly holder?: string | undefined;
  readonly variant?: string | undefined;
  readonly locked?: string[] | undefined;
}

const lockable: Readonly<Record<string, ResettableSecret>> = { pin: 'pin', password: 'signaturePassword' };

function readCard({ model = 'card2016', ...values }: CardValues): HolderCard | ForeignCardKind | Wrong {
  const foreign = foreignCardKinds.find((one) => one === model);
  if (foreign) {
    const given = (['holder', 'variant', 'locked'] as const).find((name) => values[name] !== undefined);
    return given ? { wrong: `--${given}: a ${model} card has none here` } : foreign;
  }
  const kind = holderCardKinds.find((one) => one === model);
  if (!kind) return { wrong: `--model: expected one of ${cardKinds.join(', ')}` };
  const holder = holders.find(({ id }) => id === (values.holder ?? holders[0]?.id));
  if (!holder) return { wrong: '--holder: nobody has this id; --holder list prints all' };
  const variant = cardVariants.find((one) => one === (values.variant ?? 'normal'));
  if (!variant) return { wrong: `--variant: expected one of ${cardVariants.join(', ')}` };
  if (kind === 'no-certificate' && variant !== 'normal')
    return { wrong: '--variant: a card of the model no-certificate has no other' };
  const locked = (values.locked ?? []).flatMap((name) => lockable[name] ?? []);
  if (locked.length !== (values.locked ?? []).length) return { wrong: '--locked: expected pin or password' };
  return { kind, holder, variant, locked };
}

async function holdCard({ port, listen, card: wanted, state }: Settings): Promise<number> {
  const told = untilTold();
  const { card, name } = await makeCard(wanted, path.join(state, 'test-ca'));
  const place = `127.0.0.1:${String(port)}`;
  const inside = await (listen ? listenVpcd({ port, card }) : connectVpcd({ host: '127.0.0.1', port, card }));
  if (!inside.ok) {
    process.stderr.write(`card: ${reasonOf(inside.error.code, listen, place)}`);
    return 1;
  }
  process.stdout.write(`${name} ${listen ? 'waits for a reader at' : 'is in the reader at'} ${place}\n`);
  const ended = await Promise.race([
    told.then(() => 'told' as const),
    inside.value.closed.then(() => 'gone' as const),
  ]);
  if (ended === 'gone') {
    process.stderr.write(`card: the reader at ${place} let go of the card\n`);
    return 1;
  }
  await inside.value.close();
  process.stdout.write(`card is out${isVirtualCard(card) ? `; tries left: ${triesOf(card)}` : ''}\n`);
  return 0;
}

async function makeCard(
  wanted: HolderCard | ForeignCardKind,
  folder: string,
): Promise<{ readonly card: VirtualCard | CardInReader; readonly name: string }> {
  if (typeof wanted === 'string') return { card: foreignCard(wanted), name: `card of nobody (${wanted})` };
  const { kind, holder, variant, locked } = wanted;
  const ca = await openTestCa(folder, systemClock);
  const { publicKey } = await openCardIssuerKey(folder);
  const card = await holderCard(ca, holder, kind, { variant, locked, issuer: publicKey });
  return { card, name: `card of ${holder.id} (${kind}, ${variant})` };
}

function reasonOf(code: string, listen: boolean, place: string): string {
  if (listen && code === 'EADDRINUSE') return `${place} is in use: stop what listens there, or give --port\n`;
  if (listen) return `cannot listen at ${place} (${code})\n`;
  return `no reader at ${place} (${code}). ${startReader}`;
}

function isVirtualCard(card: VirtualCard | CardInReader): card is VirtualCard {
  return 'triesLeft' in card;
}

function triesOf(card: VirtualCard): string {
  const { userAuthentication, digitalSignature } = card.triesLeft();
  return `user authentication ${String(userAuthentication)}, digital signature ${String(digitalSignature)}`;
}

/** A second signal ends the process at once, through the system's default handler. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

if (import.meta.main) process.exitCode = await runCard(process.argv.slice(2));
