import type { AlarmKind } from '../../../shared/alarm-kinds.ts';
import type { DeviceId, DeviceReason, DeviceState, OutReason } from '../../../shared/attendants.ts';
import type { Supply, SupplyLevel, ToldCause } from '../../../shared/kiosk-report.ts';
import type { ShownState } from '../../fleet/kiosks.ts';
import type { OperatorRole } from '../operators.ts';
import type { Action } from '../record.ts';

export const consoleLanguages = ['ja', 'en'] as const;
export type ConsoleLanguage = (typeof consoleLanguages)[number];

type PlainDevice = Exclude<DeviceId, `hopper-${string}`>;
type Of<Key extends string> = Readonly<Record<Key, string>>;

/** Every word of the console in one language. */
export interface Words {
  readonly title: string;
  readonly skip: string;
  readonly otherLanguage: string;
  readonly you: (name: string, role: string) => string;
  readonly roles: Of<OperatorRole>;
  readonly menu: Of<'kiosks' | 'alarms' | 'owed' | 'municipalities' | 'record' | 'operators'>;
  readonly none: string;
  readonly unknown: string;
  readonly never: string;
  /** `3 days`, `5 hours`, `2 minutes` */
  readonly lasting: (ms: number) => string;
  readonly ago: (text: string) => string;
  readonly kiosks: Of<
    | 'all'
    | 'filter'
    | 'show'
    | 'kiosk'
    | 'state'
    | 'since'
    | 'supplies'
    | 'version'
    | 'lastIssue'
    | 'alarms'
    | 'reported'
    | 'explain'
  >;
  readonly states: Of<ShownState>;
  readonly causes: Of<ToldCause>;
  readonly supplies: Of<Supply>;
  readonly levels: Of<SupplyLevel>;
  readonly devices: Of<PlainDevice>;
  readonly hopper: (value: string) => string;
  readonly deviceStates: Of<DeviceState>;
  readonly deviceReasons: Of<DeviceReason>;
  readonly kiosk: Of<
    | 'report'
    | 'trusted'
    | 'notTrusted'
    | 'device'
    | 'troubles'
    | 'clock'
    | 'clockRight'
    | 'certificate'
    | 'update'
    | 'standing'
    | 'actions'
    | 'reason'
    | 'takeOut'
    | 'drain'
    | 'bringBack'
    | 'drainExplain'
    | 'outExplain'
    | 'wish'
    | 'wishExplain'
    | 'versionLabel'
    | 'noWish'
    | 'orders'
    | 'number'
    | 'order'
    | 'given'
    | 'by'
    | 'heard'
    | 'notHeard'
    | 'viewerOnly'
  >;
  readonly days: (days: number) => string;
  readonly seconds: (seconds: number) => string;
  readonly updates: Of<'notWished' | 'known' | 'noUpdater'>;
  readonly ordered: Of<'in' | 'draining' | 'out'>;
  readonly reasons: Of<OutReason>;
  readonly wished: (version: string) => string;
  readonly alarmKinds: Of<AlarmKind>;
  readonly alarms: Of<
    | 'standing'
    | 'cleared'
    | 'what'
    | 'raised'
    | 'still'
    | 'subsided'
    | 'clear'
    | 'note'
    | 'noteHint'
    | 'clearedBy'
    | 'wasCleared'
  >;
  readonly clearing: (what: string, kiosk: string) => string;
  readonly owed: Of<'code' | 'sum' | 'since' | 'total' | 'explain'>;
  readonly municipalities: Of<
    'name' | 'code' | 'number' | 'from' | 'whence' | 'next' | 'fileOnly' | 'closed'
  >;
  readonly whences: Of<'file' | 'published' | 'takenBack'>;
  readonly record: Of<'at' | 'who' | 'what' | 'subject' | 'was' | 'became' | 'note' | 'older' | 'explain'>;
  readonly holds: (lines: number, last: string) => string;
  readonly broken: (line: number) => string;
  readonly actions: Of<Action>;
  readonly operators: Of<
    'name' | 'role' | 'issued' | 'ends' | 'state' | 'valid' | 'withdrawn' | 'withdraw' | 'self' | 'explain'
  >;
  readonly withdrawing: (name: string) => string;
  readonly faults: Of<
    'notFound' | 'mayNot' | 'formOld' | 'changed' | 'same' | 'malformed' | 'failed' | 'certificate' | 'goBack'
  >;
}
