/**
 * What a command wrote to standard error, without the lines about how long some work is taking, which come only on a slow or
 * busy machine.
 */
export function withoutProgress(err: string): string {
  return err.replaceAll(/^komado: .+ … \d+ s\n/gm, '');
}
