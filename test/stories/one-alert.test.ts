import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertsIn, expectAlerts } from '../support/alerts.ts';
import { SECURITY, subscribe } from '../support/channel.ts';
import { randomOf } from '../support/random.ts';
import { organizations, Story } from '../support/story.ts';

/** One change is one alert, also where replicas of Graph do not agree for a while. */

const { fabrikam } = organizations;

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: 24 * 60 * 60_000 });
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
});
afterEach(() => story.end());

const expectOne = (state: string) => expectAlerts(story, [`${fabrikam.tenantId} ${state}`]);
const policy = () => {
  const found = story.partner(fabrikam.tenantId)?.identitySynchronization;
  if (!found) throw new Error('no policy');
  return found;
};
/** What each reading of Graph shows from now on. */
const replicasShow = (isSyncAllowed: () => boolean): void => {
  Object.defineProperty(policy(), 'userSyncInbound', {
    configurable: true,
    enumerable: true,
    get: () => ({ isSyncAllowed: isSyncAllowed() }),
  });
};
const switchedOn = async (): Promise<void> => {
  story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization }) => {
    if (identitySynchronization) identitySynchronization.userSyncInbound = { isSyncAllowed: true };
  });
  await story.watch();
  await expectOne('open');
};
const looks = (): number => story.graph.requests.filter(({ path }) => path.endsWith('/partners')).length;
/** Each reading of Graph is old at random, in two looks in a row at most, however long they take: a third would be believed. */
const lookWhileReplicasLag = async (seed: number): Promise<void> => {
  const random = randomOf(seed);
  const before = looks();
  let seen = looks();
  let oldInARow = 0;
  replicasShow(() => {
    if (seen !== looks()) {
      seen = looks();
      oldInARow = oldInARow < 2 && random(4) > 0 ? oldInARow + 1 : 0;
      story.passUnnoticed(0.1);
    }
    return oldInARow === 0 || random(6) === 0;
  });
  while (looks() < before + 20) await story.watch();
};

describe('a change that somebody else made', () => {
  beforeEach(switchedOn);

  test('is told once where a replica is behind for a while', async () => {
    const before = looks();
    replicasShow(() => looks() > before + 2);
    await story.watch();
    expect(looks()).toBeGreaterThan(before + 2);
    await story.watch();
    await expectOne('open');
  });

  test('is told once where each look shows the other', async () => {
    replicasShow(() => looks() % 2 === 0);
    for (let watches = 0; watches < 8; watches += 1) await story.watch();
    await expectOne('open');
  });

  test.each([1, 2, 3])('is told once where each reading is old at random: %i', async (seed) => {
    await lookWhileReplicasLag(seed);
    await expectOne('open');
  });

  test('is gone again when every look shows that for five seconds, which are looked at more closely', async () => {
    const before = looks();
    replicasShow(() => false);
    await story.watch();
    await expectOne('gone');
    expect(looks()).toBeGreaterThanOrEqual(before + 3);
  });

  test('is not found anew by a replica that has not heard that it is gone', async () => {
    replicasShow(() => false);
    await story.watch();
    const before = looks();
    replicasShow(() => looks() <= before + 2);
    await story.watch();
    await story.watch();
    await expectOne('gone');
  });

  test('is not found anew, the other way round, when it was accepted', async () => {
    const id = /D-[0-9A-Z]{8}/.exec(story.words(alertsIn(story)[0] ?? story.last))?.[0] ?? 'no id';
    await story.ask('ada', `accept drift ${id} because it is ours`);
    const before = looks();
    replicasShow(() => looks() > before + 2);
    await story.watch();
    await story.watch();
    await expectOne('accepted');
  });

  test('is told once where a replica knows neither of it nor of what the bot has written since', async () => {
    await story.change('ada', 'enable auto redemption from fabrikam.com');
    const partner = story.partner(fabrikam.tenantId);
    const consent = partner?.automaticUserConsentSettings;
    const before = looks();
    const isOld = () => looks() <= before + 2;
    replicasShow(() => !isOld());
    Object.defineProperty(partner, 'automaticUserConsentSettings', {
      configurable: true,
      enumerable: true,
      get: () => (isOld() ? { inboundAllowed: false, outboundAllowed: null } : consent),
    });
    await story.watch();
    await story.watch();
    await expectOne('open');
  });

  test('hides nothing else: what was never so before is found at once', async () => {
    policy().displayName = 'Never seen';
    await story.watch();
    await expectAlerts(story, [`${fabrikam.tenantId} changed again`, `${fabrikam.tenantId} open`]);
  });
});

test('what the bot has written is no drift where each reading is old at random', async () => {
  await story.change('ada', 'enable sync for fabrikam.com');
  await lookWhileReplicasLag(4);
  await expectAlerts(story, []);
});
