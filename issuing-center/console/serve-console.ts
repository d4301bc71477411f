import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { EventLog } from '../../logging/event-log.ts';
import { kioskNameSchema } from '../../shared/session-api.ts';
import type { Clock } from '../../shared/dates.ts';
import type { Result } from '../../shared/result.ts';
import type { MunicipalityRules } from '../publication/rules-in-force.ts';
import { clearedAlarms, standingAlarms } from '../fleet/alarms.ts';
import { readKiosks, shownStates } from '../fleet/kiosks.ts';
import { ordersOf } from '../fleet/orders.ts';
import type { AlarmRules } from '../fleet/watch-kiosks.ts';
import { routeOf } from '../http/error-answers.ts';
import type { ConsoleServer } from '../http/http-servers.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { Sql } from '../store/sql.ts';
import { certificateOn } from './console-authority.ts';
import { createConsoleService, type Undone } from './console-service.ts';
import { html, type Html } from './html.ts';
import { mayAs, operatorOf, readOperators, type Operator } from './operators.ts';
import { readDebts } from './owed.ts';
import { page, sections, words, type Asking } from './page.ts';
import { alarmsPage } from './pages/alarms-page.ts';
import { kioskPage } from './pages/kiosk-page.ts';
import { kiosksPage } from './pages/kiosks-page.ts';
import { municipalitiesPage, operatorsPage, owedPage, recordPage } from './pages/list-pages.ts';
import { checkRecord, readRecord } from './record.ts';
import { readShownMunicipalities } from './shown-municipalities.ts';
import { style } from './style.ts';
import type { ConsoleLanguage } from './words/words.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever asks at the console's port; null elsewhere, and before the certificate was looked up. */
    operator: Operator | null;
  }
}

export interface ConsoleParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly rules: MunicipalityRules;
  readonly municipalities: Municipalities;
  readonly alarmRules: AlarmRules;
}

