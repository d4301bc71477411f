import type { EarphonesPort } from '../../../electron/devices/earphones/earphones-port.ts';

/** A jack with a sensor, and the hand that plugs earphones into it. */
export interface SimulatedEarphones {
  readonly port: EarphonesPort;
  plug(plugged: boolean): void;
}

export function createSimulatedEarphones(): SimulatedEarphones {
  const listeners = new Set<(plugged: boolean) => void>();
  return {
    port: {
      sensor: true,
      watch(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    plug(plugged) {
      for (const listener of listeners) listener(plugged);
    },
  };
}
