import path from 'node:path';
import {
  oneOf,
  readWords,
  refuseUnused,
  runCommand,
  wholeNumber,
  WrongWords,
} from '../../shared/command-options.ts';
import { folderToWrite } from '../setup/command-folders.ts';
import { attendantIdSchema, type AttendantId } from '../../shared/refund-api.ts';
import type { ResettableSecret } from '../../shared/reset-permit.ts';
import { systemClock } from '../../shared/dates.ts';
import { holders } from '../../simulator/residents/holders.ts';
import type { Holder } from '../../simulator/residents/holders.ts';
import { attendantCardWith } from '../../simulator/devices/attendant-card/attendant-card.ts';
import { openStaffCardKey } from '../../simulator/devices/attendant-card/staff-card-key.ts';
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
import { aborted, toldToEnd } from './told-to-end.ts';

const defaultState = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run card -- --vpcd [--port N] [--listen] [--model M] [--holder ID] [--variant V] [--locked SECRET]
                            [--state DIR]
       npm run card -- --vpcd --staff ID [--port N] [--listen] [--state DIR]
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
  --staff ID       a card of store staff or an operator instead (S-01); prints the "cardKey" for the site's configuration
  --state DIR      folder of the test authorities and cards, DIR/test-ca and DIR/staff-cards (default var)
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

interface StaffCard {
  readonly kind: 'staff';
  readonly id: AttendantId;
}

type WantedCard = HolderCard | StaffCard | ForeignCardKind;

interface Settings {
  readonly port: number;
  readonly listen: boolean;
  readonly card: WantedCard;
  readonly state: string;
}

/**
 * Runs the command until it is told to end.
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
export function runCard(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'card', call: 'npm run card' }, async () => {
    const settings = await readSettings(args);
    if (settings === 'help') {
      process.stdout.write(help);
      return 0;
    }
    if (settings === 'list') {
      const width = Math.max(...holders.map(({ id }) => id.length));
      for (const { id, note } of holders) process.stdout.write(`${id.padEnd(width)}  ${note}\n`);
      return 0;
    }
    return holdCard(settings);
  });
}

async function readSettings(args: readonly string[]): Promise<Settings | 'help' | 'list'> {
  const values = readWords(args, {
    vpcd: { type: 'boolean' },
    port: { type: 'string' },
    listen: { type: 'boolean' },
    model: { type: 'string' },
    holder: { type: 'string' },
    variant: { type: 'string' },
    locked: { type: 'string', multiple: true },
    staff: { type: 'string' },
    state: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (values.holder === 'list') return 'list';
  if (!values.vpcd) throw new WrongWords('--vpcd: required, to say which kind of reader the card goes into');
  const port = wholeNumber('--port', values.port ?? String(vpcdPort), 1, 65_535);
  if (values.staff !== undefined)
    refuseUnused(values, ['model', 'holder', 'variant', 'locked'], 'a card of staff has none here');
  const card = readCard(values);
  const foreign = typeof card === 'string';
  if (foreign) refuseUnused(values, ['state'], `a ${card} card has none here`);
  const state = foreign ? defaultState : await folderToWrite('--state', values.state ?? defaultState);
  return { port, card, listen: values.listen === true, state };
}

interface CardValues {
  readonly model?: string | undefined;
  readonly holder?: string | undefined;
  readonly variant?: string | undefined;
  readonly locked?: string[] | undefined;
  readonly staff?: string | undefined;
}

const lockable: Readonly<Record<'pin' | 'password', ResettableSecret>> = {
  pin: 'pin',
  password: 'signaturePassword',
};

function readCard({ model = 'card2016', staff, ...values }: CardValues): WantedCard {
  if (staff !== undefined) return { kind: 'staff', id: idOfStaff(staff) };
  const foreign = foreignCardKinds.find((one) => one === model);
  if (foreign) {
    refuseUnused({ ...values }, ['holder', 'variant', 'locked'], `a ${model} card has none here`);
    return foreign;
  }
  const kind = holderCardKinds.find((one) => one === model);
  if (!kind) throw new WrongWords(`--model: expected one of ${cardKinds.join(', ')}`);
  const holder = holders.find(({ id }) => id === (values.holder ?? holders[0]?.id));
  if (!holder) throw new WrongWords('--holder: nobody has this id; --holder list prints all');
  const variant = oneOf('--variant', cardVariants, values.variant ?? 'normal');
  if (kind === 'no-certificate' && variant !== 'normal')
    throw new WrongWords('--variant: a card of the model no-certificate has no other');
  const locked = (values.locked ?? []).map((name) => lockable[oneOf('--locked', ['pin', 'password'], name)]);
  return { kind, holder, variant, locked };
}

function idOfStaff(text: string): AttendantId {
  const id = attendantIdSchema.safeParse(text);
  if (!id.success) throw new WrongWords('--staff: expected an id like S-01 or O-01');
  return id.data;
}

async function holdCard(settings: Settings): Promise<number> {
  const told = toldToEnd();
  try {
    return await holdUntil(told.signal, settings);
  } finally {
    told.done();
  }
}

async function holdUntil(
  told: AbortSignal,
  { port, listen, card: wanted, state }: Settings,
): Promise<number> {
  const { card, name, cardKey } = await makeCard(wanted, state);
  const place = `127.0.0.1:${String(port)}`;
  const inside = await (listen ? listenVpcd({ port, card }) : connectVpcd({ host: '127.0.0.1', port, card }));
  if (!inside.ok) {
    process.stderr.write(`card: ${reasonOf(inside.error.code, listen, place)}`);
    return 1;
  }
  process.stdout.write(`${name} ${listen ? 'waits for a reader at' : 'is in the reader at'} ${place}\n`);
  if (cardKey !== undefined) process.stdout.write(`"cardKey": "${cardKey}"\n`);
  const ended = await Promise.race([
    aborted(told).then(() => 'told' as const),
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
  wanted: WantedCard,
  state: string,
): Promise<{ readonly card: VirtualCard | CardInReader; readonly name: string; readonly cardKey?: string }> {
  if (typeof wanted === 'string') return { card: foreignCard(wanted), name: `card of nobody (${wanted})` };
  if (wanted.kind === 'staff') {
    const key = await openStaffCardKey(path.join(state, 'staff-cards'), wanted.id);
    return { ...attendantCardWith(wanted.id, key), name: `card of ${wanted.id} (staff)` };
  }
  const { kind, holder, variant, locked } = wanted;
  const folder = path.join(state, 'test-ca');
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

if (import.meta.main) process.exitCode = await runCard(process.argv.slice(2));
