import type { EventLog } from '../logging/event-log.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Time } from '../shared/timers.ts';
import type { Sender } from './otlp.ts';
import { createPost } from './post.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';
import { readCollectorLine, type TelemetryConfig } from './telemetry-config.ts';
import { version } from './version.ts';

/** Why there is no telemetry although the configuration asks for it. */
export interface TelemetryFault {
  readonly what: 'files' | 'folder';
  /** Names the file or folder, for whoever starts the program. */
  readonly says: string;
}

interface Place {
  /** The configuration file. */
  readonly file: string;
  readonly beside: (path: string) => string;
  readonly service: Sender['service'];
  /** The name at the collector where the configuration sets none. */
  readonly instance: string;
  readonly log: () => EventLog;
}

/**
 * The telemetry that a configuration asks for.
 * @returns null where it asks for none; an error where it cannot be had: whoever is served is served without it
 */
export async function openConfiguredTelemetry(
  config: TelemetryConfig | null,
  { file, beside, service, instance, log }: Place,
  time: Time,
): Promise<Result<Telemetry | null, TelemetryFault>> {
  if (config === null) return ok(null);
  const line = await readCollectorLine(config, file, beside);
  if (!line.ok) return err({ what: 'files', says: line.error });
  const opened = openTelemetry({
    ...time,
    sender: { service, instance: config.instance ?? instance, version },
    folder: beside(config.buffer),
    maxBytes: config.maxBytes,
    maxAgeMs: config.keepHours * hourMs,
    everyMs: config.everySeconds * 1000,
    traces: config.traces,
    post: createPost(config.url, line.value, time.timers),
    log,
  });
  return opened.ok ? opened : err({ what: 'folder', says: opened.error });
}

const hourMs = 60 * 60_000;
