import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { entriesOf } from '../store/support.ts';
import { runJournal } from '../../src/journal/run.ts';
import { openJournal } from '../../src/store/checks/journal-reader.ts';
import { at, postsIn, SECURITY, subscribe } from '../support/channel.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

/** What the journal says beside changes and drifts. */

const { fabrikam } = organizations;
const ENABLE = 'enable sync for fabrikam.com';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

type Line = { readonly of: string; readonly id: string; readonly event: Readonly<Record<string, unknown>> };

/** The lines about such things, of a chain that is whole. */
async function linesOf(of: string): Promise<readonly Line[]> {
  const journal = await openJournal(story.storePath);
  try {
    expect((await journal.verify(null)).faults).toEqual([]);
    return (await entriesOf(journal, { first: 1, last: 100_000 }))
      .map(({ line }) => JSON.parse(line) as Line)
      .filter((line) => line.of === of);
  } finally {
    await journal.close();
  }
}
const idOf = (who: Who): string => people[who].id;

const installation = (who: Who, action: 'add' | 'remove') =>
  story.post({
    type: 'installationUpdate',
    id: `installation-${action}-${who}`,
    channelId: 'msteams',
    serviceUrl: story.teams.serviceUrl,
    from: { id: `29:${who}`, aadObjectId: idOf(who) },
    recipient: { id: '28:bot' },
    ...at(story, 'channel', SECURITY),
    conversation: story.conversation('channel', SECURITY),
    action,
  });

describe('who hears', () => {
  test('begins and ends with the name of whoever did it, however it ends', async () => {
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    await story.ask('ben', 'stop notifying here', at(story, 'channel', SECURITY));
    await subscribe(story, 'ada', 'notify here', SECURITY);
    expect((await installation('ben', 'remove')).status).toBe(200);
    await story.until(async () => (await linesOf('subscriptions')).length === 4, 'the end of the subscription');
    expect((await linesOf('subscriptions')).map(({ id, event }) => ({ id, event }))).toMatchObject([
      {
        id: SECURITY,
        event: { kind: 'subscribed', subscription: { by: { objectId: idOf('ada') }, topics: ['drift'] } },
      },
      { id: SECURITY, event: { kind: 'ended', how: 'asked', by: { objectId: idOf('ben') } } },
      { id: SECURITY, event: { kind: 'subscribed', subscription: { by: { objectId: idOf('ada') } } } },
      { id: SECURITY, event: { kind: 'ended', how: 'appRemoved', by: { objectId: idOf('ben') } } },
    ]);
  });
});

