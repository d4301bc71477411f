import { X509Certificate } from 'node:crypto';
import { WrongWords } from '../shared/command-options.ts';
import { japanDateTime, systemClock } from '../shared/dates.ts';
import { keyIdSchema } from '../shared/seal.ts';
import { loadMunicipalities } from './municipalities/load.ts';
import {
  enrolmentWorkStates,
  listOpenEnrolments,
  setEnrolmentState,
  type EnrolmentWorkState,
} from './registers/enrolments.ts';
import { writeOperatorFiles } from './console/console-authority.ts';
import {
  admitOperator,
  operatorNameSchema,
  operatorRoles,
  operatorRoleSchema,
  withdrawOperator,
  type OperatorRole,
} from './console/operators.ts';
import type { Authority } from './tls-link/authority.ts';
import { openSealKeys } from './seal/seal-keys.ts';
import { migrate } from './store/migrate.ts';
import type { Sql } from './store/sql.ts';
import { kioskNameSchema } from '../shared/session-api.ts';
import { openEvidence, releaseKiosk } from './store/distrusted-kiosks.ts';
import { dropKioskCode } from './store/kiosk-codes.ts';
import { noteIssued, wasIssued } from './tls-link/issued-kiosks.ts';
import { makeKioskCode } from './tls-link/kiosk-credentials.ts';
import { isKioskKnown, revokeKiosk } from './tls-link/revoked-kiosks.ts';

/** The center that a task works on. */
export interface TaskPlace {
  /** Opens the database for as long as the work takes. */
  readonly withDatabase: (work: (sql: Sql) => Promise<string>) => Promise<string>;
  readonly sealKeys: string;
  /** Folder of the line's keys. */
  readonly line: string;
  /** The certificate of the line's authority, PEM; it is made where there is none yet. */
  readonly lineCa: () => Promise<string>;
  /** Whether the center listens for kiosks that have no certificate yet. */
  readonly enrols: boolean;
  /** Opens the authority of the console. @throws when none is configured */
  readonly openConsole: () => Promise<Authority>;
  /** Folder for what is carried elsewhere. */
  readonly handOut: string;
  /** Folder of the municipalities' files; left out for those that come with the center. */
  readonly municipalities?: string;
}

/**
 * A task that the center does instead of serving; returns a sentence on what it did.
 * @throws with the reason when it cannot be done
 */
export type OperatorTask = (place: TaskPlace) => Promise<string>;

/** The tasks' options, as parseArgs returns them. */
export interface TaskOptions {
  readonly 'enrol-code'?: string | undefined;
  readonly 'revoke-kiosk'?: string | undefined;
  readonly 'release-kiosk'?: string | undefined;
  readonly 'odd-reports'?: boolean | undefined;
  readonly 'revoke-seal'?: string | undefined;
  readonly enrolments?: boolean | undefined;
  readonly 'set-enrolment'?: string | undefined;
  readonly operator?: string | undefined;
  readonly 'withdraw-operator'?: string | undefined;
  /** Belongs to `operator`. */
  readonly role?: string | undefined;
}

/** The same options, as parseArgs takes them. */
export const taskOptions = {
  'enrol-code': { type: 'string' },
  'revoke-kiosk': { type: 'string' },
  'release-kiosk': { type: 'string' },
  'odd-reports': { type: 'boolean' },
  'revoke-seal': { type: 'string' },
  enrolments: { type: 'boolean' },
  'set-enrolment': { type: 'string' },
  operator: { type: 'string' },
  'withdraw-operator': { type: 'string' },
} as const;

/** What goes with one of them. */
export const furtherTaskOptions = { role: { type: 'string' } } as const;

export const taskHelp = `  --enrol-code NAME     prints a one-time code with which this kiosk makes its key and gets its certificate over the
                        network within a day (docs/center.md), and ends
  --revoke-kiosk NAME   revokes all credentials that this kiosk has so far, and ends
  --odd-reports         lists the reports that did not add up, for which kiosks are not served, and ends
  --release-kiosk NAME  serves a kiosk again after a person has looked at its odd reports, and ends
  --revoke-seal KID     revokes a key of a municipality's seal, so that all it sealed is refused from now on, and ends
  --enrolments          lists the enrolment requests that wait for the municipality, and ends
  --set-enrolment N=S   sets request N (E-7K2Q-M4XD) to state S (${enrolmentWorkStates.join(', ')}), and ends
  --operator NAME       writes a certificate that opens the console into the folder "handOut", and ends; with --role
  --role ROLE           viewer, operator or administrator
  --withdraw-operator NAME  withdraws all certificates that this operator has so far, and ends
`;

