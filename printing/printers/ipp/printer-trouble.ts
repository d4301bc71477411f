import type { PrinterTrouble } from '../../../shared/printing-screens.ts';

/** What a printer, and perhaps a job in it, says of itself: IPP keywords as received. */
export interface PrinterCondition {
  /** `idle`, `processing` or `stopped`. */
  readonly printerState: string | null;
  readonly printerStateReasons: readonly string[];
  /** Null when no job is being followed, or its state was not given. */
  readonly jobState: string | null;
  readonly jobStateReasons: readonly string[];
}

/**
 * What each reason of RFC 8011 (5.3.8 job-state-reasons, 5.4.12 printer-state-reasons) and PWG 5100.1 (covers by name) means
 * for a kiosk: a trouble that somebody must mend, or null where printing goes on by itself.
 */
const meaningOfReason = {
  none: null,
  'media-empty': 'media-empty',
  'media-needed': 'media-empty',
  'input-tray-missing': 'media-empty',
  'media-low': null,
  'media-jam': 'media-jam',
  'cover-open': 'cover-open',
  'door-open': 'cover-open',
  'interlock-open': 'cover-open',
  'toner-empty': 'toner-empty',
  'marker-supply-empty': 'toner-empty',
  'developer-empty': 'toner-empty',
  'toner-low': null,
  'marker-supply-low': null,
  'developer-low': null,
  'marker-waste-almost-full': null,
  'opc-near-eol': null,
  'output-area-almost-full': null,
  offline: 'offline',
  shutdown: 'offline',
  'timed-out': 'offline',
  'connecting-to-device': null,
  'moving-to-paused': null,
  stopping: null,
  paused: 'other',
  'stopped-partly': 'other',
  'output-area-full': 'other',
  'output-tray-missing': 'other',
  'marker-waste-full': 'other',
  'opc-life-over': 'other',
  'fuser-over-temp': 'other',
  'fuser-under-temp': 'other',
  'interpreter-resource-unavailable': 'other',
  'spool-area-full': 'other',
  'printer-stopped': 'other',
  'printer-stopped-partly': 'other',
  'job-held-for-review': 'other',
} as const satisfies Record<string, PrinterTrouble | null>;

export type KnownReason = keyof typeof meaningOfReason;
export const knownReasons: readonly string[] = Object.keys(meaningOfReason);

/** Which trouble is reported when there are several: what must be mended first so that the others can be seen. */
const firstToMend = [
  'offline',
  'cover-open',
  'media-jam',
  'media-empty',
  'toner-empty',
  'other',
] as const satisfies readonly PrinterTrouble[];

/** Whether the printer has A4 and toner, by its own account of trays and cartridges; null where that says nothing. */
export interface Stock {
  readonly paper: boolean | null;
  readonly toner: boolean | null;
}

/** What a site wants of a warning that its printer says nothing finer about. */
export type WarningPolicy = 'serve' | 'stop';

/** What a warning, and nothing worse, says of a printer that goes on: a trouble, or only something to be told to operators. */
export interface Weighed {
  readonly trouble: PrinterTrouble | null;
  readonly warnings: readonly PrinterTrouble[];
}

/**
 * Parts the troubles of a printer that goes on from what it only warns of: another tray, a second cartridge. What it says about
 * paper or toner, as a `-warning` or with no severity at all, is a trouble when the stock says that there is none, and none when it says that
 * there is some; without such a word the policy decides about a `-warning`, as about every other one. A printer, or a job, that
 * stands still means its warnings.
 *
 * @param believed reasons that a job has waited for in vain: they are troubles, whatever the stock says
 */
export function weighWarnings(
  condition: PrinterCondition,
  stock: Stock,
  policy: WarningPolicy,
  believed: ReadonlySet<string>,
): Weighed {
  const goesOn =
    (condition.printerState === 'idle' || condition.printerState === 'processing') &&
    condition.jobState !== 'processing-stopped';
  const isOnlyWarning = (reason: string): boolean =>
    goesOn && !believed.has(reason) && isSetAside(reason, stock, policy);
  const warnings = condition.printerStateReasons.filter(isOnlyWarning).flatMap((reason) => {
    const trouble = troubleOfReason(reason);
    return trouble === null ? [] : [trouble];
  });
  const grave = condition.printerStateReasons.filter((reason) => !isOnlyWarning(reason));
  return {
    trouble: troubleOf({ ...condition, printerStateReasons: grave }),
    warnings: firstToMend.filter((trouble) => warnings.includes(trouble)),
  };
}

function isSetAside(reason: string, stock: Stock, policy: WarningPolicy): boolean {
  const trouble = troubleOfReason(reason);
  const there = trouble === 'media-empty' ? stock.paper : trouble === 'toner-empty' ? stock.toner : null;
  const { severity } = splitReason(reason);
  if (severity === 'error') return false;
  return there ?? (severity === 'warning' && policy === 'serve');
}

/**
 * The one place in which IPP's words become the kiosk's. A reason may carry a severity: `-report` is never a trouble;
 * `-warning` is one like `-error`, because a printer without paper may call it a warning and wait all the same
 * (ippeveprinter does); `weighWarnings` sets aside those of which more is known. A reason that nobody has heard of counts only as an `-error`. A printer or a job that stands
 * still for no reason that it names is `other`.
 */
export function troubleOf(condition: PrinterCondition): PrinterTrouble | null {
  const troubles = new Set<PrinterTrouble>();
  for (const reason of [...condition.printerStateReasons, ...condition.jobStateReasons]) {
    const trouble = troubleOfReason(reason);
    if (trouble !== null) troubles.add(trouble);
  }
  if (condition.printerState === 'stopped') troubles.add('other');
  if (condition.jobState === 'processing-stopped' || condition.jobState === 'pending-held')
    troubles.add('other');
  return firstToMend.find((trouble) => troubles.has(trouble)) ?? null;
}

function troubleOfReason(reason: string): PrinterTrouble | null {
  const { keyword, severity } = splitReason(reason);
  if (severity === 'report') return null;
  if (isKnown(keyword)) return meaningOfReason[keyword];
  return severity === 'error' ? 'other' : null;
}

type Severity = 'error' | 'warning' | 'report';

function splitReason(reason: string): { keyword: string; severity: Severity | null } {
  const match = /^(.*)-(error|warning|report)$/.exec(reason);
  if (match === null) return { keyword: reason, severity: null };
  const [, keyword, suffix] = match;
  return {
    keyword: keyword ?? '',
    severity: suffix === 'error' || suffix === 'warning' ? suffix : 'report',
  };
}

function isKnown(keyword: string): keyword is KnownReason {
  return Object.hasOwn(meaningOfReason, keyword);
}
