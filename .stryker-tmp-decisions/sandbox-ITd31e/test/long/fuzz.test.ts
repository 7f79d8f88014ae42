// @ts-nocheck
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buttonsOf } from '../support/cards.ts';
import { AUDIT, GROUP, at } from '../support/channel.ts';
import { Story, type Who } from '../support/story.ts';

/**
 * 100,000 requests that are random, or were right once and have been changed at random, each with a good token as a rule:
 * never a 5xx, never a crash, never a write, and no memory that is kept.
 */

const REQUESTS = 100_000;
const BATCH = 1_000;
const AT_ONCE = 16;
const SEED = 20_261_121;
const MEGABYTE = 1024 * 1024;
/** What a run may hold on to, whatever was sent: caches have a size, and SQLite keeps some pages. */
const MOST_KEPT = 48 * MEGABYTE;
const PLENTY = { atOnce: 10_000_000, everyMs: 1 };
const LIMITS = { messages: { person: PLENTY, conversation: PLENTY }, clicks: { person: PLENTY, conversation: PLENTY } };

/** Nobody of whom the change is that waits for a click. */
const SENDERS = ['ada', 'dana', 'eli', 'finn'] as const satisfies Who[];
const LINES = [
  'help',
  'whoami',
  'list partners',
  'show fabrikam.com',
  'enable sync for fabrikam.com because fuzz',
  'disable sync for contoso.com',
  'undo C-7K3M9QX2',
  'break glass: enable sync for fabrikam.com because fuzz',
  'history page 9007199254740993',
];
const INVOKES = [
  'adaptiveCard/action',
  'composeExtension/query',
  'task/fetch',
  'signin/verifyState',
  'fileConsent/invoke',
];
const TYPES = [
  'message',
  'invoke',
  'installationUpdate',
  'conversationUpdate',
  'messageUpdate',
  'messageDelete',
  'messageReaction',
  'event',
  'typing',
  'endOfConversation',
  'trace',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Holder = { readonly parent: Json[] | Record<string, Json>; readonly key: string };

/** Every place of a value at which something stands. */
function places(value: Json): Holder[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, below]) => [{ parent: value, key }, ...places(below)]);
}

const mutation = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('remove', 'replace', 'wrap', 'rename', 'enlarge'),
  value: fc.jsonValue({ maxDepth: 3 }),
  name: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'type', 'id', 'tenantId'), fc.string()),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(activity: Json, { at: index, how, value, name }: Mutation): void {
  const all = places(activity);
  const place = all[index % Math.max(1, all.length)];
  if (place === undefined) return;
  const holder = place.parent as Record<string, Json>;
  const old = holder[place.key] ?? null;
  if (how === 'replace') holder[place.key] = value as Json;
  else if (how === 'wrap') holder[place.key] = [old];
  else if (how === 'enlarge') holder[place.key] = typeof old === 'string' ? old.repeat(200) : 1e308;
  else if (!Array.isArray(place.parent)) {
    Reflect.deleteProperty(holder, place.key);
    if (how === 'rename')
      Object.defineProperty(holder, name, { value: old, enumerable: true, configurable: true, writable: true });
  }
}

/** Once in a while. */
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 19, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const request = fc.record({
  who: fc.constantFrom(...SENDERS),
  type: fc.constantFrom(...TYPES, 'message', 'message', 'invoke', 'invoke', 'invoke'),
  where: fc.constantFrom('personal', 'group', 'channel'),
  text: fc.oneof(fc.constantFrom(...LINES), fc.string({ unit: 'grapheme', maxLength: 300 })),
  invoke: fc.constantFrom(...INVOKES, 'adaptiveCard/action', 'adaptiveCard/action'),
  button: fc.nat(),
  trigger: fc.constantFrom('manual', 'manual', 'automatic', null, 7),
  mutations: fc.oneof(fc.constant([]), fc.array(mutation, { maxLength: 4 })),
  raw: seldom(fc.oneof(fc.string({ maxLength: 500 }), fc.json({ maxDepth: 2 }))),
  cut: seldom(fc.nat({ max: 600 })),
  headers: seldom(
    fc.constantFrom<Readonly<Record<string, string>>>(
      { authorization: '' },
      { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
      { authorization: 'Basic YTpi' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-encoding': 'gzip' },
      { 'content-type': 'application/json; charset=utf-16' },
    ),
  ),
});
type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

test('100,000 random requests: never a 5xx, never a crash, never a write, memory flat', async () => {
  const story = await Story.begin({ limits: LIMITS, graphWithinMs: 20_000 });
  try {
    const waiting = await story.ask('ben', 'enable sync for fabrikam.com');
    const buttons = buttonsOf(waiting.cards[0]);
    const offers = buttonsOf((await story.ask('dana', 'list partners')).cards[0]);
    const known = [...buttons, ...offers];

    const bodyOf = ({ who, type, where, text, invoke, button, trigger, mutations, raw, cut }: Request): string => {
      if (raw !== null) return raw;
      const place = where === 'personal' ? {} : at(story, where, where === 'group' ? GROUP : AUDIT);
      const action = { type: 'Action.Execute', ...known[button % known.length] };
      const activity = structuredClone({
        ...story.message(who, text, place),
        type,
        ...(type === 'invoke' ? { name: invoke, replyToId: waiting.id, value: { action, trigger } } : {}),
        ...(type === 'installationUpdate' ? { action: button % 2 === 0 ? 'add' : 'remove' } : {}),
        ...(type === 'conversationUpdate' ? { membersAdded: [{ id: '28:x' }], membersRemoved: [] } : {}),
      }) as Json;
      for (const one of mutations) mutate(activity, one);
      const body = JSON.stringify(activity);
      return cut === null ? body : body.slice(0, cut);
    };

    const statuses = new Map<number, number>();
    let heapAfterWarmUp = 0;
    for (let batch = 0; batch < REQUESTS / BATCH; batch += 1) {
      const queue = fc.sample(request, { seed: SEED + batch, numRuns: BATCH });
      const hand = async (): Promise<void> => {
        for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
          const body = bodyOf(next);
          const response = await story.post(body, next.headers ?? {});
          await response.arrayBuffer();
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
          if (response.status >= 500) throw new Error(`HTTP ${response.status} to ${body}`);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, hand));
      await story.later(1);
      expect(story.writes()).toEqual([]);
      // Only what the bot itself keeps is to be measured.
      story.forget();
      if (batch === 9) heapAfterWarmUp = heap();
    }
    expect(heap() - heapAfterWarmUp).toBeLessThan(MOST_KEPT);
    // They were no idle talk: much was answered, much was refused at the door.
    expect((statuses.get(200) ?? 0) + (statuses.get(202) ?? 0)).toBeGreaterThan(REQUESTS / 4);
    expect([...statuses].filter(([status]) => status >= 400).length).toBeGreaterThan(3);

    expect((await fetch(`${story.url}/readyz`)).status).toBe(200);
    expect(story.words(await story.ask('ada', 'help'))).toContain('enable sync');
  } finally {
    await story.end();
  }
});

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heap(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
