import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { groups } from '../../src/simulator/seed/seed.ts';
import { SECURITY, subscribe } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { organizations, people, Story, type StoryOptions, type Who } from '../support/story.ts';

const { fabrikam } = organizations;

let story: Story;
const begin = async (options: StoryOptions): Promise<void> => {
  story = await Story.begin(options);
  await subscribe(story, 'ada', 'notify here about drift', SECURITY);
  await story.watch();
};
afterEach(() => story.end());

const LATE = 24 * 60 * 60_000;
const open = async (who: Who): Promise<void> => {
  story.elsewhere(who, fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
  });
  await story.watch();
};
const alerts = (): readonly BotMessage[] =>
  story.teams.messages.filter((message) => /D-[0-9A-Z]{8}, found on/.test(story.words(message)));
const alert = async (count = 1): Promise<BotMessage> => {
  await story.until(() => alerts().length >= count, `${count} alerts`);
  const last = alerts().at(-1);
  if (last === undefined) throw new Error('no alert');
  return last;
};
const idOn = (card: BotMessage): string =>
  story
    .words(card)
    .match(/D-[0-9A-Z]{8}/g)
    ?.at(-1) ?? 'no id';
const accept = async (who: Who, id: string): Promise<string> =>
  story.words(await story.ask(who, `accept drift ${id} because agreed`));

describe.each(['second-person', 'risk'] as const)('by %s, what opened the tenant is accepted', (approvals) => {
  test('by nobody who made it, once they are named, and by one other administrator', async () => {
    await begin({ approvals, auditDelayMs: 0 });
    await open('ben');
    const card = await alert();
    await story.seen(card, 'Ben Haddad');
    expect(story.words(card)).toContain('Only an administrator who did not make it can accept it.');
    expect(await accept('ben', idOn(card))).toContain('You cannot accept your own change');
    expect(await accept('ada', idOn(card))).toContain('Accepted');
    await story.seen(card, 'Ada Osei accepted it');
  });

  test('by two while nobody is named, and nothing waits for the name', async () => {
    await begin({ approvals, auditDelayMs: LATE });
    await open('eli');
    const card = await alert();
    expect(story.words(card)).toContain('two administrators have to accept it');
    expect(await accept('ben', idOn(card))).toContain('Another administrator has to accept it, too');
    expect(await accept('ben', idOn(card))).toContain('You have accepted it already');
    await story.seen(card, 'Ben Haddad accepted it');
    expect(story.words(await story.ask('dana', 'list drift'))).toContain(idOn(card));
    expect(await accept('ada', idOn(card))).toContain('Accepted');
    expect(story.words(await story.ask('dana', 'list drift'))).not.toContain(idOn(card));
  });
});

test('the card says what the decision asks: whoever made what it took up counts, too', async () => {
  await begin({ approvals: 'risk', auditDelayMs: 0 });
  const app = { appId: 'd0d0d0d0-0000-4000-8000-000000000001', displayName: 'Terraform' };
  story.graph.act({ app }, fabrikam.tenantId, (partner) => {
    if (partner?.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: true };
    return partner;
  });
  await story.watch();
  await story.seen(await alert(), 'Terraform');
  story.elsewhere('ben', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.displayName = 'Projects';
  });
  await story.watch();
  const card = await alert(2);
  await story.seen(card, 'Ben Haddad');
  expect(story.words(card)).toContain('two administrators have to accept it');
  expect(await accept('ada', idOn(card))).toContain('Another administrator has to accept it, too');
});

test('the cards of what is open say what it takes by the rule of the next start', async () => {
  await begin({ approvals: 'self', auditDelayMs: LATE });
  await open('eli');
  const card = await alert();
  expect(story.words(card)).not.toContain('two administrators');
  await story.restart({ approvals: 'risk' });
  await story.later(1);
  await story.seen(card, 'two administrators have to accept it');
  await story.restart({ approvals: 'self' });
  await story.later(1);
  await story.until(() => !story.words(card).includes('two administrators'), 'the rule of the last start');
  expect(alerts()).toHaveLength(1);
});

test('by a second administrator while the first still may', async () => {
  await begin({ approvals: 'risk', auditDelayMs: LATE });
  await open('eli');
  const card = await alert();
  await accept('ben', idOn(card));
  const group = story.graph.tenant.groups.get(groups.securityOperations.id);
  if (group) group.members = [];
  expect(await accept('ada', idOn(card))).toContain('Another administrator has to accept it, too');
  await story.seen(card, 'Ada Osei accepted it');
  expect(story.words(await story.ask('dana', 'list drift'))).toContain(idOn(card));
});

