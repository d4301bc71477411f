import { dirname, join } from 'node:path';

/** Where a kiosk that is set up keeps what it makes itself; absolute. */
export interface SetUpPlaces {
  /** The configuration. */
  readonly file: string;
  readonly journal: string;
  /** Certificate and key of the line, its authority, and the center's key for bindings. */
  readonly line: {
    readonly ca: string;
    readonly certificate: string;
    readonly key: string;
    readonly bindingKey: string;
  };
  /** What the certificate was given for. */
  readonly note: string;
  /** Null: no files of the log. */
  readonly log: string | null;
}

/**
 * In the folders that the service manager has made for the kiosk (StateDirectory=, LogsDirectory=); without one, beside the configuration.
 * The names are the same for every kiosk, so that a start after a power cut finds them.
 */
export function setUpPlaces(file: string, env: NodeJS.ProcessEnv): SetUpPlaces {
  const first = (folders: string | undefined): string | null =>
    folders === undefined || folders === '' ? null : (folders.split(':')[0] ?? null);
  const state = first(env['STATE_DIRECTORY']) ?? dirname(file);
  const line = join(state, 'line');
  return {
    file,
    journal: join(state, 'journal'),
    line: {
      ca: join(line, 'line-ca.pem'),
      certificate: join(line, 'kiosk.pem'),
      key: join(line, 'kiosk.key.pem'),
      bindingKey: join(line, 'binding-public-key.der'),
    },
    note: join(line, 'given-for.json'),
    log: first(env['LOGS_DIRECTORY']),
  };
}