/** Nothing from elsewhere, no script at all, in nobody's frame; nothing is kept by the browser. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // `no-referrer` would have the browser send forms with the origin `null`.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const undoneStatus = { mayNot: 403, changed: 409, same: 409, malformed: 400, notFound: 404 } as const;
const most = { orders: 50, cleared: 50, record: 50 } as const;

const languageQuery = z.object({
  to: z.enum(['ja', 'en']),
  back: z.string().regex(/^\/[A-Za-z0-9/_-]{0,80}$/),
});
const stateQuery = z.object({ state: z.enum(shownStates).nullable().catch(null) });
const recordQuery = z.object({ before: z.coerce.number().int().positive().nullable().catch(null) });
const kioskParams = z.object({ kiosk: kioskNameSchema });
const alarmParams = z.object({ alarm: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

/** Serves the pages for operators. Every request is judged anew: a certificate that was withdrawn opens nothing from then on. */
export function serveConsole(server: ConsoleServer, parts: ConsoleParts): void {
  const { sql, clock, log, rules, municipalities, alarmRules } = parts;
  const service = createConsoleService(sql, clock);
  /** Forms of an earlier start of the center are refused: they are loaded again. */
  const secret = randomBytes(32);
  const tokenOf = ({ certificate }: Operator): string =>
    createHmac('sha256', secret).update(certificate).digest('hex');

  const askingOf = (request: FastifyRequest, operator: Operator): Asking => ({
    operator,
    language: languageOf(request),
    path: pathOf(request),
    token: tokenOf(operator),
    newForm: () => randomBytes(16).toString('hex'),
    now: clock.now(),
  });
  const fault = (reply: FastifyReply, asking: Asking, status: number, why: Fault): FastifyReply => {
    const say = words[asking.language];
    const body = html`<p class="fault" role="alert">${say.faults[why]}</p>
      <p><a href="${sections.kiosks}">${say.faults.goBack}</a></p>`;
    return send(reply.code(status), page({ ...asking, path: '/' }, null, String(status), body));
  };

  server.decorateRequest('operator', null);
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    },
  );
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    const certificate = certificateOn(request.raw.socket, clock);
    request.operator = certificate === null ? null : await operatorOf(sql, certificate, clock.now());
    if (request.operator !== null) return undefined;
    log.event('consoleRefused', { why: 'certificate' });
    const say = words[languageOf(request)];
    return send(
      reply.code(403),
      html`<!doctype html><title>403</title>
        <p>${say.faults.certificate}</p>`,
    );
  });
  // Before any handler: a form that another site's page sends in the operator's name has neither token nor origin.
  server.addHook('preHandler', async (request, reply) => {
    const { operator } = request;
    if (request.method !== 'POST' || operator === null) return undefined;
    if (isOwn(request) && hasToken(request.body, tokenOf(operator))) return undefined;
    log.event('consoleRefused', { why: 'form' });
    return fault(reply, askingOf(request, operator), 403, 'formOld');
  });

  function get(url: string, make: (asking: Asking, request: FastifyRequest) => Promise<Html | Fault>): void {
    server.get(url, async (request, reply) => {
      const asking = askingOf(request, known(request));
      const made = await make(asking, request);
      return typeof made === 'string'
        ? fault(reply, asking, made === 'mayNot' ? 403 : 404, made)
        : send(reply, made);
    });
  }
  /** After a deed the page is asked for anew, so that loading it again does nothing again. */
  function post(
    url: string,
    act: (
      operator: Operator,
      request: FastifyRequest,
    ) => Promise<{
      readonly done: Result<undefined, Undone>;
      readonly to: string;
    } | null>,
  ): void {
    server.post(url, async (request, reply) => {
      const operator = known(request);
      const acted = await act(operator, request);
      const done = acted?.done;
      if (acted && done?.ok) return reply.redirect(acted.to, 303);
      const why = done && !done.ok ? done.error : 'notFound';
      if (why === 'mayNot') log.event('consoleRefused', { why: 'role' });
      return fault(reply, askingOf(request, operator), undoneStatus[why], why);
    });
  }

  server.get('/console.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  server.get('/language', (request, reply) => {
    const asked = languageQuery.safeParse(request.query);
    if (!asked.success) return reply.redirect('/', 303);
    const { to, back } = asked.data;
    void reply.header(
      'set-cookie',
      `language=${to}; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Strict`,
    );
    return reply.redirect(back.replace(/^\/+/, '/'), 303);
  });
  get(sections.kiosks, async (asking, request) => {
    const { state } = stateQuery.parse(request.query);
    return kiosksPage(asking, await readKiosks(sql, asking.now, alarmRules), state);
  });
  get('/kiosks/:kiosk', async (asking, request) => {
    const asked = kioskParams.safeParse(request.params);
    if (!asked.success) return 'notFound';
    const { kiosk } = asked.data;
    const [found] = await readKiosks(sql, asking.now, alarmRules, kiosk);
    return found ? kioskPage(asking, found, await ordersOf(sql, kiosk, most.orders)) : 'notFound';
  });
  get(sections.alarms, async (asking) =>
    alarmsPage(asking, await standingAlarms(sql), await clearedAlarms(sql, most.cleared)),
  );
  get(sections.owed, async (asking) => owedPage(asking, await readDebts(sql)));
  get(sections.municipalities, async (asking) =>
    municipalitiesPage(asking, await readShownMunicipalities(sql, rules, municipalities, asking.now)),
  );
  get(sections.record, async (asking, request) => {
    const { before } = recordQuery.parse(request.query);
    return recordPage(asking, await readRecord(sql, before, most.record), await checkRecord(sql));
  });
  get(sections.operators, async (asking) =>
    mayAs(asking.operator.role, 'administrator') ? operatorsPage(asking, await readOperators(sql)) : 'mayNot',
  );
  for (const what of ['service', 'update'] as const)
    post(`/kiosks/:kiosk/${what}`, async (operator, request) => {
      const asked = kioskParams.safeParse(request.params);
      if (!asked.success) return null;
      const { kiosk } = asked.data;
      return { done: await service[what](operator, kiosk, request.body), to: `/kiosks/${kiosk}` };
    });
  post('/alarms/:alarm/clear', async (operator, request) => {
    const asked = alarmParams.safeParse(request.params);
    if (!asked.success) return null;
    return { done: await service.clear(operator, asked.data.alarm, request.body), to: sections.alarms };
  });
  post('/operators/withdraw', async (operator, request) => ({
    done: await service.withdraw(operator, request.body),
    to: sections.operators,
  }));
  server.setNotFoundHandler((request, reply) =>
    request.operator === null
      ? reply.code(404).send()
      : fault(reply, askingOf(request, request.operator), 404, 'notFound'),
  );
  server.setErrorHandler((error: unknown, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const isTheirs = status >= 400 && status < 500;
    if (!isTheirs) log.caught('serverFault', { route: routeOf(request) }, error);
    if (request.operator === null) return reply.code(isTheirs ? status : 500).send();
    const asking = askingOf(request, request.operator);
    return isTheirs ? fault(reply, asking, status, 'malformed') : fault(reply, asking, 500, 'failed');
  });
}

type Fault = Undone | 'formOld' | 'failed';

function send(reply: FastifyReply, made: Html): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(made.text);
}

/** @throws when a route is reached before the certificate was judged: a bug in the hooks */
function known({ operator }: FastifyRequest): Operator {
  if (operator === null) throw new Error('nobody is known here');
  return operator;
}

/** The path alone, for the way back from the change of language; a form's own path has no page. */
function pathOf({ method, url }: FastifyRequest): string {
  const path = url.split('?')[0] ?? '/';
  return method === 'GET' && languageQuery.shape.back.safeParse(path).success ? path : '/';
}

/** What was chosen here; else what the browser asks for first of the two; else Japanese. */
function languageOf({
  headers: { cookie = '', 'accept-language': accepted = '' },
}: FastifyRequest): ConsoleLanguage {
  const [, chosen] = /(?:^|;\s*)language=(ja|en)(?:;|$)/.exec(cookie) ?? [];
  if (chosen === 'ja' || chosen === 'en') return chosen;
  for (const wish of accepted.split(',')) {
    const tag = wish.trim().slice(0, 2).toLowerCase();
    if (tag === 'ja' || tag === 'en') return tag;
  }
  return 'ja';
}

/** Sent by a page of this very origin: browsers say so, and no page can make them say otherwise. */
function isOwn({ headers: { origin, host, 'sec-fetch-site': site } }: FastifyRequest): boolean {
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === `https://${host ?? ''}`;
}

const tokenSchema = z.object({ token: z.string() });

function hasToken(body: unknown, token: string): boolean {
  const sent = tokenSchema.safeParse(body);
  if (!sent.success) return false;
  const [one, other] = [Buffer.from(sent.data.token), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
