/**
 * What a register's reader appends to its SELECT. Rows read for share stay as they are to the end of the transaction: who
 * wants to change them waits, and the next order sees the change.
 */
export function forShare(hold: boolean): string {
  return hold ? ' FOR SHARE' : '';
}
