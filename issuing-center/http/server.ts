import { createPublicKey, type KeyObject } from 'node:crypto';
import { createEventLog, type EventLog } from '../../logging/event-log.ts';
import { systemClock, type Clock } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { createCenter } from '../center.ts';
import { endConnections } from './end-connections.ts';
import { holdBack } from './hold-back.ts';
import { createLimiter } from '../limits/token-bucket.ts';
import {
  admitKiosks,
  newEnrolmentServer,
  newLineServer,
  newPublicServer,
  type ConnectionLimits,
} from './http-servers.ts';
import { createCopyRenderer } from '../orders/copy-renderer.ts';
import { createSheetRenderer } from '../orders/create-sheet-renderer.ts';
import { createRenderingPool } from '../orders/rendering-pool.ts';
import { readAnchors, type Anchor } from '../pki/certificate.ts';
import { loadMunicipalities, type Municipalities } from '../municipalities/load.ts';
import { createMunicipalityRules, rulesLookMs } from '../publication/rules-in-force.ts';
import { fingerprintOf } from '../nodes/fingerprint.ts';
import { joinSite, leaseTimes, type SiteNode } from '../nodes/node.ts';
import { standardLimits, type Limits } from '../limits/limits.ts';
import { createKioskTrust } from '../kiosk-trust.ts';
import { runPeriodically } from '../../shared/run-periodically.ts';
import { registerSources, type RegisterSource } from '../registers/register-source.ts';
import type { RevocationChecker } from '../pki/revocation/revocation.ts';
import { openConsolePort, type ConsolePortOptions } from './console-port.ts';
import type { AnyServer } from './serve.ts';
import { standardAlarmRules, watchKiosks, type AlarmRules } from '../fleet/watch-kiosks.ts';
import { kioskLabel } from '../../logging/field-kinds.ts';
import { serveHealth } from './serve-health.ts';
import { serveEnrolment } from './serve-kiosk-credentials.ts';
import { serveLine } from './serve-line.ts';
import { servePublic } from './serve-public.ts';
import type { SealKeys } from '../seal/seal-keys.ts';
import { createVoidLists } from '../seal/void-lists.ts';
import { createReservationService } from '../services/reservation-service.ts';
import { migrate } from '../store/migrate.ts';
import type { Sql } from '../store/sql.ts';
import { createKioskCredentials } from '../tls-link/kiosk-credentials.ts';
import type { Transport } from '../tls-link/transport.ts';

const times = {
  /** How long requests under way may still take when the center is closed. */
  closingMs: 5_000,
  /** Between two sweeps for sessions whose time is over and for the end of the center's own certificate. */
  sweepMs: 30_000,
  /** Between two looks at how the kiosks are. */
  watchMs: 30_000,
} as const;

/** Unless a site chooses otherwise, a center can be reached only from its own machine. */
const loopback = '127.0.0.1';

export interface CenterOptions {
  readonly sql: Sql;
  /** The five that come with the center, where it is not given. */
  readonly municipalities?: Municipalities;
  /** Municipalities that keep their registers themselves; the others' are in our tables. */
  readonly registers?: ReadonlyMap<MunicipalityId, RegisterSource>;
  /** Certificates (DER) of every generation of the user authentication CA. */
  readonly anchors: readonly Uint8Array[];
  /** The same for the signature CA. */
  readonly signatureAnchors: readonly Uint8Array[];
  /** P-384 private key of the card issuer, for new secrets (shared/reset-permit.ts). */
  readonly permitKey: KeyObject;
  /** Ed25519 public key of the smartphone application's service, whose reservations are accepted. */
  readonly applicationKey: KeyObject;
  /** Asked at each login whether the card's certificate is revoked. */
  readonly revocation: RevocationChecker;
  /** Ed25519 private key (issuing-center/orders/binding-key.ts). */
  readonly signingKey: KeyObject;
  /** The seals of all municipalities that this center serves. */
  readonly sealKeys: SealKeys;
  /** Makes certificates in this process, with this font; where it is left out, threads do, each with its own. */
  readonly font?: MinchoFont;
  readonly clock: Clock;
  /** The authority of the line: only kiosks with its certificates are served. */
  readonly transport: Transport;
  /** For kiosks: the address to listen on (default loopback) and the port (default 0, a free one). */
  readonly host?: string;
  readonly port?: number;
  /** The same for the public lists. */
  readonly publicHost?: string;
  readonly publicPort?: number;
  /** The same for kiosks that have no certificate yet; nobody can enrol where it is not given. */
  readonly enrolment?: { readonly host: string; readonly port: number } | null;
  /** The console for operators; where it is not given, there is none. */
  readonly console?: ConsolePortOptions;
  /** When alarms about kiosks are raised; `standardAlarmRules` where they are not given. */
  readonly alarmRules?: AlarmRules;
  /** Of connections, at both ports; `lineLimits` and `publicLimits` where they are not given. */
  readonly connectionLimits?: ConnectionLimits;
  /** For the deadlines of requests, sweeps and heartbeats. */
  readonly timers?: Timers;
  /** How often it may be asked; `standardLimits` where it is not given. */
  readonly limits?: Limits;
  readonly log?: EventLog;
}

