import { expect, test } from 'vitest';
import type { Fault, Partner } from '../../src/simulator/graph.ts';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { newPartner } from '../../src/simulator/tenant.ts';
import { alertsIn, seenIn } from '../support/alerts.ts';
import { titlesOf } from '../support/cards.ts';
import { postsIn, SECURITY, settle, subscribe } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { randomOf } from '../support/random.ts';
import { Story } from '../support/story.ts';

/**
 * Many random changes by the bot and by others, with faults. Beside the bot runs a model of what it must report: after
 * every look exactly what others changed since the last one, and nothing of the bot's own; and all of that is in the
 * channel, once each, as it stands.
 */

const CHANGES = 1000;
const PARTNERS = 25;
const SEED = 20_261_121;

/** What the watcher can see of a partner, flat. */
type Seen = {
  partner: boolean;
  inbound: boolean | null;
  outbound: boolean | null;
  policy: boolean;
  name: string | null;
  sync: boolean | null;
};
const ABSENT: Seen = { partner: false, inbound: null, outbound: null, policy: false, name: null, sync: null };

function seen(partner: Partner | undefined): Seen {
  if (partner === undefined) return ABSENT;
  const { automaticUserConsentSettings: consent, identitySynchronization: policy } = partner;
  return {
    partner: true,
    inbound: consent?.inboundAllowed ?? null,
    outbound: consent?.outboundAllowed ?? null,
    policy: policy !== null,
    name: policy?.displayName ?? null,
    sync: policy?.userSyncInbound?.isSyncAllowed ?? null,
  };
}

const same = (a: Seen, b: Seen): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `base` with what is different between the two. */
function withDifference(base: Seen, before: Seen, after: Seen): Seen {
  const differing = Object.entries(after).filter(([name, value]) => before[name as keyof Seen] !== value);
  const merged: Seen = { ...base, ...Object.fromEntries(differing) };
  if (!merged.partner) return ABSENT;
  return merged.policy ? merged : { ...merged, name: null, sync: null };
}

const WRITE_FAULTS: readonly Fault[] = [
  { kind: 'reset-after' },
  { kind: 'reset-before' },
  { kind: 'half-body' },
  { kind: 'status', status: 504, takesEffect: true },
  { kind: 'status', status: 503, retryAfter: 0 },
  { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
];
const READ_FAULTS: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
  { kind: 'status', status: 500, query: /skiptoken/ },
  { kind: 'reset-before' },
  { kind: 'half-body' },
];

const FIRST_LOOK = 'I begin with an empty memory';
const BETWEEN =
  /^(?:Switched on and off again|More was allowed for a while|Something was changed and is back|Several settings were changed)/;

