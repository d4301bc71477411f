import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Denomination } from '../../../../shared/yen.ts';
import type { CashDeviceStatus, CashFault } from '../../../../state-machines/ports.ts';
import type { Bus } from './bus.ts';
import { commands, type Command } from './commands.ts';

/** The state of one device of the mechanism. */
export type CashDeviceState = CashDeviceStatus['state'];

/** What has happened at an acceptor since it was last asked. */
export interface AcceptorNews {
  /** Pieces that are secured: past the point of no return. */
  readonly secured: readonly Denomination[];
  readonly fault: CashFault | null;
  /** Something is under way that is neither secured nor returned yet. */
  readonly underWay: boolean;
  /** Whether every piece is accounted for. False when events were lost or a note is stuck on its way: then nobody knows. */
  readonly certain: boolean;
}

/** An acceptor of coins or notes between CashInStart and CashInEnd. */
export interface Acceptor {
  readonly device: 'coinAcceptor' | 'noteAcceptor';
  /** Its state between payments. Closes the slot first if an earlier attempt to close it was not confirmed. */
  health(): Promise<CashDeviceState>;
  /** Its last known state; asks nothing. */
  lastSeen(): CashDeviceState;
  /** False until it has confirmed that its slot is shut, in particular after the kiosk was switched on. */
  slotIsShut(): boolean;
  /** Pieces taken in its lifetime; null when it does not count. */
  lifeCount(): Promise<Result<number | null, CashFault>>;
  /** Notes all events so far and opens the slot for these denominations. */
  open(accept: readonly Denomination[]): Promise<Result<undefined, CashFault>>;
  setAccepted(accept: readonly Denomination[]): Promise<Result<undefined, CashFault>>;
  /** @returns an error when it does not answer; its events are then reported later */
  poll(): Promise<Result<AcceptorNews, 'silent'>>;
  /**
   * Closes the slot; what is under way continues. Tells whether the device was switched off and on since its slot was
   * opened.
   */
  close(): Promise<Result<Closed, CashFault>>;
}

export interface Closed {
  readonly restarted: boolean;
}

/** The two inhibits that coin acceptors and bill validators share: per denomination, and for the whole device. */
export interface Inhibits {
  /** Accepts only these positions (1 to 16). */
  take(positions: readonly number[]): Promise<Result<undefined, CashFault>>;
  openSlot(): Promise<Result<undefined, CashFault>>;
  closeSlot(): Promise<Result<Closed, CashFault>>;
  /** False until the device has confirmed that the slot is closed, in particular after the kiosk was switched on. */
  knownClosed(): boolean;
}

const attempts = 3;

/**
 * Answers carry no number, so a late one can pass for another command's: a slot that is open but believed closed takes money
 * that nobody counts. So whatever is set is read back.
 */
export function createInhibits(bus: Bus, address: number): Inhibits {
  let closed = false;
  /** Masks that the device may have been given: more than one while an answer is missing. */
  let told: (readonly number[])[] = [];

  const setAndReadBack = async (
    set: Command,
    read: Command,
    data: readonly number[],
  ): Promise<Result<undefined, CashFault>> => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const done = await bus.askAgain(address, set, data);
      if (!done.ok && done.error !== 'refused') return err({ fault: 'offline' });
      const stands = await bus.askAgain(address, read);
      if (!stands.ok && stands.error !== 'refused') return err({ fault: 'offline' });
      if (stands.ok && data.every((byte, index) => byte === stands.value[index])) return ok();
    }
    return err({ fault: 'hardwareError' });
  };
  const master = (open: boolean): Promise<Result<undefined, CashFault>> =>
    setAndReadBack(commands.modifyMasterInhibit, commands.requestMasterInhibit, [open ? 1 : 0]);

  return {
    async take(positions) {
      const mask = inhibitMask(positions);
      told = [...told, mask];
      const done = await setAndReadBack(commands.modifyInhibitStatus, commands.requestInhibitStatus, mask);
      if (done.ok) told = [mask];
      return done;
    },
    openSlot() {
      closed = false;
      return master(true);
    },
    async closeSlot() {
      const done = await master(false);
      closed = done.ok;
      if (!done.ok) return done;
      if (told.length === 0) return ok({ restarted: false });
      // A device forgets its inhibits when it is switched off and on. By now its event counter may happen to be where it
      // was, with other coins behind it: nothing else reveals that.
      const stands = await bus.askAgain(address, commands.requestInhibitStatus);
      if (!stands.ok) return err({ fault: stands.error === 'refused' ? 'hardwareError' : 'offline' });
      const knows = told.some((mask) => mask.every((byte, index) => byte === stands.value[index]));
      return ok({ restarted: !knows });
    },
    knownClosed: () => closed,
  };
}

/** Bits 0 to 15 for positions 1 to 16, as two bytes, low byte first: inhibitMask([1, 9]) = [1, 1] */
export function inhibitMask(positions: readonly number[]): [number, number] {
  const bits = positions.reduce((mask, position) => mask | (1 << (position - 1)), 0);
  return [bits & 0xff, (bits >> 8) & 0xff];
}

/** Fault code of the self-check (ccTalk part 3) for a jammed bill. */
const billJammed = 39;

/**
 * The device's self-check, once the slot is certainly closed. A jam reported in an earlier payment remains a jam until the
 * check passes or names another fault.
 *
 * @param elsewhere fault codes that are certainly not a jam
 */
export async function checkAcceptor(
  bus: Bus,
  address: number,
  inhibits: Inhibits,
  jammed: boolean,
  elsewhere: ReadonlySet<number> = new Set(),
): Promise<CashDeviceState> {
  if (!inhibits.knownClosed()) {
    const closed = await inhibits.closeSlot();
    if (!closed.ok) return closed.error.fault;
  }
  const check = await bus.askAgain(address, commands.performSelfCheck);
  if (!check.ok) return check.error === 'refused' ? 'hardwareError' : 'offline';
  const [code = 0] = check.value;
  if (code === 0) return 'ok';
  if (code === billJammed) return 'jammed';
  return jammed && !elsewhere.has(code) ? 'jammed' : 'hardwareError';
}
