import { afterEach, beforeEach, expect, test } from 'vitest';
import { manyPartners } from '../../src/simulator/seed/seed.ts';
import { expectAlerts, onlyAlert } from '../support/alerts.ts';
import { inThread, SECURITY, subscribe } from '../support/channel.ts';
import { lived } from '../support/lived.ts';
import { Story, type Who } from '../support/story.ts';

let story: Story;
/** A partner whose sync is off. */
const PARTNER = '00000000-0000-4000-8000-000000000002';
const OTHER = '00000000-0000-4000-8000-000000000003';

const isNameLookup = ({ path }: { readonly path: string }) => path.includes('findTenantInformation');
const lookups = () => story.graph.requests.filter(isNameLookup);
const isSyncOn = (tenantId: string) => story.letsIn({ tenantId });

beforeEach(async () => {
  story = await Story.begin({
    tenant: manyPartners(60),
    confirmWithinMinutes: 48 * 60,
    graphWithinMs: 10 * 60_000,
  });
});
afterEach(() => story.end());

/** Somebody writes what may be answered when the story is over. */
function sayUnheard(who: Who, line: string): void {
  story.say(who, line).catch(() => undefined);
}

/** A line asks for more than lines may have at once, and Graph answers none of it. */
async function linesKeepGraphBusy(): Promise<void> {
  // For a change names are read anew that are older than a day.
  story.passUnnoticed(25 * 60);
  story.graph.fail({ kind: 'hang-before', path: /findTenantInformation/ });
  story.graph.clearRequests();
  sayUnheard('ben', `enable sync for ${OTHER}`);
  // Nothing else goes on meanwhile.
  for (let tries = 0; tries < 400 && lookups().length < 32; tries += 1) await lived(5);
  expect(lookups()).toHaveLength(32);
}

test('Confirm is decided, written and read back, and a look is made, as if nobody else asked', async () => {
  await story.watch();
  const card = await story.ask('ada', `enable sync for ${PARTNER}`);
  await linesKeepGraphBusy();
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'Applied');
  expect(isSyncOn(PARTNER)).toBe(true);
  await story.watch();
  expect(lookups()).toHaveLength(32);
  // Who reads another partner waits: that is what there is a bound for.
  sayUnheard('dana', `show ${OTHER}`);
  const before = story.graph.requests.length;
  for (let n = 0; n < 5; n += 1) await story.later(0);
  expect(story.graph.requests.slice(before).filter(({ path }) => path.includes(OTHER))).toEqual([]);
});

test('so is what is confirmed in words', async () => {
  const card = await story.ask('ada', `enable sync for ${PARTNER}`);
  await linesKeepGraphBusy();
  sayUnheard('ada', `confirm ${story.changeOn(card)}`);
  await story.seen(card, 'Applied');
  expect(lookups()).toHaveLength(32);
});

test('so is Accept on a drift', async () => {
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
  story.elsewhere('eli', PARTNER, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
  });
  await story.watch();
  await expectAlerts(story, [`${PARTNER} open`]);
  const drift = onlyAlert(story);
  await linesKeepGraphBusy();
  await story.typeAndPress('ada', drift, 'agreed', 'Accept', inThread(story, drift));
  await story.seen(drift, 'Accepted');
  expect(lookups()).toHaveLength(32);
});

test('so is what a stop left in flight, when the next process settles it', async () => {
  const card = await story.ask('ada', `enable sync for ${PARTNER}`);
  const works = story.graph.fail({ kind: 'hang-after', method: 'PATCH' });
  await story.press('ada', card, 'Confirm');
  await story.until(() => story.writes().length > 0, 'a write');
  await story.stop(20);
  works();
  await story.start();
  await linesKeepGraphBusy();
  await story.until(() => story.words(card).includes('Applied'), 'settled');
});
