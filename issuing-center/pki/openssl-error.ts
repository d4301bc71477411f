/** Whether OpenSSL, or Node before it, could not read what it was given. */
export function isOpenSslError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_')
  );
}
