/**
 * What is wrong with a kiosk's report. `documentsDiffer`: it does not name each certificate of the order once. `sumsDiffer`:
 * paid is not printed + given back + owed. `paidTooMuch`: more than the price and an honest overpayment. `reportUndone`: it says
 * something else than an earlier one. `aboveGrant`: more was paid out than was granted.
 */
export const oddities = [
  'documentsDiffer',
  'sumsDiffer',
  'paidTooMuch',
  'reportUndone',
  'aboveGrant',
] as const;
export type Oddity = (typeof oddities)[number];
