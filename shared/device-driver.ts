import { z } from 'zod';
import type { Clock } from './dates.ts';
import type { Result } from './result.ts';
import type { Timers } from './timers.ts';

/** What every driver is given when its device is opened. */
export interface DeviceContext {
  readonly timers: Timers;
  readonly clock: Clock;
  /** A driver threw where it should have answered; nobody waits for more. */
  readonly onFault: (error: unknown) => void;
  /** A path of the configuration file, made absolute: what is not absolute lies beside that file. */
  readonly beside: (path: string) => string;
}

/** A port that is open, and whoever opened it closes it. */
export type Open<Port> = Port & {
  /** Ends what is under way and gives the line back. Does not fail. */
  close(): Promise<void>;
};

/**
 * Opens a device. Nothing is asked of it yet: one that does not answer is a state of its port and no error here. The error, one line, is
 * for what the kiosk cannot start with: a file that is not there, say.
 */
export type OpenDevice<Port> = (context: DeviceContext) => Promise<Result<Open<Port>, string>>;

/** A way to reach one sort of device: what a site sets for it, and how its port is made from that. */
export interface DeviceDriver<Port> {
  /** Its name in the configuration file: `"kind": "cctalk"`. */
  readonly kind: string;
  /** Checks what the configuration file says of the device, `kind` left out. */
  readonly settings: z.ZodType<OpenDevice<Port>>;
}

/** A driver from the schema of its settings and what opens its device with them. */
export function defineDriver<Settings, Port>(driver: {
  readonly kind: string;
  readonly settings: z.ZodType<Settings>;
  readonly open: (
    settings: Settings,
    context: DeviceContext,
  ) => Result<Open<Port>, string> | Promise<Result<Open<Port>, string>>;
}): DeviceDriver<Port> {
  const { kind, open } = driver;
  return {
    kind,
    settings: driver.settings.transform(
      (settings): OpenDevice<Port> =>
        async (context) =>
          open(settings, context),
    ),
  };
}

/** A device of a configuration file that was read and checked. */
export interface ConfiguredDevice<Port> {
  readonly kind: string;
  readonly open: OpenDevice<Port>;
}

/**
 * The schema of one device in a configuration file: `kind` says which of the drivers it is for, the first one where it is left out, and that
 * driver checks the rest.
 */
export function deviceSchema<Port>(drivers: readonly DeviceDriver<Port>[]) {
  const usual = drivers[0]?.kind;
  return z.record(z.string(), z.unknown()).transform((device, context): ConfiguredDevice<Port> => {
    const { kind = usual, ...settings } = device;
    const driver = drivers.find((each) => each.kind === kind);
    if (!driver) {
      const known = drivers.map((each) => `"${each.kind}"`).join(' or ');
      context.addIssue({ code: 'custom', path: ['kind'], message: `expected ${known}`, input: kind });
      return z.NEVER;
    }
    const read = driver.settings.safeParse(settings);
    if (read.success) return { kind: driver.kind, open: read.data };
    for (const { message, path } of read.error.issues)
      context.addIssue({ code: 'custom', path, message, input: settings });
    return z.NEVER;
  });
}
