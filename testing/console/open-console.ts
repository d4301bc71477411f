import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { openConsoleAuthority } from '../../issuing-center/console/console-authority.ts';
import { admitOperator, type OperatorRole } from '../../issuing-center/console/operators.ts';
import { standardAlarmRules } from '../../issuing-center/fleet/watch-kiosks.ts';
import { openConsolePort } from '../../issuing-center/http/console-port.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import type { LineCredentials } from '../../issuing-center/tls-link/authority.ts';
import { loopbackNames } from '../../issuing-center/tls-link/transport.ts';
import { systemClock, type Clock } from '../../shared/dates.ts';
import { systemTimers } from '../../shared/timers.ts';
import { rulesOfFiles } from '../center/rules-of-files.ts';
import { logInto } from '../log-lines.ts';

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
}

/** A console over given tables, with an operator of each role. */
export interface OpenConsole {
  readonly url: string;
  readonly ca: string;
  readonly log: string[];
  readonly credentials: Readonly<Record<OperatorRole, LineCredentials>>;
  /** New credentials of its authority that nobody was let in with. */
  issue(name: string): LineCredentials;
  /** @param as whose certificate is shown; null: none */
  ask(
    as: OperatorRole | LineCredentials | null,
    place: string,
    what?: {
      readonly method?: string;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<Answered>;
  /** Sends the form of a page as a browser would: its hidden fields, and these. */
  send(
    as: OperatorRole,
    page: string,
    action: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<Answered>;
  close(): Promise<void>;
}

const names = { viewer: 'OP-LOOKS', operator: 'OP-ACTS', administrator: 'OP-RULES' } as const;

export async function openConsole(sql: Sql, clock: Clock = systemClock): Promise<OpenConsole> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-operators-'));
  const authority = await openConsoleAuthority(folder, systemClock, loopbackNames);
  const admit = async (role: OperatorRole): Promise<LineCredentials> => {
    const credentials = authority.issueClient(names[role]);
    const certificate = new X509Certificate(credentials.certificate);
    await admitOperator(sql, certificate, { name: names[role], role }, clock.now());
    return credentials;
  };
  const credentials = {
    viewer: await admit('viewer'),
    operator: await admit('operator'),
    administrator: await admit('administrator'),
  };
  const municipalities = await loadMunicipalities();
  const log: string[] = [];
  const port = await openConsolePort(
    { authority },
    {
      ...{ sql, clock, log: logInto(log), municipalities },
      ...{ rules: rulesOfFiles(municipalities), alarmRules: standardAlarmRules },
    },
    { timers: systemTimers, limits: undefined },
  );

  const ask: OpenConsole['ask'] = async (as, place, { method = 'GET', body, headers = {} } = {}) => {
    const shown = typeof as === 'string' ? credentials[as] : as;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request(
        port.url + place,
        {
          ...{ method, headers, agent: false, ca: authority.ca },
          ...(shown === null ? {} : { cert: shown.certificate, key: shown.key }),
        },
        resolve,
      );
      asked.once('error', reject);
      asked.end(body);
    });
    return { status: response.statusCode ?? 0, text: await text(response), headers: response.headers };
  };
  return {
    ...{ url: port.url, ca: authority.ca, log, credentials, ask },
    issue: (name) => authority.issueClient(name),
    async send(as, page, action, fields) {
      const { text: markup } = await ask(as, page);
      const [form = ''] = markup.split('<form').filter((part) => part.includes(`action="${action}"`));
      const hidden = [...(form.split('</form>')[0]?.matchAll(/name="(\w+)"\s+value="([^"]*)"/g) ?? [])].map(
        ([, name = '', value = '']) => [name, value],
      );
      const body = new URLSearchParams([...hidden, ...Object.entries(fields)]).toString();
      return ask(as, action, {
        ...{ method: 'POST', body },
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: port.url },
      });
    },
    async close() {
      await port.server.close();
      await rm(folder, { recursive: true });
    },
  };
}
