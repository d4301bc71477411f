import { createReadStream } from 'node:fs';
import { readBounded } from '../../read-bounded.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { RevocationFault } from './fault.ts';

export interface FetchLimits {
  readonly timers: Timers;
  /** From the call to the last byte, ms. */
  readonly deadlineMs: number;
  /** Of the body, bytes. */
  readonly maxBytes: number;
}

/**
 * Fetches the body of an HTTP answer with status 200 and this media type (null where the bytes prove themselves). Follows no
 * redirection and never throws.
 */
export function fetchBytes(
  url: string,
  request: RequestInit & { readonly accepted: string | null },
  limits: FetchLimits,
): Promise<Result<Uint8Array, RevocationFault>> {
  return withinDeadline(limits, async (signal) => {
    const response = await fetch(url, { ...request, redirect: 'error', signal });
    if (response.status !== 200) return err('http');
    const [type] = (response.headers.get('content-type') ?? '').split(';');
    if (request.accepted !== null && type?.trim().toLowerCase() !== request.accepted)
      return err('contentType');
    return readBounded(response.body ?? [], limits.maxBytes);
  });
}

/** Reads a file within the same limits: it may be on another machine's disk. Never throws. */
export function readFileBytes(url: URL, limits: FetchLimits): Promise<Result<Uint8Array, RevocationFault>> {
  return withinDeadline(limits, (signal) =>
    readBounded(createReadStream(url, { signal, end: limits.maxBytes }), limits.maxBytes),
  );
}

async function withinDeadline(
  { timers, deadlineMs }: FetchLimits,
  read: (signal: AbortSignal) => Promise<Result<Uint8Array, RevocationFault>>,
): Promise<Result<Uint8Array, RevocationFault>> {
  const abort = new AbortController();
  const callOff = timers.after(deadlineMs, () => abort.abort());
  try {
    return await read(abort.signal);
  } catch {
    // Reported as a fault of the source to whoever set `onFault`.
    return err(abort.signal.aborted ? 'late' : 'unreachable');
  } finally {
    callOff();
    // Closes the connection of an answer that was not read to its end.
    abort.abort();
  }
}