export interface RunningCenter {
  /** For kiosks: `https://127.0.0.1:PORT` */
  readonly url: string;
  /** Seal keys and void numbers, for whoever receives certificates: `http://127.0.0.1:PORT` */
  readonly publicUrl: string;
  /** For kiosks that have no certificate yet: `https://127.0.0.1:PORT`; null: nobody can enrol. */
  readonly enrolmentUrl: string | null;
  /** For operators' browsers; null: it has no console. */
  readonly consoleUrl: string | null;
  /** Public key that bindings are checked with, DER SubjectPublicKeyInfo. */
  readonly bindingPublicKey: Uint8Array;
  /** Ends every session whose time is over; also runs by itself every 30 s. */
  sweep(): Promise<void>;
  /** Raises the alarms that the rules ask for; also runs by itself every 30 s. */
  watch(): Promise<void>;
  /** Finishes the answers under way, leaves the site, then stops. The database stays open: who opened it closes it. */
  close(): Promise<void>;
}

/**
 * Starts a node of an issuing center: joins the site, creates missing tables, then listens.
 * @throws NodeRefused when living nodes of the site run another build or configuration; other errors when the municipalities'
 * data, the anchors, the database or the port are not usable. Nothing is left running then.
 */
export async function startCenter(options: CenterOptions): Promise<RunningCenter> {
  const { sql, signingKey } = options;
  if (signingKey.type !== 'private' || signingKey.asymmetricKeyType !== 'ed25519')
    throw new Error('expected an Ed25519 private key to sign bindings with');
  const { municipalities = await loadMunicipalities() } = options;
  const anchors = readAnchors(options.anchors);
  const node = await joinSite(sql, await fingerprintOf({ ...options, municipalities, anchors }));
  try {
    await migrate(sql);
    return await listen(options, { municipalities, anchors, node });
  } catch (error) {
    // Where even this fails, the lease ends by itself; the first error is the one reported.
    await node.leave().catch(() => undefined);
    throw error;
  }
}