/** A kiosk's name from the command line. @throws WrongWords for one that no kiosk can have */
export function readKioskName(option: string, name: string): string {
  if (!kioskNameSchema.safeParse(name).success)
    throw new WrongWords(`${option}: expected 3 to 32 capital letters, digits or hyphens`);
  return name;
}

/** The task that the options ask for; null to serve. @throws WrongWords */
export function readTask(options: TaskOptions): OperatorTask | null {
  const { 'revoke-kiosk': kiosk, 'revoke-seal': seal, enrolments, 'set-enrolment': setting } = options;
  const { 'release-kiosk': release, 'odd-reports': odd, 'enrol-code': code } = options;
  const asked = Object.entries(options).flatMap(([name, value]) =>
    Object.hasOwn(taskOptions, name) && value !== undefined ? [`--${name}`] : [],
  );
  if (asked.length > 1) throw new WrongWords(`${asked.join(', ')}: one task at a time`);
  if (code !== undefined) return makingCode(readKioskName('--enrol-code', code));
  if (kiosk !== undefined) return revokingKiosk(readKioskName('--revoke-kiosk', kiosk));
  if (release !== undefined) return releasingKiosk(readKioskName('--release-kiosk', release));
  if (odd) return ({ withDatabase }) => withDatabase(listOddReports);
  if (seal !== undefined) {
    const kid = keyIdSchema.safeParse(seal);
    if (!kid.success) throw new WrongWords('--revoke-seal: expected the id of a key as the key list has it');
    return async ({ sealKeys, municipalities }) => {
      const served = [...(await loadMunicipalities(municipalities)).keys()];
      const keys = await openSealKeys(sealKeys, served, systemClock);
      if (!(await keys.revoke(kid.data))) throw new Error(`no municipality has a seal key ${kid.data}`);
      return `seal key ${kid.data} is revoked; receivers learn it with their next key list`;
    };
  }
  const { operator, role, 'withdraw-operator': withdrawn } = options;
  if (role !== undefined && operator === undefined) throw new WrongWords('--role: goes with --operator NAME');
  if (operator !== undefined) {
    const read = operatorRoleSchema.safeParse(role);
    if (!read.success) throw new WrongWords(`--role: expected ${operatorRoles.join(', ')}`);
    return admittingOperator(readOperatorName('--operator', operator), read.data);
  }
  if (withdrawn !== undefined) return withdrawingOperator(readOperatorName('--withdraw-operator', withdrawn));
  if (enrolments) return ({ withDatabase }) => withDatabase(listEnrolments);
  if (setting !== undefined) return readSetting(setting);
  return null;
}

function makingCode(kiosk: string): OperatorTask {
  return async ({ withDatabase, line, lineCa, enrols }) => {
    if (!enrols)
      throw new Error(
        'the center does not listen for kiosks without a certificate: set listen.enrolment in its configuration, and start it anew',
      );
    const ca = await lineCa();
    return withDatabase(async (sql) => {
      await openCenters(sql);
      // Revoking it must be possible from now on, whoever uses the code.
      noteIssued(line, kiosk);
      const { code, validUntil } = await makeKioskCode(sql, kiosk, ca, systemClock.now());
      return [
        code,
        `for ${kiosk} alone, once, until ${japanDateTime(validUntil)}; an earlier code of it is not good any more`,
        'at the kiosk: komado-kiosk --enrol (from a checkout: npm start -- --config kiosk.json --enrol)',
      ].join('\n');
    });
  };
}

function readOperatorName(option: string, name: string): string {
  if (!operatorNameSchema.safeParse(name).success)
    throw new WrongWords(`${option}: expected 3 to 32 capital letters, digits or hyphens`);
  return name;
}

