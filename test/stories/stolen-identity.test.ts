import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Partner } from '../../src/simulator/graph.ts';
import { newPartner } from '../../src/simulator/tenant.ts';
import { inspectStore } from '../../src/store/sqlite/inspect.ts';
import { titlesOf } from '../support/cards.ts';
import { at, AUDIT, postsIn, SECURITY, settle, subscribe } from '../support/channel.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { APP_ID, organizations, people, SERVICE_PRINCIPAL_ID, Story } from '../support/story.ts';

const { fabrikam, northwindTraders } = organizations;
const ALARM = 'My own identity is used by somebody else';
const TEMPLATE = 'Update a multitenant org identity sync policy template';
const TOLD = 'Changes by my own app that I cannot match';
const THIEF = { app: { appId: APP_ID, displayName: 'Bridgekeeper' } };

let story: Story;
const begin = async (options: Parameters<typeof Story.begin>[0] = {}): Promise<void> => {
  story = await Story.begin({ auditDelayMs: 5_000, ...options });
  await subscribe(story, 'ada', 'notify here about changes', SECURITY);
  await subscribe(story, 'ada', 'notify here about approvals', AUDIT);
  await story.watch();
};
beforeEach(() => begin());
afterEach(() => story.end());

const redeem = (partner: Partner): void => {
  partner.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: null };
};
/** Somebody writes with the bot's own credential, past the bot. */
const steal = (
  tenantId = northwindTraders.tenantId,
  edit = redeem,
  actor: Parameters<typeof story.graph.act>[0] = THIEF,
): void => {
  story.graph.act(actor, tenantId, (partner) => {
    if (partner === undefined) throw new Error('no partner');
    edit(partner);
    return partner;
  });
};
const alarmsIn = (channel: string): readonly BotMessage[] =>
  postsIn(story, channel).filter((post) => [ALARM, TOLD].some((title) => story.words(post).startsWith(title)));
const alarmed = (channel = SECURITY) =>
  story.until(() => alarmsIn(channel).some((post) => story.words(post).startsWith(ALARM)), 'an alarm');
/** What somebody is answered; letters may come beside it. */
const said = async (who: 'ada' | 'ben', line: string): Promise<string> => {
  const before = story.teams.messages.length;
  await story.say(who, line);
  const answer = (): string | undefined =>
    story.teams.messages
      .slice(before)
      .filter(({ conversationId }) => conversationId === `a:${who}`)
      .map((one) => story.words(one))
      .find((words) => !/^(✕ )?My own identity/.test(words));
  await story.until(() => answer() !== undefined, `an answer to ${line}`);
  return answer() ?? '';
};
const ready = async (): Promise<unknown> => {
  await story.bot.attest();
  return (await fetch(`${story.url}/readyz`)).json();
};

