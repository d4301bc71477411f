import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '../free-ports.ts';

const root = join(import.meta.dirname, '..', '..');
const places = [
  ...(process.env['PATH'] ?? '').split(':'),
  join(root, 'var', 'tools', 'prometheus', 'usr', 'bin'),
];

/** Where a program of Debian's package prometheus is; null: it is not there, and what needs it says so. */
function toolPath(name: 'prometheus' | 'promtool'): string | null {
  const found = places.find((place) => {
    try {
      accessSync(join(place, name), constants.X_OK);
      return true;
    } catch {
      // Not in this place.
      return false;
    }
  });
  return found === undefined ? null : join(found, name);
}

const promtool = toolPath('promtool');
const prometheus = toolPath('prometheus');
export const hasPrometheus = promtool !== null && prometheus !== null;

/** For the names of tests that are left out without it. */
export const needsPrometheus = hasPrometheus
  ? '(Prometheus)'
  : '(DID NOT RUN: needs the Debian package prometheus)';

/** Runs promtool. @param input for its standard input @returns its exit code, and all that it said */
export function runPromtool(
  args: readonly string[],
  input = '',
): { readonly code: number | null; readonly says: string } {
  const { status, stdout, stderr } = spawnSync(promtool ?? 'promtool', args, { encoding: 'utf8', input });
  return { code: status, says: `${stdout}${stderr}` };
}

const sampleSchema = z.object({
  metric: z.record(z.string(), z.string()),
  value: z.tuple([z.number(), z.string()]),
});
const vectorSchema = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(sampleSchema) }),
});
const rulesSchema = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() })),
      }),
    ),
  }),
});

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A real Prometheus on this machine only, which scrapes one address each second and judges rules as often. */
export interface RunningPrometheus {
  query(expression: string): Promise<readonly Sample[]>;
  rules(): Promise<
    readonly { readonly name: string; readonly health: string; readonly lastError?: string | undefined }[]
  >;
  /** Asks until the answer is as expected. @throws what the last look threw, when Prometheus has ended */
  until(expression: string, isRight: (samples: readonly Sample[]) => boolean): Promise<readonly Sample[]>;
  close(): Promise<void>;
}

/** @param target host and port that it scrapes @param ruleFile absolute */
export async function startPrometheus(target: string, ruleFile: string): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'komado-prometheus-'));
  const port = await freePort();
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    JSON.stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [ruleFile],
      scrape_configs: [{ job_name: 'komado', honor_labels: true, static_configs: [{ targets: [target] }] }],
    }),
  );
  const child = spawn(
    prometheus ?? 'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const ask = async (path: string): Promise<unknown> => {
    if (child.exitCode !== null) throw new Error(`Prometheus ended: ${said}`);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return answer.json();
  };
  const query = async (expression: string): Promise<readonly Sample[]> => {
    const answer = vectorSchema.parse(await ask(`/api/v1/query?query=${encodeURIComponent(expression)}`));
    return answer.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  };
  const running: RunningPrometheus = {
    query,
    async rules() {
      const { data } = rulesSchema.parse(await ask('/api/v1/rules'));
      return data.groups.flatMap(({ rules }) => rules);
    },
    async until(expression, isRight) {
      for (;;) {
        const samples = await query(expression).catch((error: unknown) => {
          // It is not listening yet; one that has ended will never.
          if (child.exitCode !== null) throw error;
          return [];
        });
        if (isRight(samples)) return samples;
        await pause(200);
      }
    },
    async close() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
  return running;
}
