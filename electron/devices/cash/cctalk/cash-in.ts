import { err, ok, type Result } from '../../../../shared/result.ts';
import { pause, type Timers } from '../../../../shared/timers.ts';
import { countOf, type CashCount, type Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import type { Acceptor } from './acceptor.ts';

export interface CashInTimes {
  readonly pollMs: number;
  readonly silenceMs: number;
  readonly settleMs: number;
  readonly endMs: number;
}

/** One cash-in: the slots from CashInStart to CashInEnd. */
export interface CashIn {
  /** Opens the slots and begins to listen. After an error, `end` closes what was opened and counts. */
  open(accept: readonly Denomination[]): Promise<Result<undefined, CashFault>>;
  /** Closes the slots, waits for what is under way, and returns the sum; when called twice, the same sum. */
  end(): Promise<Result<readonly CashCount[], CashFault>>;
}

export function createCashIn(
  acceptors: readonly Acceptor[],
  times: CashInTimes,
  timers: Timers,
  onCredit: (value: Denomination) => void,
  onFault: (fault: CashFault) => void,
): CashIn {
  const secured: Denomination[] = [];
  const heardAt = new Map<Acceptor, number>();
  let faultTold = false;
  let ending: Promise<Result<readonly CashCount[], CashFault>> | null = null;
  let uncertain: CashFault | null = null;
  let opening: Promise<unknown> = Promise.resolve();
  let listening: Promise<void> = Promise.resolve();

  const tellFault = (fault: CashFault): void => {
    if (faultTold) return;
    faultTold = true;
    onFault(fault);
  };
  const silentFor = (acceptor: Acceptor): number =>
    timers.elapsed() - (heardAt.get(acceptor) ?? timers.elapsed());

  /** Asks every acceptor once. True when one had credits, is silent, or has something under way. */
  const pollOnce = async (): Promise<boolean> => {
    let busy = false;
    for (const acceptor of acceptors) {
      const told = await acceptor.poll();
      if (!told.ok) {
        busy = true;
        if (silentFor(acceptor) >= times.silenceMs) tellFault({ fault: 'offline' });
        continue;
      }
      heardAt.set(acceptor, timers.elapsed());
      busy ||= told.value.secured.length > 0 || told.value.underWay;
      for (const value of told.value.secured) {
        secured.push(value);
        onCredit(value);
      }
      if (told.value.fault) tellFault(told.value.fault);
      if (!told.value.certain) uncertain ??= told.value.fault ?? { fault: 'hardwareError' };
    }
    return busy;
  };

  const listen = async (): Promise<void> => {
    while (ending === null) {
      await pollOnce();
      await pause(timers, times.pollMs);
    }
  };

  const openAll = async (accept: readonly Denomination[]): Promise<Result<undefined, CashFault>> => {
    for (const acceptor of acceptors) {
      if (ending !== null) return err({ fault: 'hardwareError' });
      heardAt.set(acceptor, timers.elapsed());
      const opened = await acceptor.open(accept);
      if (!opened.ok) return opened;
    }
    return ok();
  };

  const closeAll = async (): Promise<CashFault | null> => {
    let fault: CashFault | null = null;
    for (const acceptor of acceptors) {
      const closed = await acceptor.close();
      if (!closed.ok) fault = closed.error;
      else if (closed.value.restarted) uncertain ??= { fault: 'hardwareError' };
    }
    return fault;
  };

  const closeAndCount = async (): Promise<Result<readonly CashCount[], CashFault>> => {
    const began = timers.elapsed();
    await opening;
    await listening;
    let notClosed = await closeAll();
    let quietSince = timers.elapsed();
    while (timers.elapsed() - quietSince < times.settleMs) {
      if (timers.elapsed() - began >= times.endMs) return err(notClosed ?? { fault: 'hardwareError' });
      if (acceptors.some((acceptor) => silentFor(acceptor) >= times.silenceMs))
        return err({ fault: 'offline' });
      const busy = await pollOnce();
      if (notClosed && !busy) notClosed = await closeAll();
      if (busy || notClosed) quietSince = timers.elapsed();
      await pause(timers, times.pollMs);
    }
    return uncertain ? err(uncertain) : ok(countOf(secured));
  };

  return {
    async open(accept) {
      const opened = openAll(accept);
      opening = opened.catch(() => undefined); // the caller gets the failure; whoever only waits for the opening does not
      const result = await opened;
      if (result.ok) listening = listen();
      return result;
    },
    end() {
      return (ending ??= closeAndCount());
    },
  };
}
