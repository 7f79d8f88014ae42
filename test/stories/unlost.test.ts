import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPartner } from '../../src/simulator/tenant.ts';
import { at, AUDIT, SECURITY, settle, subscribe } from '../support/channel.ts';
import { APP_ID, organizations, people, Story, type StoryOptions } from '../support/story.ts';

/** What every administrator is to know is not lost because nobody can say at that moment who they are. */

const { fabrikam, northwindTraders } = organizations;
const BEGAN = 'I begin with an empty memory';
const ALARM = 'My own identity is used by somebody else';
const RULE = 'The rule of approvals has changed';
const NOBODY = 'Nobody hears of changes that are not made through me';
const UNHEARD = 'no channel or group chat hears of drift';

let story: Story;
let mend: () => void;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ auditDelayMs: 5_000, ...options });
  for (const who of ['ada', 'ben'] as const) story.teams.install(people[who].id, `a:${who}`);
  // By whom Teams tells the bot a way to everybody.
  await story.say('dana', 'help');
};
beforeEach(() => {
  mend = () => undefined;
});
afterEach(() => story.end());

const saidTo = (who: string, text: string): readonly string[] =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId === `a:${who}`)
    .map((message) => story.words(message))
    .filter((words) => words.includes(text));
/** Nobody can say who holds the role. */
const blind = (): void => {
  mend = story.graph.fail({
    kind: 'status',
    status: 403,
    code: 'Authorization_RequestDenied',
    path: /roleAssignments/,
  });
};
const unread = async (word: string): Promise<void> => {
  await story.later(1);
  const isSaid = () => story.log.some((line) => line['event'] === 'administrators.unread' && line['word'] === word);
  await story.until(isSaid, `${word}: the administrators cannot be read`);
};
/** Both administrators have it, once, also after a while and another start. */
const toldOnce = async (text: string): Promise<void> => {
  for (let minute = 0; minute < 2; minute += 1) {
    await story.later(1);
    await settle(story);
  }
  for (const who of ['ada', 'ben']) await story.until(() => saidTo(who, text).length > 0, `${text}, to ${who}`);
  await story.restart();
  await story.later(2);
  await settle(story);
  expect([saidTo('ada', text).length, saidTo('ben', text).length]).toEqual([1, 1]);
};
const steal = (): void => {
  const thief = { app: { appId: APP_ID, displayName: 'Bridgekeeper' } };
  story.graph.act(thief, northwindTraders.tenantId, (partner) => ({
    ...(partner ?? newPartner(northwindTraders.tenantId)),
    automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: null },
  }));
};

describe('where the administrators cannot be read for a while', () => {
  test.each(['nobody', 'a channel'])('the loudest alarm is told when they can: %s is subscribed', async (who) => {
    await begin();
    if (who !== 'nobody') await subscribe(story, 'ada', 'notify here', SECURITY);
    await story.watch();
    blind();
    steal();
    await story.later(1);
    await unread('misuse');
    mend();
    await toldOnce(ALARM);
  });

  test('also by the next process', async () => {
    await begin();
    await story.watch();
    blind();
    steal();
    await story.later(1);
    await unread('misuse');
    await story.stop();
    mend();
    await story.start();
    await toldOnce(ALARM);
  });

  test.each([false, true])('the first look is told when they can (after a restart: %s)', async (restarts) => {
    await begin();
    blind();
    await story.watch();
    await unread('watchBegan');
    if (restarts) await story.stop();
    mend();
    if (restarts) await story.start();
    await toldOnce(BEGAN);
  });

  test.each([false, true])('another rule is told when they can (after a restart: %s)', async (restarts) => {
    await begin({ approvals: 'risk' });
    await story.stop();
    blind();
    await story.restart({ approvals: 'self' });
    await unread('ruleChanged');
    if (restarts) await story.stop();
    mend();
    if (restarts) await story.start();
    await toldOnce(RULE);
  });

  test.each([false, true])(
    'that the last one hears no more is told when they can (after a restart: %s)',
    async (restarts) => {
      await begin();
      await subscribe(story, 'ada', 'notify here', SECURITY);
      await settle(story);
      blind();
      await story.post({
        ...story.message('ben', '', {}),
        text: undefined,
        type: 'installationUpdate',
        action: 'remove',
        ...at(story, 'channel', SECURITY),
      });
      await unread('nobodyHears');
      if (restarts) await story.stop();
      mend();
      if (restarts) await story.start();
      await toldOnce(NOBODY);
    },
  );

  test('a drift that nobody hears is told when they can, by the next process', async () => {
    await begin();
    await subscribe(story, 'ada', 'notify here about changes', AUDIT);
    await story.watch();
    blind();
    story.elsewhere('eli', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.watch();
    await unread('driftUnheard');
    await story.stop();
    mend();
    await story.start();
    await toldOnce(UNHEARD);
  });
});
