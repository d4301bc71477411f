import type { Tried, WizardDevice, WizardEnrolFault } from '../../shared/first-start.ts';
import { ok, type Result } from '../../shared/result.ts';
import type {
  AskedCertificate,
  CheckedSetUp,
  DeviceOption,
  FirstStartPorts,
  SaidSetUp,
} from '../../state-machines/first-start/ports.ts';

export type ScriptedSetUp = ReturnType<typeof scriptedSetUp>;

/** Ports of a first start whose answers a test sets, and what they were asked. */
export function scriptedSetUp() {
  /** A world that answers as it is told, and notes what it was asked. */
  const world = {
    enrol: [] as (Result<undefined, WizardEnrolFault> | 'never')[],
    asked: [] as AskedCertificate[],
    options: {} as Partial<Record<WizardDevice, readonly DeviceOption[]>>,
    tried: { result: 'good', parts: [] } as Tried,
    kept: [] as string[],
    same: true,
    wiped: 0,
    said: [] as SaidSetUp[],
    check: ok({ lines: [], warnings: [], sum: 'sum' }) as Result<CheckedSetUp, readonly string[]>,
    write: ok() as Result<undefined, 'notWritten' | 'changed'>,
    written: [] as string[],
  };
  const never = <T>(): Promise<T> => new Promise(() => undefined);
  const ports: FirstStartPorts = {
    enrol(asked) {
      world.asked.push(asked);
      const answer = world.enrol.shift() ?? ok();
      return answer === 'never' ? never() : Promise.resolve(answer);
    },
    found: (device) => Promise.resolve(world.options[device] ?? [{ name: `a ${device}`, settings: {} }]),
    tryDevice: () => Promise.resolve(world.tried),
    pinPad: {
      begin: () => undefined,
      keep: () => undefined,
      matches: () => world.same,
      wipe: () => (world.wiped += 1),
    },
    keepCode(role) {
      world.kept.push(role);
      return Promise.resolve(undefined);
    },
    forgetStaffCode: () => world.kept.push('no staff'),
    check(said) {
      world.said.push(said);
      return Promise.resolve(world.check);
    },
    write(sum) {
      world.written.push(sum);
      return Promise.resolve(world.write);
    },
  };
  return { world, ports };
}
