import type { DeviceId, DeviceReport, DeviceState } from '../../../shared/attendants.ts';
import type { Meter } from '../../../telemetry/meter.ts';
import type { AttributesOf } from '../../../telemetry/metric-catalogue.ts';

type Unit = DeviceReport['levels'][number]['unit'];
type StateSeen = AttributesOf<'komado.device.state'>;

const working: readonly DeviceState[] = ['online', 'low'];

/** Tells the state and the levels of all devices. @returns a function to be called with the latest reports before each look */
export function createDeviceGauges(meter: Meter): (reports: readonly DeviceReport[]) => void {
  /** States that were told before: told as 0 from then on, so that a graph of them comes down. */
  const seen = new Map<string, StateSeen>();

  return (reports) => {
    const asked = reports.filter(({ state }) => state !== 'notAsked');
    meter.gauge(
      'komado.device.up',
      asked.map(({ device, state }) => ({
        attributes: { device },
        value: working.includes(state) ? 1 : 0,
      })),
    );
    const now = new Set<string>();
    for (const { device, state, reason = 'none' } of asked) {
      const key = JSON.stringify([device, state, reason]);
      seen.set(key, { device, state, reason });
      now.add(key);
    }
    meter.gauge(
      'komado.device.state',
      [...seen].map(([key, attributes]) => ({ attributes, value: now.has(key) ? 1 : 0 })),
    );
    const levels = (
      of: (device: DeviceId) => boolean,
      unit: Unit,
    ): readonly { device: DeviceId; value: number }[] =>
      asked.flatMap(({ device, levels: all }) =>
        of(device)
          ? all.flatMap((level) => (level.unit === unit ? [{ device, value: level.value }] : []))
          : [],
      );
    const one = (device: DeviceId, unit: Unit, scale = 1): { attributes: object; value: number }[] =>
      levels((each) => each === device, unit).map(({ value }) => ({ attributes: {}, value: value * scale }));
    meter.gauge('komado.paper.sheets', one('sheetPrinter', 'sheets'));
    meter.gauge('komado.toner', one('sheetPrinter', 'toner', 0.01));
    meter.gauge('komado.disk.free', one('disk', 'percent', 0.01));
    meter.gauge('komado.clock.offset', one('clock', 'ms', 0.001));
    meter.gauge('komado.journal.records', one('journal', 'records'));
    meter.gauge('komado.line.certificate.left', one('center', 'days', 86_400));
    meter.gauge(
      'komado.hopper.pieces',
      levels((device) => device.startsWith('hopper-'), 'pieces').map(({ device, value }) => ({
        attributes: { device },
        value,
      })),
    );
  };
}
