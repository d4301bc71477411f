/**
 * What a command said on standard error, without the lines that tell how long some work takes: on a busy machine they come where
 * they do not on a quiet one.
 */
export function withoutProgress(err: string): string {
  return err.replaceAll(/^komado: .+ … \d+ s\n/gm, '');
}