describe('what was refused', () => {
  test('of whoever asks for a change: who, what, and why; of whoever only asks to see, nothing', async () => {
    await story.ask('eli', 'list partners');
    await story.ask('dana', ENABLE);
    await story.ask('ada', 'disable sync for woodgrove.com');
    expect((await linesOf('refusals')).map(({ event }) => event)).toMatchObject([
      { by: { objectId: idOf('dana') }, command: 'enable sync', line: ENABLE, why: 'roleMissing', change: null },
      { by: { objectId: idOf('ada') }, command: 'disable sync', why: 'homeTenant' },
    ]);
    expect((await linesOf('refusals'))[1]?.event['tenantId']).toBe(organizations.woodgrove.tenantId);
  });

  test('of whoever clicks on the card of a change: their own or not', async () => {
    const card = await story.ask('ada', ENABLE);
    const id = /C-[0-9A-Z]{8}/.exec(JSON.stringify(card.cards))?.[0];
    await story.press('ben', card, 'Confirm');
    expect((await linesOf('refusals')).map(({ event }) => event)).toMatchObject([
      { by: { objectId: idOf('ben') }, command: 'confirm', line: null, change: id, why: 'notRequester' },
    ]);
  });

  test('of whoever types a decision without an account that counts, as of a click; of a bare yes, nothing', async () => {
    const card = await story.ask('ada', ENABLE);
    const id = /C-[0-9A-Z]{8}/.exec(JSON.stringify(card.cards))?.[0] ?? 'no id';
    const ben = story.graph.tenant.users.get(idOf('ben'));
    if (ben) story.graph.tenant.users.set(ben.id, { ...ben, accountEnabled: false });
    await story.ask('ben', `approve ${id}`);
    await story.ask('ben', 'yes');
    expect((await linesOf('refusals')).map(({ event }) => event)).toMatchObject([
      { by: { objectId: idOf('ben') }, command: 'approve', change: id, why: 'disabledAccount' },
    ]);
  });

  test('of whoever clicks on a card that another administrator decides', async () => {
    await story.restart({ approvals: 'second-person' });
    const card = await story.ask('ada', ENABLE, at(story, 'channel', SECURITY));
    await story.press('ada', card, 'Approve', at(story, 'channel', SECURITY));
    await story.press('eli', card, 'Approve', at(story, 'channel', SECURITY));
    await story.until(async () => (await linesOf('refusals')).length === 2, 'both refusals');
    expect((await linesOf('refusals')).map(({ event }) => event)).toMatchObject([
      { by: { objectId: idOf('ada') }, command: 'approve', why: 'ownChange' },
      { by: { objectId: idOf('eli') }, command: 'approve', why: 'roleMissing' },
    ]);
  });

  test('of somebody of another organisation: who and of which, what, and that they are; not of who cannot be named', async () => {
    const card = await story.ask('ada', ENABLE);
    const id = /C-[0-9A-Z]{8}/.exec(JSON.stringify(card.cards))?.[0];
    story.graph.clearRequests();
    const tenantId = fabrikam.tenantId;
    const from = { id: '29:eve', name: 'Eve', aadObjectId: idOf('eli'), tenantId };
    await story.say('eli', ENABLE, { from });
    await story.say('eli', 'list partners', { from });
    await story.say('eli', 'nonsense', { from });
    await story.say('eli', 'yes', { from });
    await story.say('eli', `approve ${id}`, { from });
    await story.say('eli', `withdraw ${id}`, { from });
    await story.press('eli', card, 'Confirm', { from });
    await story.say('eli', ENABLE, { from: { id: '29:eve', name: 'Eve' } });
    const by = { objectId: idOf('eli'), tenantId, displayName: 'Eve' };
    expect((await linesOf('refusals')).map(({ event }) => event)).toMatchObject([
      { by, command: 'enable sync', line: ENABLE, change: null, why: 'foreignSender' },
      { by, command: 'approve', change: id, why: 'foreignSender' },
      { by, command: 'withdraw', change: id, why: 'foreignSender' },
      { by, command: 'confirm', line: null, change: id, why: 'foreignSender' },
    ]);
    expect(story.graph.requests).toEqual([]);
    expect((await runJournal(['verify'], { ok: true, store: story.storePath }, Date.now())).code).toBe(0);
  });

  test('of whoever clicks on the card of a drift', async () => {
    await subscribe(story, 'ada', 'notify here about drift', SECURITY);
    await story.watch();
    story.elsewhere('ben', fabrikam.tenantId, ({ identitySynchronization: policy }) => {
      if (policy) policy.userSyncInbound = { isSyncAllowed: true };
    });
    await story.watch();
    await story.until(() => postsIn(story, SECURITY).length > 0, 'the card of the drift');
    const [post] = postsIn(story, SECURITY);
    if (post === undefined) throw new Error('no card');
    await story.typeAndPress('eli', post, 'mine', 'Accept', at(story, 'channel', SECURITY));
    await story.until(async () => (await linesOf('refusals')).length === 1, 'the refusal');
    expect((await linesOf('refusals'))[0]?.event).toMatchObject({ by: { objectId: idOf('eli') }, why: 'roleMissing' });
    expect((await linesOf('refusals'))[0]?.event['command']).toMatch(/^accept D-/);
  });
});

test('what somebody rewrote where people read it is named, with both versions', async () => {
  await subscribe(story, 'ada', 'notify here', SECURITY);
  await story.watch();
  await story.change('ada', `${ENABLE} because project Falcon starts`);
  const verified = () => runJournal(['verify'], { ok: true, store: story.storePath }, Date.now());
  expect((await verified()).lines[0]).toMatch(/^The journal is whole/);
  const tool = new DatabaseSync(story.storePath);
  tool.exec(`
    UPDATE changes SET body = json_set(body, '$.proposal.requester.displayName', 'Ben Haddad');
    UPDATE changes SET body = json_set(body, '$.proposal.reason', 'agreed with everybody');
    UPDATE subscriptions SET body = json_set(body, '$.topics', json('["approvals"]'));
  `);
  tool.close();
  const { code, lines } = await verified();
  expect(code).toBe(1);
  expect(lines.join('\n')).toMatch(
    /Change C-\w+, proposal\.requester\.displayName: the store has "Ben Haddad"; the journal tells "Ada Osei"\./,
  );
  expect(lines.join('\n')).toContain(
    'the store has "agreed with everybody"; the journal tells "project Falcon starts".',
  );
  expect(lines.join('\n')).toMatch(/The subscription of 19:security.*, topics\.0: the store has "approvals"/);
});

test('the rule of approvals is noted at the first start, and where it is another one', async () => {
  await story.restart({});
  await story.restart({ approvals: 'risk' });
  expect((await linesOf('settings')).map(({ event }) => event)).toMatchObject([
    { approvals: { rule: 'self', approvers: 1 } },
    { approvals: { rule: 'risk', approvers: 1 } },
  ]);
  expect(story.log.filter(({ event }) => event === 'approvals.changed')).toHaveLength(1);
});
