import { z } from 'zod';
import type { Clock } from './dates.ts';
import type { Result } from './result.ts';
import type { Timers } from './timers.ts';

/** What every driver gets when its device is opened. */
export interface DeviceContext {
  readonly timers: Timers;
  readonly clock: Clock;
  /** To be called when a driver threw where it should have answered; nobody waits for that answer. */
  readonly onFault: (error: unknown) => void;
  /** Makes a path from the configuration file absolute: relative paths start at that file's folder. */
  readonly beside: (path: string) => string;
}

/** An open port, closed by whoever opened it. */
export type Open<Port> = Port & {
  /** Ends what is under way and releases the line. Does not fail. */
  close(): Promise<void>;
};

/**
 * Opens a device without asking it anything yet: a device that does not answer is a state of its port, not an error here.
 * The error (one line) is for what keeps the kiosk from starting, such as a missing file.
 */
export type OpenDevice<Port> = ((context: DeviceContext) => Promise<Result<Open<Port>, string>>) & {
  /** What the check made of the site's settings, the usual ones filled in: for whoever reads them. */
  readonly settings?: unknown;
};

/** One way to reach one sort of device: which settings a site gives, and how a port is made from them. */
export interface DeviceDriver<Port> {
  /** Its name in the configuration file: `"kind": "cctalk"`. */
  readonly kind: string;
  /** Checks what the configuration file says about the device, without `kind`. */
  readonly settings: z.ZodType<OpenDevice<Port>>;
}

/** Makes a driver from the schema of its settings and the function that opens its device with them. */
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
    settings: driver.settings.transform((settings): OpenDevice<Port> =>
      Object.assign(async (context: DeviceContext) => open(settings, context), { settings }),
    ),
  };
}

/** A device from a configuration file that has been read and checked. */
export interface ConfiguredDevice<Port> {
  readonly kind: string;
  readonly open: OpenDevice<Port>;
  /** The driver's settings, for whoever reads them. */
  readonly settings?: unknown;
}

/**
 * The schema of one device in a configuration file: `kind` names one of the drivers (the first when it is left out), which
 * checks the rest.
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
    if (read.success) return { kind: driver.kind, open: read.data, settings: read.data.settings };
    for (const { message, path } of read.error.issues)
      context.addIssue({ code: 'custom', path, message, input: settings });
    return z.NEVER;
  });
}
