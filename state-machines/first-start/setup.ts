import { assign, fromPromise, raise, setup } from 'xstate';
import type { KioskCode } from '../../shared/kiosk-code.ts';
import type {
  Tried,
  TriedState,
  WizardDevice,
  WizardEnrolFault,
  WizardField,
} from '../../shared/first-start.ts';
import type { Result } from '../../shared/result.ts';
import {
  attendantCodeRule,
  chosenAt,
  deviceAt,
  type FirstStartContext,
  type FirstStartEvent,
  type FirstStartInput,
} from './context.ts';
import type { FirstStartDelays } from './delays.ts';
import { takesKey } from './entry.ts';
import type { AskedCertificate, CheckedSetUp, DeviceOption, FirstStartPorts, SaidSetUp } from './ports.ts';

export type FirstStartSetup = ReturnType<typeof firstStartSetup>;

interface TryInput {
  readonly device: WizardDevice;
  readonly option: DeviceOption;
  readonly language: FirstStartContext['language'];
  readonly kiosk: string;
}

/** Types, actors and actions that the parts of the first start's machine share. */
export function firstStartSetup(ports: FirstStartPorts, delays: FirstStartDelays) {
  return setup({
    types: {
      context: {} as FirstStartContext,
      events: {} as FirstStartEvent,
      input: {} as FirstStartInput,
    },
    delays,
    actors: {
      enrol: fromPromise<
        Result<undefined, WizardEnrolFault>,
        { readonly asked: AskedCertificate; readonly code: KioskCode }
      >(({ input: { asked, code } }) => ports.enrol(asked, code)),
      seek: fromPromise<readonly DeviceOption[], { readonly device: WizardDevice }>(({ input }) =>
        ports.found(input.device),
      ),
      tryDevice: fromPromise<Tried, TryInput>(({ input, signal }) => ports.tryDevice(input, signal)),
      keepCode: fromPromise<undefined, { readonly role: 'operator' | 'staff' }>(({ input }) =>
        ports.keepCode(input.role),
      ),
      check: fromPromise<Result<CheckedSetUp, readonly string[]>, SaidSetUp>(({ input }) =>
        ports.check(input),
      ),
      write: fromPromise<Result<undefined, 'notWritten' | 'changed'>, { readonly sum: string }>(({ input }) =>
        ports.write(input.sum),
      ),
    },
    guards: { entriesMatch: () => ports.pinPad.matches() },
    actions: {
      addKey: assign({
        typed: ({ context: { typed } }, { field, key }: { field: WizardField; key: string }) => ({
          ...typed,
          [field]: takesKey(field, key, typed[field]) ? typed[field] + key : typed[field],
        }),
      }),
      eraseKey: assign({
        typed: ({ context: { typed } }, { field }: { field: WizardField }) => ({
          ...typed,
          [field]: typed[field].slice(0, -1),
        }),
      }),
      emptyField: assign({
        typed: ({ context: { typed } }, { field }: { field: WizardField }) => ({ ...typed, [field]: '' }),
      }),
      noteTrouble: assign({
        trouble: (_, { trouble }: { trouble: WizardEnrolFault }) => trouble,
      }),
      chooseOption: assign(({ context }, { option }: { option: DeviceOption | null }) => ({
        parts: [],
        devices: { ...context.devices, [deviceAt(context)]: { option, tried: 'untried' as const } },
      })),
      noteTried: assign(({ context }, { tried }: { tried: TriedState }) => ({
        devices: {
          ...context.devices,
          [deviceAt(context)]: { option: chosenAt(context)?.option ?? null, tried },
        },
      })),
      openPad: () => ports.pinPad.begin(attendantCodeRule),
      keepFirstEntry: () => ports.pinPad.keep(),
      wipePad: () => ports.pinPad.wipe(),
      forgetStaffCode: () => ports.forgetStaffCode(),
      noDigits: assign({ digits: 0 }),
      noteDigits: assign({ digits: (_, { entered }: { entered: number }) => entered }),
      tellNobodyCame: raise({ type: 'nobodyCame' }),
    },
  });
}
