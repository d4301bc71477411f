import { z } from 'zod';

/** A profile as V8 writes it, times in µs. */
const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.int()).optional(),
    }),
  ),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});
const threadSchema = z.object({ cpuMs: z.number().min(0), profile: z.string() });

export const works = [
  ...['connections', 'requests', 'login', 'registers', 'database', 'rules', 'layout'],
  ...['pdf', 'codes', 'ground', 'seal', 'collector', 'rest'],
] as const;
export type Work = (typeof works)[number];

/** Where code lies, by what it does for a certificate; the first that fits a place counts. */
const places: readonly (readonly [RegExp, Work])[] = [
  [/\/issuing-center\/(store|nodes)\/|\/node_modules\/pg/, 'database'],
  [/\/issuing-center\/seal\/|\/orders\/(seal-answer|binding)/, 'seal'],
  [/\/issuing-center\/registers\//, 'registers'],
  [/\/issuing-center\/(pki|sessions)\/|\/session-service\./, 'login'],
  [/\/issuing-center\/(rules|publication|municipalities)\//, 'rules'],
  [/\/printing\/seal\/|\/node_modules\/qrcode|\/orders\/code-payload/, 'codes'],
  [/\/printing\/paper\/|\/pdf\/draw-dots/, 'ground'],
  [/\/printing\/(pdf|fonts)|\/node_modules\/(pdfkit|fontkit|restructure|png-js|linebreak)/, 'pdf'],
  [/\/printing\/|\/issuing-center\/orders\/|\/shared\/drawing/, 'layout'],
  [/\/issuing-center\/tls-link\//, 'connections'],
  [/\/issuing-center\/http\/|\/node_modules\/(fastify|find-my-way|avvio|zod|secure-json-parse)/, 'requests'],
  [/^node:(_?tls|internal\/tls|internal\/js_stream)/, 'connections'],
  [/^node:(_?http|internal\/(http|async))/, 'requests'],
];
/** What writes to any connection or stream: it counts for whoever wrote, and is the connections' where nobody did. */
const anyLine = /^node:(net$|internal\/(stream_base|streams))/;

/**
 * Splits a thread's processor time by what was being done: a sample counts for the innermost place on its stack that is known. What the
 * loop itself does without any JavaScript is `connections`: reading, and the TLS of kiosks. Samples are taken by the clock on the wall, so they only
 * say the shares: on a busy machine a thread also waits.
 * @param text what `ThreadProfile` says, as JSON
 * @returns ms
 * @throws when the profile is none
 */
export function splitThread(text: string): Readonly<Record<Work, number>> {
  const { cpuMs, profile } = threadSchema.parse(JSON.parse(text));
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(profile));
  const byId = new Map(nodes.map((node) => [node.id, node] as const));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const known = new Map<number, Work | 'idle'>();
  const workOf = (id: number): Work | 'idle' => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const node = byId.get(id);
    const own = node === undefined ? null : ownWork(node.callFrame);
    const parent = parents.get(id);
    const outer = own ?? (parent === undefined ? 'rest' : workOf(parent));
    const work =
      outer === 'rest' && node !== undefined && anyLine.test(node.callFrame.url) ? 'connections' : outer;
    known.set(id, work);
    return work;
  };
  const sums = Object.fromEntries(works.map((work) => [work, 0])) as Record<Work, number>;
  let all = 0;
  for (const [index, id] of samples.entries()) {
    const work = workOf(id);
    if (work === 'idle') continue;
    sums[work] += timeDeltas[index] ?? 0;
    all += timeDeltas[index] ?? 0;
  }
  return Object.fromEntries(
    works.map((work) => [work, all === 0 ? 0 : (sums[work] / all) * cpuMs]),
  ) as Record<Work, number>;
}

function ownWork({
  functionName,
  url,
}: {
  readonly functionName: string;
  readonly url: string;
}): Work | 'idle' | null {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'collector';
  if (functionName === '(program)') return 'connections';
  return places.find(([place]) => place.test(url))?.[1] ?? null;
}
