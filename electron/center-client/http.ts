import type { z } from 'zod';
import { refusalSchema } from '../../shared/center-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CenterFault } from '../../state-machines/ports.ts';

export interface CenterHttp {
  /** One exchange; the deadline covers connection, answer and body. */
  ask<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body: unknown,
    answer: z.ZodType<T>,
    deadlineMs: number,
  ): Promise<Result<T, CenterFault>>;
}

/** The largest answer that a kiosk takes: ten copies of a household of twelve are 5 MB; the rest is nonsense. */
const largestAnswer = 64 * 1024 * 1024;

export function createCenterHttp(baseUrl: string): CenterHttp {
  return {
    async ask(method, path, body, answer, deadlineMs) {
      const signal = AbortSignal.timeout(deadlineMs);
      let status: number;
      let text: string;
      try {
        const response = await fetch(new URL(path, baseUrl), {
          method,
          signal,
          redirect: 'error',
          ...(body === undefined
            ? {}
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        });
        status = response.status;
        if (Number(response.headers.get('content-length') ?? 0) > largestAnswer)
          return err({ fault: 'nonsense' });
        text = await response.text();
      } catch {
        return err({ fault: signal.aborted ? 'slow' : 'unreachable' });
      }
      return readAnswer(status, text, answer);
    },
  };
}

function readAnswer<T>(status: number, text: string, answer: z.ZodType<T>): Result<T, CenterFault> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // A proxy's error page says 502 to 504 in HTML: the center behind it is not there.
    return err({ fault: status >= 500 ? 'unreachable' : 'nonsense' });
  }
  if (status === 409) {
    const refusal = refusalSchema.safeParse(json);
    return err(refusal.success ? { fault: 'refused', code: refusal.data.refused } : { fault: 'nonsense' });
  }
  if (status >= 500) return err({ fault: 'unreachable' });
  if (status !== 200) return err({ fault: 'nonsense' });
  const parsed = answer.safeParse(json);
  return parsed.success ? ok(parsed.data) : err({ fault: 'nonsense' });
}
