import { expect, test } from 'vitest';
import { METRICS } from '../../src/app/ports/metrics.ts';
import { ownServer } from '../../src/simulator/postgres/own.ts';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import { attributesOf, startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.ts';
import type { BotProcess } from './bot-process.ts';
import { HOME, until } from './chat.ts';
import { inWorld, type World } from './world.ts';

const { fabrikam } = organizations;
const CHANNEL = '19:security@thread.tacv2';
const COLLECTOR = 'collector.woodgrove.example:4318';
const SERVER = 2;

const WATCHED = {
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://${COLLECTOR}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a-key-of-the-collector',
  OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  OTEL_BSP_SCHEDULE_DELAY: '100',
  OTEL_METRIC_EXPORT_INTERVAL: '300',
};

/** Another process, watched. @param ports more of what is found on this machine */
async function startWatched(
  world: World,
  receiver: OtlpReceiver,
  more: Readonly<Record<string, string>> = {},
  ports: Readonly<Record<string, number>> = {},
) {
  const port = Number(new URL(receiver.url).port);
  const environment = { ...world.environment, ...WATCHED, APPROVALS: 'second-person', ...more };
  return world.launch(environment, { [COLLECTOR]: port, ...ports }).started();
}

/** Ada writes a line in a channel. */
async function inChannel(world: World, text: string) {
  const before = world.microsoft.teams.messages.length;
  const conversation = { id: `${CHANNEL};messageid=1`, conversationType: 'channel', tenantId: HOME, isGroup: true };
  const channel = { id: CHANNEL, type: 'standard' };
  const channelData = { tenant: { id: HOME }, team: { id: '19:team@thread.tacv2' }, channel };
  const line = { ...world.chat.message('ada', text), conversation, channelData };
  expect((await world.chat.post(line)).status).toBe(200);
  await until(() => world.microsoft.teams.messages.length > before, 'the answer');
  const [answer] = world.microsoft.teams.messages.slice(before);
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

async function stop(bot: BotProcess): Promise<void> {
  bot.kill('SIGTERM');
  expect(await bot.exit).toEqual({ code: 0, signal: null });
}

const about = (span: ReceivedSpan) => attributesOf(span.attributes);
const only = <Value>(values: readonly Value[]): Value => {
  const [one, ...more] = values;
  if (one === undefined || more.length > 0) throw new Error(`${values.length} of what there should be one`);
  return one;
};

test(
  'one change is one trace, which two processes write that share a store: one was asked for it, the other one carried it out',
  inWorld(async (world) => {
    const receiver = await startOtlpReceiver();
    const { port, user, database, ownersPassword, remove } = await ownServer(process.env);
    const store = { STORE: `postgres://${user}@127.0.0.1:${port}/${database}`, PGPASSWORD: ownersPassword };
    const begin = () => startWatched(world, receiver, store, { [`127.0.0.1:${port}`]: port });
    try {
      const one = await begin();
      await inChannel(world, 'send approvals here');
      const card = await inChannel(world, 'enable sync for fabrikam.com because project Falcon');
      const [id = ''] = /C-[0-9A-Z]{8}/.exec(world.chat.words(card)) ?? [];
      const two = await begin();
      expect(world.bot).toBe(two);
      await world.chat.press('ben', card, 'Approve');
      await world.chat.seen(card, 'Applied');
      const ofTheTenant = two.logged('graph.request').filter(({ trace_id }) => trace_id !== undefined);
      await Promise.all([one, two].map(stop));
      expect(world.writes()).toHaveLength(1);

      // Two processes, both by the names that the operator gave.
      const processes = new Set(receiver.resources.map((resource) => resource['service.instance.id']));
      expect(processes.size).toBe(2);
      for (const resource of receiver.resources) {
        expect(resource).toMatchObject({ 'service.name': 'bridgekeeper', 'deployment.environment.name': 'test' });
      }
      for (const headers of receiver.headers) expect(headers['x-key']).toBe('a-key-of-the-collector');

      // The change's own trace: one bar from the proposal to the end, and all that was done for it below.
      const whole = only(receiver.spans.filter(({ name }) => name === 'change'));
      expect(about(whole)).toMatchObject({
        'bridgekeeper.change.id': id,
        'bridgekeeper.change.state': 'applied',
        'bridgekeeper.command': 'enable sync',
      });
      const trace = receiver.spans.filter(({ traceId }) => traceId === whole.traceId);
      const steps = trace.filter(({ name }) => name.startsWith('change '));
      expect(steps.map(({ name }) => name)).toEqual([
        'change proposed',
        'change claimed',
        'change writeStarted',
        'change stepDone',
        'change applied',
      ]);
      for (const step of steps) expect(step.parentSpanId).toBe(whole.spanId);
      // The one that was asked wrote of the proposal; the one that was clicked at wrote the rest, while the first one ran on.
      const [proposed, ...carriedOut] = steps.map((step) => step.process);
      expect(new Set(carriedOut).size).toBe(1);
      expect(carriedOut).not.toContain(proposed);
      const apply = only(trace.filter(({ name }) => name === 'apply'));
      const below = trace.filter(({ parentSpanId }) => parentSpanId === apply.spanId);
      const write = only(below.filter(({ name }) => name.startsWith('PATCH ')));
      expect(write.name).toBe('PATCH /v1.0/policies/crossTenantAccessPolicy/partners/{id}/identitySynchronization');
      expect(about(write)).toMatchObject({
        'http.request.method': 'PATCH',
        'http.response.status_code': 204,
        'server.address': 'graph.microsoft.com',
        'server.port': 443,
        'url.template': '/v1.0/policies/crossTenantAccessPolicy/partners/{id}/identitySynchronization',
      });
      expect(below.map(({ name }) => name)).toContain('store advance');

      // Whoever asked and whoever approved are turns with traces of their own, and each leads to the change.
      const turns = receiver.spans.filter(({ kind, links = [] }) => {
        return kind === SERVER && links.some(({ traceId }) => traceId === whole.traceId);
      });
      expect(turns.map((turn) => about(turn)['bridgekeeper.turn.kind'])).toEqual(['message', 'invoke']);
      expect(new Set([whole.traceId, ...turns.map(({ traceId }) => traceId)]).size).toBe(3);
      for (const turn of turns) expect(about(turn)['bridgekeeper.change.id']).toBe(id);
      const [asked] = turns;
      const ofAsked = receiver.spans.filter(({ parentSpanId }) => parentSpanId === asked?.spanId);
      const names = ofAsked.map(({ name }) => name);
      expect(names).toContain('GET /v1.0/policies/crossTenantAccessPolicy/partners/{id}');
      expect(names).toContain('POST /v3/conversations/{conversationId}/activities/{activityId}');
      expect(names).toContain('store insert');
      expect(steps[0]?.links?.[0]?.traceId).toBe(asked?.traceId);

      // The log leads there, too.
      expect(ofTheTenant.map(({ trace_id }) => trace_id)).toContain(whole.traceId);
      for (const figure of receiver.figures('bridgekeeper.changes.ended')) {
        expect(figure).toEqual({ value: 1, attributes: { 'bridgekeeper.change.state': 'applied' } });
      }
      expect(receiver.figures('bridgekeeper.changes.ended').length).toBeGreaterThan(0);

      // No name, no text, no id but of changes and requests.
      const told = receiver.bodies.join('\n');
      const tenants = Object.values(organizations).flatMap(({ tenantId, displayName }) => [tenantId, displayName]);
      const persons = Object.values(people).flatMap((one) => [one.id, one.displayName, one.userPrincipalName]);
      const never = [...tenants, ...persons, 'Falcon', 'fabrikam', 'thread.tacv2', 'Bearer', world.folder];
      expect(never.filter((text) => told.includes(text))).toEqual([]);
      expect(told).toContain(id);
      expect(fabrikam.tenantId).not.toBe('');
    } finally {
      await receiver.close();
      await remove();
    }
  }),
  5 * 60_000,
);

test(
  'every figure is told that the list of figures has, and a look is a trace',
  inWorld(async (world) => {
    const receiver = await startOtlpReceiver();
    try {
      await startWatched(world, receiver, { WATCH_INTERVAL_SECONDS: '1', APPROVALS: 'self' });
      await until(() => world.bot.stdout.includes('watch.began'), 'the first look');
      await world.chat.ask('dana', 'enable sync for fabrikam.com');
      world.microsoft.graph.fail({ kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: 0, times: 1 });
      const card = await world.chat.ask('ada', 'enable sync for fabrikam.com');
      await until(
        () => receiver.figures('bridgekeeper.changes.open').some(({ value }) => value === 1),
        'the change that waits',
      );
      await world.chat.press('ada', card, 'Cancel');
      await until(
        () => {
          const missing = Object.keys(METRICS).filter((name) => !receiver.metricNames.has(name));
          return missing.length === 0;
        },
        () =>
          `figures: ${Object.keys(METRICS)
            .filter((name) => !receiver.metricNames.has(name))
            .join(', ')}`,
      );
      expect([...receiver.metricNames].sort()).toEqual(Object.keys(METRICS).sort());
      const last = (name: string) => receiver.figures(name).at(-1);
      expect(last('bridgekeeper.leader')?.value).toBe(1);
      expect(last('bridgekeeper.epoch')?.value).toBe(0);
      expect(last('bridgekeeper.listeners')?.value).toBe(0);
      expect(last('bridgekeeper.look.age')?.value).toBeLessThan(60);
      expect(receiver.figures('bridgekeeper.refusals')).toContainEqual({
        value: 1,
        attributes: { 'bridgekeeper.refusal.kind': 'roleMissing' },
      });
      // Nothing but what the list says divides a figure.
      for (const [name, { by }] of Object.entries(METRICS)) {
        const divided = receiver.figures(name).flatMap(({ attributes }) => Object.keys(attributes));
        expect([...new Set(divided)].filter((attribute) => !(by as readonly string[]).includes(attribute))).toEqual([]);
      }
      const look = receiver.spans.find(({ name }) => name === 'look');
      const below = receiver.spans.filter(({ parentSpanId }) => parentSpanId === look?.spanId);
      expect(look?.parentSpanId ?? '').toBe('');
      expect(below.map(({ name }) => name)).toContain('GET /v1.0/policies/crossTenantAccessPolicy/partners');
      await stop(world.bot);
    } finally {
      await receiver.close();
    }
  }),
  5 * 60_000,
);
