import { toldText, type DeviceDetails, type ToldDetails } from '../../../../shared/device-details.ts';
import type { Result } from '../../../../shared/result.ts';
import type { Acceptor } from './acceptor.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';
import type { Hopper } from './hopper.ts';

/** A device on the bus, and where it is. */
export type AddressedDevice =
  | { readonly address: number; readonly acceptor: Acceptor }
  | { readonly address: number; readonly hopper: Hopper };

/**
 * What each device says of itself (ccTalk part 2: manufacturer, product, software revision, serial number), one after another.
 * A device answers only what it knows; one that is silent at the first question is not asked further.
 * @param goesOn false: money is about to move, and the line is needed for it
 */
export async function readDetails(
  bus: Bus,
  devices: readonly AddressedDevice[],
  goesOn: () => boolean,
): Promise<readonly DeviceDetails[]> {
  const all: DeviceDetails[] = [];
  for (const each of devices) {
    if (!goesOn()) return all;
    const identity = await identityOf(bus, each.address);
    if (identity === null) continue;
    const device = 'acceptor' in each ? each.acceptor.device : (`hopper-${each.hopper.value}` as const);
    const of = 'acceptor' in each ? 'accepted' : 'paidOut';
    const count = await countOf('acceptor' in each ? each.acceptor : each.hopper);
    all.push({ device, ...identity, counters: count === null ? [] : [{ of, count }] });
  }
  return all;
}

async function identityOf(bus: Bus, address: number): Promise<Omit<ToldDetails, 'counters'> | null> {
  const there = await bus.askAgain(address, commands.simplePoll);
  if (!there.ok && there.error !== 'refused') return null;
  const text = async (command: keyof typeof commands): Promise<string | null> =>
    textIn(await bus.askAgain(address, commands[command]));
  const maker = await text('requestManufacturerId');
  const category = await text('requestEquipmentCategoryId');
  const product = await text('requestProductCode');
  const firmware = await text('requestSoftwareRevision');
  const serial = await bus.askAgain(address, commands.requestSerialNumber);
  const model = toldText([product, category].filter((each) => each !== null).join(', '));
  return { maker, model, firmware, serial: serial.ok ? String(numberIn(serial.value)) : null };
}

function textIn(answer: Result<Uint8Array, unknown>): string | null {
  return answer.ok ? toldText(new TextDecoder('latin1').decode(answer.value)) : null;
}

/** Three bytes, lowest first. */
function numberIn([low = 0, middle = 0, high = 0]: Uint8Array): number {
  return low + middle * 0x100 + high * 0x1_0000;
}

async function countOf(device: Pick<Acceptor | Hopper, 'lifeCount'>): Promise<number | null> {
  const count = await device.lifeCount();
  return count.ok ? count.value : null;
}