function admittingOperator(name: string, role: OperatorRole): OperatorTask {
  return async ({ withDatabase, openConsole, handOut }) => {
    const authority = await openConsole();
    return withDatabase(async (sql) => {
      await openCenters(sql);
      const credentials = authority.issueClient(name);
      const files = await writeOperatorFiles(handOut, name, credentials, authority.ca);
      const certificate = new X509Certificate(credentials.certificate);
      await admitOperator(sql, certificate, { name, role }, systemClock.now());
      return `${name} may enter the console (${role}) until ${japanDateTime(certificate.validToDate.getTime())}: ${Object.values(files).join(' ')}`;
    });
  };
}

function withdrawingOperator(name: string): OperatorTask {
  return ({ withDatabase }) =>
    withDatabase(async (sql) => {
      await openCenters(sql);
      const count = await withdrawOperator(sql, name, systemClock.now());
      if (count === 0) throw new Error(`${name} has no certificate that lets anybody in`);
      return `${name} is no longer let in; certificates withdrawn: ${String(count)}`;
    });
}

function revokingKiosk(kiosk: string): OperatorTask {
  return ({ withDatabase, line }) =>
    withDatabase(async (sql) => {
      await openCenters(sql);
      await mustBeIssued(sql, line, kiosk);
      // Before the instant up to which certificates are revoked: what the code gives until here began before it.
      await dropKioskCode(sql, kiosk);
      await revokeKiosk(sql, kiosk, systemClock.now());
      return `${kiosk} is no longer let in with the credentials it has so far`;
    });
}

function releasingKiosk(kiosk: string): OperatorTask {
  return ({ withDatabase, line }) =>
    withDatabase(async (sql) => {
      await openCenters(sql);
      await mustBeIssued(sql, line, kiosk);
      if (!(await releaseKiosk(sql, kiosk, systemClock.now())))
        throw new Error(`${kiosk} is trusted: there is nothing to release`);
      return `${kiosk} is served again`;
    });
}

/** A task that makes the tables itself would seem to succeed in an empty database while the center works on another. */
async function openCenters(sql: Sql): Promise<void> {
  const rows = await sql.query("SELECT 1 FROM pg_class WHERE oid = to_regclass('schema_migrations')");
  if (rows.length === 0)
    throw new Error(
      'no center ever worked on this database: name the one of the center (DATABASE_URL, or "database" in its configuration)',
    );
  await migrate(sql);
}

/** A misspelt name would leave the kiosk that was meant as it is. */
async function mustBeIssued(sql: Sql, line: string, kiosk: string): Promise<void> {
  if (!wasIssued(line, kiosk) && !(await isKioskKnown(sql, kiosk)))
    throw new Error(
      `no kiosk ${kiosk} was ever given credentials or served; one given them long ago: --kiosk ${kiosk} first`,
    );
}

/** What a kiosk in foreign hands sends is shown on an operator's terminal: nothing in it may steer that. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

async function listOddReports(sql: Sql): Promise<string> {
  await openCenters(sql);
  const open = await openEvidence(sql);
  const lines = open.map(
    ({ kiosk, about, oddity, cameAt, report }) =>
      `${kiosk}  ${japanDateTime(cameAt)}  ${oddity}  ${about}  ${printable(JSON.stringify(report))}`,
  );
  return [...lines, `${open.length} to look at`].join('\n');
}

async function listEnrolments(sql: Sql): Promise<string> {
  await openCenters(sql);
  const open = await listOpenEnrolments(sql);
  const lines = open.map(
    ({ id, municipality, state, madeAt }) =>
      `${id}  ${municipality.padEnd(12)} ${state.padEnd(10)} ${japanDateTime(madeAt)}`,
  );
  return [...lines, `${open.length} waiting`].join('\n');
}

function readSetting(setting: string): OperatorTask {
  const [number = '', wanted = ''] = setting.split('=');
  const state = enrolmentWorkStates.find((each) => each === wanted);
  if (!/^E-[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(number) || !state)
    throw new WrongWords(`--set-enrolment: expected E-XXXX-XXXX=${enrolmentWorkStates.join('|')}`);
  return ({ withDatabase }) => withDatabase((sql) => setState(sql, number, state));
}

async function setState(sql: Sql, number: string, state: EnrolmentWorkState): Promise<string> {
  await openCenters(sql);
  if (!(await setEnrolmentState(sql, number, state))) throw new Error(`there is no request ${number}`);
  return `${number} is ${state}`;
}