test('by nobody who was written into the store as the first of two', async () => {
  await begin({ approvals: 'risk', auditDelayMs: LATE });
  await story.ask('ada', 'help');
  await open('ben');
  const card = await alert();
  await story.stop();
  const sql = new DatabaseSync(story.storePath);
  const by = { objectId: people.ada.id, tenantId: organizations.woodgrove.tenantId, displayName: 'Ada Osei' };
  const half = JSON.stringify({ by, reason: 'agreed', at: story.now() });
  sql.prepare("UPDATE drifts SET body = json_set(body, '$.half', json(?))").run(half);
  sql.close();
  await story.start();
  expect(await accept('ben', idOn(card))).toContain('Somebody may have changed my store');
  expect(story.words(await story.ask('dana', 'list drift'))).toContain(idOn(card));
  await story.until(
    () =>
      story.teams.messages.some(
        (message) => message.conversationId === 'a:ada' && story.words(message).includes('Somebody may have changed'),
      ),
    'a letter',
  );
});

test('by two where the audit log cannot be read', async () => {
  await begin({ approvals: 'risk', auditDelayMs: 0 });
  story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /directoryAudits/ });
  await open('ben');
  const card = await alert();
  await story.later(1);
  expect(await accept('ben', idOn(card))).toContain('Another administrator has to accept it, too');
  expect(await accept('ada', idOn(card))).toContain('Accepted');
});

test('what closes is accepted by one, and so is everything where everybody decides alone', async () => {
  await begin({ approvals: 'risk', auditDelayMs: LATE });
  story.elsewhere('ben', organizations.contoso.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: false };
  });
  await story.watch();
  expect(await accept('ben', idOn(await alert()))).toContain('Accepted');
  await story.restart({ approvals: 'self' });
  await open('ben');
  expect(await accept('ben', idOn(await alert(2)))).toContain('Accepted');
});

test('the name comes after its own acceptance: the drift is told anew, red, and not accepted by them', async () => {
  await begin({ approvals: 'self', auditDelayMs: 30 * 60_000 });
  await open('ben');
  const first = await alert();
  const id = idOn(first);
  expect(await accept('ben', id)).toContain('Accepted');
  // The rule is another one by the time at which the log tells.
  await story.restart({ approvals: 'risk' });
  await story.later(31);
  const second = await alert(2);
  expect(idOn(second)).not.toBe(id);
  expect(story.words(second)).toContain('High risk');
  await story.seen(second, 'Ben Haddad');
  await story.seen(first, 'Accepted by the person who made it');
  expect(await accept('ben', idOn(second))).toContain('You cannot accept your own change');
  expect(story.words(await story.ask('dana', 'list drift'))).toContain(idOn(second));
  await story.watch();
  expect(alerts()).toHaveLength(2);
  expect(await accept('ada', idOn(second))).toContain('Accepted');
});

test('the name comes after its own acceptance, and a rename of theirs in between does not hide what they opened', async () => {
  await begin({ approvals: 'self', auditDelayMs: 30 * 60_000 });
  await open('ben');
  const first = await alert();
  expect(await accept('ben', idOn(first))).toContain('Accepted');
  await story.restart({ approvals: 'risk' });
  await story.change('ben', 'rename sync policy for fabrikam.com to Projects');
  await story.watch();
  await story.later(31);
  const second = await alert(2);
  expect(story.words(second)).toContain('High risk');
  await story.seen(first, 'Accepted by the person who made it');
  expect(await accept('ben', idOn(second))).toContain('You cannot accept your own change');
  await story.watch();
  expect(alerts()).toHaveLength(2);
});

test('where no conversation hears of it, that goes to every administrator alone', async () => {
  story = await Story.begin({ approvals: 'self', auditDelayMs: 30 * 60_000 });
  story.teams.install(people.ada.id, 'a:ada');
  await story.say('ben', 'help');
  await story.change('ben', 'enable sync for northwindtraders.com');
  await story.watch();
  await open('ben');
  const told = (who: Who): number =>
    story.teams.messages.filter(
      (message) =>
        message.conversationId === `a:${who}` &&
        story.words(message).includes('no channel or group chat hears of drift'),
    ).length;
  await story.until(() => told('ada') === 1 && told('ben') === 1, 'the first alarm');
  const id = idOn(await story.ask('ben', 'list drift'));
  expect(await accept('ben', id)).toContain('Accepted');
  await story.restart({ approvals: 'risk' });
  await story.later(31);
  await story.until(() => told('ada') === 2 && told('ben') === 2, 'the second alarm');
  await story.watch();
  await story.later(5);
  expect(told('ada')).toBe(2);
});
