import type { DeviceDriver } from '../../shared/device-driver.ts';

/** A simulated device: how its driver is configured to reach it, and hands that do what a person would. */
export interface SimulatedDevice<Port, Hands> {
  readonly drivers: readonly DeviceDriver<Port>[];
  /** As in a configuration file. */
  readonly settings: object;
  readonly hands: Hands;
  close(): Promise<void>;
}
