import { z } from 'zod';
import { deviceIdSchema, deviceStateSchema } from '../shared/attendants.ts';
import { causeSchema, type Cause } from '../shared/causes.ts';
import { refusalCodes } from '../shared/center-api.ts';
import { centerEvents } from '../logging/center-events.ts';
import { eventCatalogue, type CatalogueEntry, type EventName } from '../logging/event-catalogue.ts';
import { fieldKinds } from '../logging/field-kinds.ts';
import type { LogLine } from './log-line.ts';
import type { Meter } from './meter.ts';
import { metricCatalogue } from './metric-catalogue.ts';
import { toldRefusal } from './told-cause.ts';

const troubleSchema = z.object({ device: deviceIdSchema, state: deviceStateSchema });
const outSchema = z.object({ cause: causeSchema });
const refusedSchema = z.object({ code: z.enum(refusalCodes) });
const answeredSchema = z.object({ route: fieldKinds.route, status: fieldKinds.status, ms: fieldKinds.ms });
const { 'http.route': routes, 'http.request.method': methods } =
  metricCatalogue['http.server.request.duration'].attributes;

/** What a center logs, too, although it stands among the kiosk's events. */
const ofBoth: readonly EventName[] = [
  ...(['programFailed', 'logFilesRefused', 'logLinesLost', 'faultsRepeated'] as const),
  ...([
    'telemetryOff',
    'telemetryLineFailed',
    'telemetryPutOff',
    'telemetryRefused',
    'telemetryLost',
  ] as const),
];

/** Counts what lines of the log say. */
export function createLineMetrics(meter: Meter, of: 'kiosk' | 'center'): (line: LogLine) => void {
  const isOwn = (event: EventName): boolean =>
    ofBoth.includes(event) || (of === 'center') === event in centerEvents;
  const own = (Object.keys(eventCatalogue) as EventName[]).filter(
    (event) => isOwn(event) && isWarning(event),
  );
  // A series that begins with 1 has not increased, for whatever reads it: it begins with 0.
  for (const event of own) meter.add('komado.log.events', { event }, 0);
  const outBefore = new Set<Cause>();

  function service(cause: Cause | null): void {
    meter.gauge('komado.serving', [{ attributes: {}, value: cause === null ? 1 : 0 }]);
    if (cause !== null) outBefore.add(cause);
    meter.gauge(
      'komado.out_of_service',
      [...outBefore].map((each) => ({ attributes: { cause: each }, value: each === cause ? 1 : 0 })),
    );
  }

  return ({ event, fields }) => {
    if (isWarning(event)) meter.add('komado.log.events', { event });
    switch (event) {
      case 'outOfService': {
        const out = outSchema.safeParse(fields);
        if (out.success) service(out.data.cause);
        return;
      }
      case 'backInService':
        service(null);
        return;
      case 'deviceTrouble': {
        const trouble = troubleSchema.safeParse(fields);
        if (trouble.success) meter.add('komado.device.troubles', trouble.data);
        return;
      }
      case 'requestRefused': {
        const refused = refusedSchema.safeParse(fields);
        if (refused.success) meter.add('komado.center.refusals', { code: toldRefusal(refused.data.code) });
        return;
      }
      case 'requestAnswered': {
        const answered = answeredSchema.safeParse(fields);
        if (!answered.success) return;
        const [method = '', path = ''] = answered.data.route.split(' ');
        const attributes = {
          'http.request.method': methods.safeParse(method).data ?? '_OTHER',
          'http.route': routes.safeParse(path).data ?? 'other',
          'http.response.status_code': answered.data.status,
        };
        meter.observe('http.server.request.duration', attributes, answered.data.ms / 1000);
        return;
      }
      default:
    }
  };
}

function isWarning(event: EventName): boolean {
  const { level }: CatalogueEntry = eventCatalogue[event];
  return level !== 'info';
}