async function listen(
  options: CenterOptions,
  checked: {
    readonly municipalities: Municipalities;
    readonly anchors: readonly Anchor[];
    readonly node: SiteNode;
  },
): Promise<RunningCenter> {
  const {
    sql,
    clock,
    transport,
    sealKeys,
    timers = systemTimers,
    limits = standardLimits,
    alarmRules = standardAlarmRules,
    log = createEventLog({ clock, destinations: [] }),
  } = options;
  const { node } = checked;
  const municipalityIds = [...checked.municipalities.keys()];
  const voidLists = createVoidLists({ queries: sql, sealKeys, municipalityIds, clock });
  const reservations = createReservationService({
    ...options,
    anchors: checked.anchors,
    mostOfCard: limits.reservationsOfCard,
  });
  const trust = createKioskTrust({ clock, log });
  const copies =
    options.font === undefined
      ? createRenderingPool({ sealKeys })
      : createCopyRenderer({
          font: options.font,
          renderer: createSheetRenderer({ font: options.font, sealKeys }),
        });
  const rules = createMunicipalityRules({
    ...{ files: checked.municipalities, signingKey: options.signingKey, log },
  });
  await rules.start(sql, clock.now());
  const center = createCenter({
    ...options,
    ...checked,
    ...{ rules, trust, log, copies },
    registers: registerSources(options.registers ?? new Map()),
    signatureAnchors: readAnchors(options.signatureAnchors),
    admitNode: (queries) => node.holdsSite(queries),
    onVoid: voidLists.forget,
  });

  const connections = options.connectionLimits === undefined ? {} : { limits: options.connectionLimits };
  let credentials = await transport.server();
  const line = newLineServer(transport.ca, credentials, { log, timers, ...connections });
  const busyLogged = createLimiter({ burst: 1, perMinute: 1, elapsed: () => timers.elapsed() });
  holdBack(line, limits.inWork, () => {
    if (busyLogged.take('')) log.event('nodeBusy', {});
  });
  admitKiosks(line, transport, trust, sql);
  // TLS goes by the machine's clock, whatever the center's is.
  const kiosks = createKioskCredentials({ sql, transport, log, clock: systemClock });
  serveLine(line, center, {
    ...{ timers, limits, log, credentials: kiosks },
    kioskOn: (socket) => transport.kioskOn(socket, sql),
  });
  const bindingPublicKey = createPublicKey(options.signingKey).export({ type: 'spki', format: 'der' });
  const { enrolment = null } = options;
  const first = enrolment && newEnrolmentServer(transport.ca, credentials, { log, timers, ...connections });
  if (first) serveEnrolment(first, kiosks, { timers, bindingKey: bindingPublicKey });
  const open = newPublicServer({ log, timers, ...connections });
  servePublic(open, { sealKeys, voidLists, reservations });
  serveHealth(open, () => node.holdsSite(sql), timers);
  const servers: AnyServer[] = [line, open, ...(first ? [first] : [])];
  const endings = servers.map(({ server }) => endConnections(server, timers, times.closingMs));
  const closeServers = async (): Promise<void> => {
    await Promise.all([...servers.map((server) => server.close()), ...endings.map((end) => end())]);
  };

  /** From now on new connections are shown the renewed certificate. */
  async function showRenewed(): Promise<void> {
    const now = await transport.server();
    if (now.certificate === credentials.certificate) return;
    line.server.setSecureContext({
      ...{ ca: transport.ca, key: now.key, cert: now.certificate },
      minVersion: 'TLSv1.3',
    });
    first?.server.setSecureContext({
      ...{ key: now.key, cert: now.certificate + transport.ca, minVersion: 'TLSv1.3' },
    });
    credentials = now;
  }

  async function watch(): Promise<void> {
    for (const { kiosk, kind: alarm } of await watchKiosks(sql, alarmRules, clock.now()))
      log.event('kioskAlarm', { kiosk: kioskLabel(kiosk), alarm });
  }

  const { host = loopback, port = 0, publicHost = loopback, publicPort = 0 } = options;
  const listenAt = (
    server: AnyServer,
    at: { readonly host: string; readonly port: number },
  ): Promise<string> =>
    server.listen(at).catch(async (error: unknown) => {
      await closeServers();
      throw error;
    });
  const publicUrl = await listenAt(open, { host: publicHost, port: publicPort });
  const enrolmentUrl = first ? await listenAt(first, enrolment) : null;
  const url = await listenAt(line, { host, port });
  const consolePort =
    options.console === undefined
      ? null
      : await openConsolePort(
          options.console,
          { sql, clock, log, rules, municipalities: checked.municipalities, alarmRules },
          { timers, limits: options.connectionLimits },
        ).catch(async (error: unknown) => {
          await closeServers();
          throw error;
        });
  if (consolePort !== null) {
    servers.push(consolePort.server);
    endings.push(endConnections(consolePort.server.server, timers, times.closingMs));
  }
  log.event('nodeStarted', {});
  const chores = [
    runPeriodically(
      timers,
      leaseTimes.beatS * 1000,
      async () => {
        if (await node.beat()) return;
        log.event('nodeDiffers', {});
      },
      (error) => log.caught('choreFailed', { chore: 'node' }, error),
    ),
    runPeriodically(
      timers,
      rulesLookMs,
      () => rules.refresh(sql),
      (error) => log.caught('choreFailed', { chore: 'rules' }, error),
    ),
    runPeriodically(
      timers,
      times.sweepMs,
      async () => {
        await center.sessions.sweep();
        await showRenewed();
        await consolePort?.showRenewed();
      },
      (error) => log.caught('choreFailed', { chore: 'sweep' }, error),
    ),
    runPeriodically(
      timers,
      times.watchMs,
      () => watch(),
      (error) => log.caught('choreFailed', { chore: 'kiosks' }, error),
    ),
  ];
  return {
    url,
    ...{ publicUrl, enrolmentUrl, bindingPublicKey },
    consoleUrl: consolePort?.url ?? null,
    sweep: () => center.sessions.sweep(),
    watch,
    async close() {
      await Promise.all(chores.map((end) => end()));
      await closeServers();
      await copies.close();
      await node.leave();
      log.event('nodeEnded', {});
    },
  };
}