describe('a change by the bot’s own app that no step of the bot’s explains', () => {
  test('is the loudest alarm: in every subscription, and by letter to every administrator, once', async () => {
    await story.ask('ben', 'whoami');
    steal();
    await alarmed();
    await alarmed(AUDIT);
    const shown = story.words(alarmsIn(SECURITY)[0] ?? story.last);
    expect(shown).toContain('Northwind');
    expect(alarmsIn(SECURITY)[0]?.cards.at(-1)).toMatchObject({
      msteams: { entities: [{ mentioned: { id: people.ada.id } }] },
    });
    expect(shown).toContain('Automatic redemption, inbound: on');
    const letters = () => story.teams.messages.filter(({ conversationId }) => conversationId === 'a:ben');
    await story.until(() => letters().some((one) => story.words(one).startsWith(`✕ ${ALARM}`)), 'a letter');
    await story.restart();
    await story.later(5);
    await settle(story);
    expect([alarmsIn(SECURITY), alarmsIn(AUDIT)].map(({ length }) => length)).toEqual([1, 1]);
    expect(letters().filter((one) => story.words(one).startsWith(`✕ ${ALARM}`))).toHaveLength(1);
  });

  test('is found also where the clock was ahead for a while, and the log was read up to a time yet to come', async () => {
    story.setClockBack(-24 * 60);
    // Each kind of record in its turn.
    for (let times = 0; times < 4; times += 1) await settle(story);
    story.setClockBack(24 * 60);
    steal();
    await alarmed();
  });

  test('is warned of also on the card of what closes and was asked for before, as long as it stands', async () => {
    const waiting = await story.ask('ada', 'disable sync for contoso.com');
    const opening = await story.ask('ada', 'enable auto redemption from fabrikam.com');
    steal();
    await alarmed();
    await story.seen(waiting, 'this closes, so I still do it');
    expect(story.words(opening)).not.toContain('so I still do it');
    await said('ada', 'resume writing because the secret is new');
    const isWarned = () => story.words(waiting).includes('so I still do it');
    await story.until(() => !isWarned(), 'the card without it');
    await story.press('ada', waiting, 'Confirm');
    await story.seen(waiting, 'Applied');
  });

  test('keeps the bot from opening anything, also what was confirmed, and from nothing that closes', async () => {
    await story.change('ada', 'enable sync for fabrikam.com');
    const waiting = await story.ask('ada', 'enable auto redemption from fabrikam.com');
    steal();
    await alarmed();
    const writes = story.writes().length;
    await story.press('ada', waiting, 'Confirm');
    await story.seen(waiting, 'I open nothing at the moment');
    expect(await said('ada', 'enable sync for northwindtraders.com')).toContain('I open nothing at the moment');
    expect(story.writes()).toHaveLength(writes);
    await story.ask('ada', `withdraw ${/C-\w{8}/.exec(story.words(waiting))?.[0] ?? ''}`);
    const closing = await story.ask('ada', 'disable sync for fabrikam.com');
    expect(story.words(closing)).toContain('this closes, so I still do it');
    await story.press('ada', closing, 'Confirm');
    await story.seen(closing, 'Applied');
    expect(await ready()).toEqual({ status: 'not ready', why: 'writingStopped' });
    await story.restart();
    expect(await said('ada', 'enable sync for northwindtraders.com')).toContain('I open nothing at the moment');
  });

  test('lets what it opened be taken back, also where that is of several settings at once', async () => {
    await story.ask('ada', 'notify here about drift', at(story, 'channel', '19:drift@thread.tacv2'));
    steal(fabrikam.tenantId, (partner) => {
      partner.automaticUserConsentSettings = { inboundAllowed: false, outboundAllowed: null };
      if (partner.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: true };
    });
    await story.watch();
    await alarmed();
    const found = () =>
      postsIn(story, '19:drift@thread.tacv2').find((post) => titlesOf(post.cards.at(-1)).includes('Revert'));
    await story.until(() => found() !== undefined, 'the drift');
    const id = /D-[0-9A-Z]{8}/.exec(story.words(found() ?? story.last))?.[0] ?? '';
    const card = await story.ask('ada', `revert drift ${id}`);
    expect(story.words(card)).toContain('this takes back what was opened, so I still do it');
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('is heard also when the log gives no app id, but the bot’s own service principal', async () => {
    await story.end();
    await begin({ granted: ['Policy.Read.All'] });
    const app = { appId: null, displayName: 'Bridgekeeper', servicePrincipalId: SERVICE_PRINCIPAL_ID };
    steal(northwindTraders.tenantId, redeem, { app });
    await alarmed();
  });

  test('is heard also right beside a change of the bot’s, of the same partner and kind', async () => {
    await story.change('ada', 'enable auto redemption from fabrikam.com');
    steal(fabrikam.tenantId, (partner) => (partner.b2bCollaborationInbound = { accessType: 'allowed' }));
    await alarmed();
  });

  test('is named on the drift that it made, as the bot’s own app', async () => {
    await story.ask('ada', 'notify here about drift', at(story, 'channel', '19:drift@thread.tacv2'));
    steal();
    await story.watch();
    const drift = () => postsIn(story, '19:drift@thread.tacv2').map((post) => story.words(post));
    await story.until(() => drift().some((words) => words.includes(`the app Bridgekeeper (${APP_ID})`)), 'a name');
  });

  test.each([
    ['failure', 'it was refused'],
    ['timeout', 'it took too long'],
  ])('is an alarm also where it came to nothing: %s', async (result, expected) => {
    steal();
    const [record] = story.graph.tenant.auditRecords.splice(0);
    if (record === undefined) throw new Error('a record');
    story.graph.tenant.auditRecords.push({ ...record, result });
    await alarmed();
    expect(story.words(alarmsIn(SECURITY)[0] ?? story.last)).toContain(expected);
  });

  const policyOf = (partner: Partner | undefined) => {
    if (!partner?.identitySynchronization) throw new Error('no policy');
    return partner.identitySynchronization;
  };
  const row = (more: object) => {
    steal();
    const record = story.graph.tenant.auditRecords.pop();
    if (record === undefined) throw new Error('a record');
    story.graph.tenant.auditRecords.push({ ...record, ...more });
  };
  test.each<readonly [string, () => void]>([
    [
      'the same that the bot just did',
      () => {
        steal(fabrikam.tenantId, (one) => (policyOf(one).userSyncInbound = { isSyncAllowed: false }));
      },
    ],
    [
      'it deletes the policy that the bot just wrote',
      () => {
        steal(fabrikam.tenantId, (one) => (one.identitySynchronization = null));
      },
    ],
    [
      'it renames that',
      () => {
        steal(fabrikam.tenantId, (one) => (policyOf(one).displayName = 'Renamed'));
      },
    ],
    [
      'it makes a partner and takes it away',
      () => {
        const tenantId = 'c0000000-0000-4000-8000-0000000000aa';
        story.graph.act(THIEF, tenantId, () => ({ ...newPartner(tenantId) }));
        story.graph.act(THIEF, tenantId, () => undefined);
      },
    ],
    [
      'its record has no name',
      () => {
        row({ activityDisplayName: null });
      },
    ],
    [
      'its record names nobody',
      () => {
        row({ targetResources: [] });
      },
    ],
    [
      'its record has no target',
      () => {
        row({ targetResources: null });
      },
    ],
    [
      'its record is of the template',
      () => {
        row({ activityDisplayName: TEMPLATE, targetResources: [] });
      },
    ],
    [
      'its record names a person who acted by means of it',
      () => {
        row({ initiatedBy: { user: { displayName: 'Mallory' }, app: THIEF.app } });
      },
    ],
    [
      'it opens the default, which no step of the bot’s touches',
      () => {
        row({ activityDisplayName: 'Update the company default cross-tenant access setting', targetResources: [] });
      },
    ],
    [
      'it gives itself another secret',
      () => {
        row({ activityDisplayName: 'Update application – Certificates and secrets management', targetResources: [] });
      },
    ],
    [
      'its record has the id in capitals',
      () => {
        row({ initiatedBy: { user: null, app: { ...THIEF.app, appId: APP_ID.toUpperCase() } } });
      },
    ],
  ])('is an alarm beside a change of the bot’s: %s', async (_, act) => {
    await story.change('ada', 'enable sync for fabrikam.com');
    story.passUnnoticed(0.1);
    act();
    await alarmed();
  });

  test('is of whatever kind: also one that the product has nothing to do with', async () => {
    steal();
    const [record] = story.graph.tenant.auditRecords.splice(0);
    if (record === undefined) throw new Error('a record');
    story.graph.tenant.auditRecords.push({
      ...record,
      activityDisplayName: 'Update the company default cross-tenant access setting',
      targetResources: [],
    });
    await alarmed();
    expect(story.words(alarmsIn(SECURITY)[0] ?? story.last)).toContain('Update the company default');
  });
});

describe('no alarm', () => {
  test('comes of what the bot did itself, however late and out of order the log tells', async () => {
    await story.change('ada', 'enable sync for fabrikam.com');
    await story.change('ada', 'disable sync for fabrikam.com');
    const { auditRecords } = story.graph.tenant;
    auditRecords.reverse();
    await story.restart();
    for (let n = 0; n < 12; n += 1) await story.later(1);
    await settle(story);
    expect(alarmsIn(SECURITY)).toEqual([]);
    expect(await said('ada', 'enable sync for fabrikam.com')).toContain('Enable user sync');
  });

  test('stops anything because of what is older than the store, but it is told', async () => {
    steal();
    const { auditRecords } = story.graph.tenant;
    const [record] = auditRecords.splice(0);
    if (record === undefined) throw new Error('a record');
    const earlier = new Date(Date.parse(record.activityDateTime) - 60 * 60_000).toISOString();
    auditRecords.push({ ...record, activityDateTime: earlier });
    await story.until(() => alarmsIn(SECURITY).length > 0, 'it is told');
    expect(story.words(alarmsIn(SECURITY)[0] ?? story.last)).toContain(TOLD);
    expect(await said('ada', 'enable sync for fabrikam.com')).not.toContain('I open nothing');
  });

  test('and no flood where the log cannot be read', async () => {
    story.graph.tenant.appPermissions.delete('AuditLog.Read.All');
    story.log.length = 0;
    for (let n = 0; n < 20; n += 1) await story.later(1);
    expect(story.log.filter(({ event }) => event === 'audit.unread').length).toBeLessThan(3);
  });
});

describe('an alarm that somebody rewrote in the store', () => {
  const inFile = async (statement: string): Promise<void> => {
    await story.stop();
    const sql = new DatabaseSync(story.storePath);
    sql.exec(statement);
    sql.close();
    await story.start();
  };

  test.each([
    ['is over by it', "UPDATE misuses SET body = json_set(body, '$.status', json_object('state', 'told'))"],
    ['is there no more', 'DELETE FROM misuses'],
  ])('%s: the bot goes on opening nothing, and nobody resumes it', async (_, statement) => {
    await story.ask('ben', 'whoami');
    steal();
    await alarmed();
    await inFile(statement);
    expect(await said('ada', 'enable sync for fabrikam.com')).toContain('I open nothing');
    expect(await ready()).not.toEqual({ status: 'ready' });
    expect(inspectStore(story.storePath).found).toMatchObject({ isStopped: true });
    expect(await said('ada', 'resume writing because the secret is new')).toContain('is not what my journal has');
    expect(await said('ada', 'enable sync for fabrikam.com')).toContain('I open nothing');
    const letters = () => story.teams.messages.filter(({ conversationId }) => conversationId === 'a:ben');
    const isTold = () => letters().some((one) => story.words(one).startsWith('✕ Somebody may have changed my store'));
    await story.until(isTold, 'a letter');
    expect(story.writes()).toEqual([]);
    // What comes then is told all the same.
    steal(fabrikam.tenantId);
    await story.until(() => alarmsIn(SECURITY).some((one) => story.words(one).includes('Fabrikam')), 'the next alarm');
  });

  test('has a word that nobody said: it does not count, by the rule risk', async () => {
    await story.restart({ approvals: 'risk' });
    steal();
    await alarmed();
    await said('ada', 'resume writing because the secret is new');
    const { id, displayName } = people.ben;
    const by = JSON.stringify({ tenantId: organizations.woodgrove.tenantId, objectId: id, displayName });
    const word = `json_object('by', json('${by}'), 'reason', 'so it is', 'at', ${story.now()})`;
    await inFile(`UPDATE misuses SET body = json_set(body, '$.status.asked', json_array(${word}))`);
    expect(await said('ada', 'resume writing because I saw it')).toContain('is not what my journal has');
    expect(await said('ada', 'enable sync for fabrikam.com')).toContain('I open nothing');
  });
});

describe('resume writing', () => {
  test('lets the bot open again, with the reason on every card', async () => {
    steal();
    await alarmed();
    expect(await said('ada', 'resume writing because the secret is new')).toContain('I may open again');
    for (const channel of [SECURITY, AUDIT]) {
      await story.until(() => alarmsIn(channel).length === 0, 'the card shows it');
      const [post] = postsIn(story, channel).filter((one) => story.words(one).includes('the secret is new'));
      expect(post && story.words(post)).toContain('Ada Osei');
    }
    expect(await said('ada', 'enable sync for fabrikam.com')).not.toContain('I open nothing');
    expect(await said('ada', 'resume writing because again')).toContain('Nothing keeps me from writing');
    expect(await ready()).toEqual({ status: 'ready' });
    steal(fabrikam.tenantId);
    await alarmed();
  });

  test.each(['second-person', 'risk'] as const)('takes two administrators by the rule %s', async (approvals) => {
    await story.restart({ approvals });
    steal();
    await alarmed();
    expect(await said('ada', 'resume writing because the secret is new')).toContain(
      'Another administrator has to agree',
    );
    expect(await said('ada', 'resume writing because I say so')).toContain('Another administrator has to agree');
    await story.until(() => story.words(alarmsIn(SECURITY)[0] ?? story.last).includes('I say so'), 'it is on the card');
    expect(await said('ben', 'resume writing because I saw it')).toContain('I may open again');
  });

  test('counts no word of whoever had not seen all of it, by the rule risk', async () => {
    await story.restart({ approvals: 'risk' });
    steal();
    await alarmed();
    expect(await said('ada', 'resume writing because the secret is new')).toContain(
      'Another administrator has to agree',
    );
    steal(fabrikam.tenantId);
    const grown = () => alarmsIn(SECURITY).some((one) => story.words(one).includes('Fabrikam'));
    await story.until(grown, 'the next one is on the card');
    expect(await said('ben', 'resume writing because I saw it')).toContain('Another administrator has to agree');
    expect(await said('ada', 'resume writing because it is new again')).toContain('I may open again');
  });

  test.each([
    ['too long ago', () => story.later(20)],
    ['by somebody who has lost the role since', () => Promise.resolve(story.graph.tenant.roleAssignments.splice(0))],
  ])('does not count a word that was given %s', async (why, happens) => {
    await story.restart({ approvals: 'risk' });
    steal();
    await alarmed();
    await said('ben', 'resume writing because the secret is new');
    await happens();
    if (why === 'too long ago') {
      expect(await said('ada', 'resume writing because I saw it')).toContain('Another administrator has to agree');
    } else {
      expect(await said('ada', 'resume writing because I saw it')).toContain('Security Administrator');
    }
  });
});
