/**
 * What an alarm about a kiosk is raised for; it stands until a person has cleared it. `locked`: an alarm at the kiosk itself stands.
 * `twoKiosks`: two machines speak with one name. `journal`: its journal cannot be used, or has lost records.
 */
export const alarmKinds = [
  'silent',
  'out',
  'locked',
  'journal',
  'notTrusted',
  'sheets',
  'toner',
  'receiptRoll',
  'change',
  'clock',
  'twoKiosks',
  'certificate',
  'update',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];
