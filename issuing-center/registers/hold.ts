/**
 * What a register's reader appends to its SELECT. Rows read for share stay unchanged until the end of the transaction:
 * whoever wants to change them waits, and the next order sees the change.
 */
export function forShare(hold: boolean): string {
  return hold ? ' FOR SHARE' : '';
}