test(`${CHANGES} random changes by the bot and by others, with faults: what others did is reported, and nothing else`, async () => {
  /** Each change has numbers of its own: how long the one before it took, and how often it was looked at, moves none. */
  let random = randomOf(SEED);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const story = await Story.begin({
    tenant: manyPartners(PARTNERS),
    pageSize: 10,
    preview: false,
    auditDelayMs: 60_000,
  });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  const ids = [...story.graph.tenant.partners.keys()];
  const now = (id: string): Seen => seen(story.partner(id));
  /** How each partner should look, and how the bot last knew it. */
  const wanted = new Map(ids.map((id) => [id, now(id)]));
  const known = new Map(wanted);
  const of = (map: Map<string, Seen>, id: string): Seen => map.get(id) ?? ABSENT;
  /** What others made of each since the bot last knew it, and of which that was open in between and no drift tells of it. */
  const between = new Map<string, Seen[]>();
  const passed = new Set<string>();
  const wasOpen = (id: string): boolean => (between.get(id) ?? []).some(({ sync }) => sync === true);
  let reported = 0;
  let own = 0;
  /** Whether something was found about the partner that the bot was writing: its change had ended by then. */
  let foundBusy = false;

  const linesOf = (event: string) => story.log.filter((line) => line['event'] === event);
  /** The open drifts as the channel shows them: their ids, by tenant id. */
  const open = (): Map<string, string> =>
    new Map(
      seenIn(story)
        .filter(({ state }) => state === 'open')
        .map(({ tenantId, driftId }) => [tenantId, driftId]),
    );
  const sorted = (ids: Iterable<string>): string => [...ids].sort().join(' ');
  /** Once the channel is told of the first look, too. */
  const posts = (): number =>
    postsIn(story, SECURITY).filter(({ summary }) => summary !== FIRST_LOOK && !BETWEEN.test(summary)).length;
  /** The channel comes to show every drift once, and as open exactly where a partner is not as it should be. */
  const told = async (busy?: string): Promise<void> => {
    const due = ['drift.found', 'watch.lost', 'watch.back'].flatMap(linesOf).length;
    await story.until(() => posts() === due, `${due} posts`);
    const differing = ids.filter((id) => id !== busy && !same(of(known, id), of(wanted, id)));
    const shown = (): string => sorted([...open().keys()].filter((id) => id !== busy));
    await story.until(() => shown() === sorted(differing), `${shown()} as ${sorted(differing)}`);
  };

  /** Looks while one partner is perhaps being written; of all others, exactly what is new must be found. */
  const lookAround = async (busy?: string): Promise<void> => {
    const before = linesOf('drift.found').length;
    const others = ids.filter((id) => id !== busy);
    const expected = others.filter((id) => !same(now(id), of(known, id)) && !same(now(id), of(wanted, id)));
    await story.watch();
    const found = linesOf('drift.found')
      .slice(before)
      .map((line) => String(line['tenantId']));
    expect(found.filter((id) => id !== busy).sort()).toEqual(expected.sort());
    for (const id of others) seenBy(id);
    if (busy !== undefined && found.includes(busy)) foundBusy = true;
    reported += found.length;
    await told(busy);
  };

  /** A look has compared it: what is open now is a drift. */
  const seenBy = (id: string): void => {
    if (![now(id), of(known, id)].some(({ sync }) => sync === true) && wasOpen(id)) passed.add(id);
    between.delete(id);
    known.set(id, now(id));
  };

  /** A change of the bot's has ended: what others opened before it and is not open still, no look will find. */
  const writtenBy = (id: string, before: Seen): void => {
    const isOpenStill = before.sync === true && now(id).sync === true;
    if (!isOpenStill && of(known, id).sync !== true && wasOpen(id)) passed.add(id);
    if (now(id).sync !== before.sync) between.delete(id);
    for (const map of [wanted, known]) map.set(id, withDifference(of(map, id), before, now(id)));
    if (foundBusy) seenBy(id);
    foundBusy = false;
  };

  const look = async (): Promise<void> => {
    const before = linesOf('drift.found').length;
    if (random(6) === 0) {
      const mend = story.graph.fail({ ...pick(READ_FAULTS), method: 'GET', path: /partners$/ });
      await story.watch();
      mend();
      expect(linesOf('drift.found').length).toBe(before);
      await told();
      return;
    }
    if (random(4) === 0) story.teams.fail(pick(['POST', 'PUT'] as const), pick([412, 429, 503]), 4, SECURITY);
    await lookAround();
  };

  const byOthers = (): void => {
    const id = pick(ids);
    story.graph.act(
      {
        user: { id: 'someone', displayName: 'Someone', userPrincipalName: 'someone@woodgrove.com' },
        ipAddress: '203.0.113.7',
      },
      id,
      (partner) => {
        if (partner === undefined) return newPartner(id);
        const policy = partner.identitySynchronization;
        switch (random(6)) {
          case 0:
            return random(3) === 0 ? undefined : partner;
          case 1:
            partner.automaticUserConsentSettings = { inboundAllowed: pick([true, false, null]), outboundAllowed: null };
            return partner;
          case 2:
            partner.identitySynchronization = null;
            return partner;
          default:
            partner.identitySynchronization = {
              displayName: pick([policy?.displayName ?? 'New', 'Another name']),
              userSyncInbound: { isSyncAllowed: pick([true, false, null]) },
              groupSyncInbound: policy?.groupSyncInbound ?? null,
            };
            return partner;
        }
      },
    );
    noted(id);
  };

  const noted = (id: string): void => {
    between.set(id, [...(between.get(id) ?? []), now(id)]);
  };

  /** What Ada is answered; what is posted elsewhere meanwhile is no answer. */
  const ask = async (line: string): Promise<BotMessage> => {
    const before = story.teams.messages.length;
    const answer = () => story.teams.messages.slice(before).find(({ conversationId }) => conversationId === 'a:ada');
    await story.say('ada', line);
    await story.until(() => answer() !== undefined, `an answer to ${line}`);
    return answer() ?? story.last;
  };

  const byTheBot = async (): Promise<void> => {
    const drift = [...open()][0];
    const id = random(4) === 0 && drift !== undefined ? drift[0] : pick(ids);
    const line =
      id === drift?.[0] && random(2) === 0
        ? `revert drift ${drift[1]}`
        : `${pick(['enable sync for', 'disable sync for', 'enable auto redemption from', 'disable auto redemption from', 'delete sync policy for', 'remove partner'])} ${id}`;
    const before = now(id);
    const card = await ask(line);
    if (!titlesOf(card.cards[0]).includes('Confirm')) return;
    const mend =
      random(6) === 0
        ? story.graph.fail({ ...pick(WRITE_FAULTS), method: pick(['PATCH', 'PUT', 'DELETE']), times: 1 })
        : undefined;
    await story.press('ada', card, 'Confirm');
    while (!/Applied|Not applied|Partly|person must look|Out of date/i.test(story.words(card))) {
      // A look in the middle of it must not take half of a change for somebody else's.
      if (random(4) === 0) await lookAround(id);
      await story.later(0.05);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    mend?.();
    own += 1;
    writtenBy(id, before);
    if (story.words(card).includes('Applied')) return;
    // Whether a change that was given up takes effect late or somebody does the same meanwhile cannot be told apart.
    await story.later(6);
    await lookAround();
  };

  const accept = async (): Promise<void> => {
    const drift = [...open()][0];
    if (drift === undefined) return;
    const [id, driftId] = drift;
    await ask(`accept drift ${driftId} because it is fine`);
    wanted.set(id, of(known, id));
    await told();
  };

  await story.watch();
  for (let change = 0; change < CHANGES; change += 1) {
    random = randomOf(SEED + change);
    if (random(10) < 6) byOthers();
    else if (random(8) === 0) await accept();
    else await byTheBot();
    if (random(5) === 0) await look();
    // More than ten drifts of one look are one card, which stories are about.
    else if (ids.filter((id) => !same(now(id), of(known, id))).length > 7) await lookAround();
    if (change % 300 === 299) await story.restart();
    await story.later(0.1);
  }
  await look();
  await settle(story);
  expect(alertsIn(story)).toHaveLength(linesOf('drift.found').length);
  // What was open between two looks, and is closed again, was so.
  const openings = postsIn(story, SECURITY)
    .filter(({ summary }) => BETWEEN.test(summary))
    .flatMap((post) => [...story.words(post).matchAll(/User sync of [^\n]*\nTenant id\n(\S+)\nWas switched\non/g)])
    .map((match) => match[1]);
  expect(openings.filter((id) => id === undefined || !passed.has(id))).toEqual([]);
  expect(openings.length).toBeGreaterThan(0);
  const named = alertsIn(story).map((post) => /\n(?:By|Last by)\n(.+?)(?: \(|$)/m.exec(story.words(post))?.[1]);
  expect(named.filter((name) => name !== 'Someone' && !name?.startsWith('not known yet'))).toEqual([]);
  expect(named.filter((name) => name === 'Someone').length).toBeGreaterThan(reported / 2);
  await story.end();
  expect(reported).toBeGreaterThan(50);
  expect(own).toBeGreaterThan(100);
});
