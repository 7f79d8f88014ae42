import { afterEach, describe, expect, test } from 'vitest';
import { ROLES } from '../../src/domain/people/role.ts';
import { groups } from '../../src/simulator/seed/seed.ts';
import { titlesOf } from '../support/cards.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { lived } from '../support/lived.ts';
import { organizations, people, Story, type StoryOptions, type Who } from '../support/story.ts';

/** Whoever asked and whoever approved are looked at again: at the approval, and before each write. */

const { fabrikam, contoso } = organizations;
const SECURITY = '19:security@thread.tacv2';
const ADMINISTRATOR = ROLES.securityAdministrator.id;
const MAY_NOT_ASK = 'Whoever asked for it may no longer do so';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await Story.begin({ approvals: 'second-person', ...options });
  for (const who of ['ada', 'ben', 'dana'] as const) story.teams.install(people[who].id, `a:${who}`);
};
/** What somebody was told in their own chat. */
const toldAlone = (who: Who): string =>
  story.teams.messages
    .filter(({ conversationId }) => conversationId === `a:${who}`)
    .map((message) => story.words(message))
    .join('\n');
afterEach(() => story.end());

const inChannel = {
  conversation: { id: `${SECURITY};messageid=1700000000000`, conversationType: 'channel', isGroup: true },
  channelData: { tenant: { id: organizations.woodgrove.tenantId }, team: { id: '19:team@thread.tacv2' } },
};
/** Asked in the channel in which it is approved. */
const asked = (who: Who, line: string): Promise<BotMessage> => story.ask(who, line, inChannel);
const press = (who: Who, card: BotMessage, title: string) => story.press(who, card, title, inChannel);

function account(who: Who, changes: Partial<{ accountEnabled: boolean; userType: 'Guest' }>): void {
  const user = story.graph.tenant.users.get(people[who].id);
  if (user) story.graph.tenant.users.set(user.id, { ...user, ...changes });
}
function withoutRole(who: Who): void {
  const { roleAssignments } = story.graph.tenant;
  roleAssignments.splice(0, roleAssignments.length, ...roleAssignments.filter((a) => a.principalId !== people[who].id));
}
function grant(who: Who, directoryScopeId = '/'): void {
  story.graph.tenant.roleAssignments.push({
    id: `grant-${who}`,
    principalId: people[who].id,
    roleDefinitionId: ADMINISTRATOR,
    directoryScopeId,
    assignmentType: 'Assigned',
  });
}

/** What can become of somebody, and what they are told of it alone. */
const LOSSES: readonly (readonly [string, Who, () => void, string])[] = [
  [
    'whose account was disabled',
    'ada',
    () => {
      account('ada', { accountEnabled: false });
    },
    'switched off',
  ],
  ['who was deleted', 'ada', () => story.graph.tenant.users.delete(people.ada.id), 'has no account'],
  [
    'who became a guest',
    'ada',
    () => {
      account('ada', { userType: 'Guest' });
    },
    'not a member',
  ],
  [
    'whose role is gone',
    'ada',
    () => {
      withoutRole('ada');
    },
    'does not hold Security Administrator',
  ],
  [
    'who is only eligible by now',
    'ada',
    () => {
      withoutRole('ada');
      story.graph.tenant.roleEligibilities.push({
        id: 'eligible-ada',
        principalId: people.ada.id,
        roleDefinitionId: ADMINISTRATOR,
        directoryScopeId: '/',
      });
    },
    'does not hold Security Administrator',
  ],
  [
    'whose role is for a part of the tenant only by now',
    'ada',
    () => {
      withoutRole('ada');
      grant('ada', '/administrativeUnits/1');
    },
    'does not hold Security Administrator',
  ],
  [
    'who left the group that brought the role',
    'ben',
    () => {
      const group = story.graph.tenant.groups.get(groups.securityOperations.id);
      if (group) group.members = [];
    },
    'does not hold Security Administrator',
  ],
];
const other = (who: Who): Who => (who === 'ada' ? 'ben' : 'ada');

/** The `nth` read of somebody's account takes long enough for something to happen before anybody is looked at. */
function holdUp(who: Who, nth: number): void {
  const path = new RegExp(`/users/${people[who].id}$`);
  if (nth > 1) story.graph.fail({ kind: 'slow', delayMs: 0, method: 'GET', path, times: nth - 1 });
  story.graph.fail({ kind: 'slow', delayMs: 600, method: 'GET', path, times: 1 });
  const assigned = /roleAssignments/;
  if (nth > 1) story.graph.fail({ kind: 'slow', delayMs: 0, path: assigned, times: nth - 1 });
  story.graph.fail({ kind: 'slow', delayMs: 600, path: assigned, times: 1 });
  const members = /checkMemberGroups/;
  if (nth > 1) story.graph.fail({ kind: 'slow', delayMs: 0, path: members, times: 2 * (nth - 1) });
  story.graph.fail({ kind: 'slow', delayMs: 600, path: members, times: 2 });
}
const looks = (who: Who): number =>
  story.graph.requests.filter(({ method, path }) => method === 'GET' && path.endsWith(`/users/${people[who].id}`))
    .length;

describe('an approval of what somebody asked for', () => {
  test.each(LOSSES)(
    '%s (%s) ends the change: nothing is written, the card says so, and they are told why alone',
    async (_, who, loses, why) => {
      await begin();
      const card = await asked(who, 'enable sync for fabrikam.com');
      loses();
      await press(other(who), card, 'Approve');
      await story.seen(card, MAY_NOT_ASK);
      expect(story.words(card)).toContain('Stopped');
      await story.until(() => toldAlone(who).includes(why), `"${why}" for ${who}`);
      expect(story.words(card)).not.toContain(why);
      expect(titlesOf(card.cards.at(-1))).toEqual(['Ask again']);
      expect(story.writes()).toEqual([]);
      // The partner is free again.
      grant('dana');
      const next = await asked(other(who), 'enable sync for fabrikam.com');
      expect(story.words(next)).toContain('Waits for approval');
    },
  );

  test.each(LOSSES)('is looked at again before the write: %s (%s)', async (_, who, loses) => {
    await begin();
    const card = await asked(who, 'enable sync for fabrikam.com');
    story.graph.clearRequests();
    holdUp(who, 2);
    const click = press(other(who), card, 'Approve');
    await story.until(() => looks(who) === 2, 'a second look');
    loses();
    await click;
    await story.seen(card, MAY_NOT_ASK);
    expect(story.writes()).toEqual([]);
  });

  test('is looked at once more where Graph is slow to tell the settings', async () => {
    await begin();
    const card = await asked('ada', 'enable sync for fabrikam.com');
    story.graph.clearRequests();
    story.graph.fail({ kind: 'slow', delayMs: 400, method: 'GET', path: /partners\/[^/]+$/, times: 1 });
    const click = press('ben', card, 'Approve');
    await story.until(() => looks('ada') === 2, 'a second look');
    await lived(100);
    account('ada', { accountEnabled: false });
    await click;
    await story.seen(card, MAY_NOT_ASK);
    expect(story.writes()).toEqual([]);
  });

  test('goes back to others where whoever approved may not any more, and whoever asked still may', async () => {
    await begin();
    grant('dana');
    const card = await asked('ada', 'enable sync for fabrikam.com');
    story.graph.clearRequests();
    holdUp('dana', 2);
    const click = press('dana', card, 'Approve');
    await story.until(() => looks('dana') === 2, 'a second look');
    account('dana', { accountEnabled: false });
    await click;
    await story.seen(card, 'but nothing was changed');
    expect(story.writes()).toEqual([]);
    await press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
  });

  test('does nothing where whoever asked cannot be read, and can be given again', async () => {
    await begin();
    const card = await asked('ada', 'enable sync for fabrikam.com');
    const path = new RegExp(`/users/${people.ada.id}$`);
    story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path, times: 1 });
    const { text } = await press('ben', card, 'Approve');
    const word = 'I could not check the role of whoever asked for it';
    await story.until(() => `${text} ${toldAlone('ben')}`.includes(word), 'a word');
    expect(story.words(card)).toContain('Waits for approval');
    expect(story.writes()).toEqual([]);
    await press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
  });

  test('asks Graph for one person more, and in no more round trips', async () => {
    await begin();
    const card = await asked('ada', 'enable sync for fabrikam.com');
    story.graph.clearRequests();
    await press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
    const reads = story.graph.requests.filter(({ path }) => path.includes('roleAssignments')).length;
    // At the click and before the write, whoever they are.
    expect([looks('ada'), looks('ben'), reads]).toEqual([2, 2, 2]);
  });

  test('of an undo is an approval of whoever asked to undo', async () => {
    await begin();
    const card = await asked('ada', 'enable sync for fabrikam.com');
    await press('ben', card, 'Approve');
    await story.seen(card, 'Applied');
    const undo = await asked('ben', `undo ${/C-[0-9A-Z]{8}/.exec(story.words(card))?.[0] ?? ''}`);
    account('ben', { accountEnabled: false });
    const before = story.writes().length;
    await press('ada', undo, 'Approve');
    await story.seen(undo, MAY_NOT_ASK);
    expect(story.writes()).toHaveLength(before);
  });

  test('that the next process carries out is looked at by it', async () => {
    await begin();
    const card = await asked('ada', 'enable sync for fabrikam.com');
    story.graph.clearRequests();
    story.graph.fail({ kind: 'slow', delayMs: 0, path: /roleAssignments/, times: 1 });
    const mend = story.graph.fail({ kind: 'hang-before', path: /roleAssignments/ });
    const click = press('ben', card, 'Approve').catch(() => undefined);
    for (let tries = 0; tries < 400 && looks('ada') < 2; tries += 1) await lived(2);
    await story.stop(0);
    await click;
    mend();
    account('ada', { accountEnabled: false });
    await story.start();
    await story.seen(card, MAY_NOT_ASK);
    expect(story.writes()).toEqual([]);
  });
});

describe('a confirmed change that the next process finds', () => {
  /** Confirmed or approved, and the process died before anything was written. */
  const claimed = async (approvals: 'self' | 'second-person', line: string): Promise<BotMessage> => {
    await begin({ approvals, confirmWithinMinutes: 60 });
    const alone = approvals === 'self';
    const card = await asked('ada', line);
    story.graph.clearRequests();
    if (!alone) story.graph.fail({ kind: 'slow', delayMs: 0, path: /roleAssignments/, times: 1 });
    const mend = story.graph.fail({ kind: 'hang-before', path: /roleAssignments/ });
    const click = (alone ? press('ada', card, 'Confirm') : press('ben', card, 'Approve')).catch(() => undefined);
    for (let tries = 0; tries < 400 && looks('ada') < (alone ? 1 : 2); tries += 1) await lived(2);
    await story.stop(0);
    await click;
    mend();
    return card;
  };

  test.each(['second-person', 'risk'] as const)(
    'is not carried out where the rule is stricter by now (%s)',
    async (rule) => {
      const card = await claimed('self', 'enable sync for fabrikam.com');
      await story.restart({ approvals: rule });
      await story.seen(card, 'The rule asks for another administrator now');
      expect(story.words(card)).toContain('Stopped');
      expect(story.writes()).toEqual([]);
      const next = await asked('ada', 'enable sync for fabrikam.com');
      expect(story.words(next)).toContain('Waits for approval');
    },
  );

  test('is carried out where the stricter rule asks nobody else for it', async () => {
    const card = await claimed('self', 'disable sync for contoso.com');
    await story.restart({ approvals: 'risk' });
    await story.seen(card, 'Applied');
  });

  test('is carried out within five minutes of the click', async () => {
    const card = await claimed('second-person', 'enable sync for fabrikam.com');
    story.passUnnoticed(4);
    await story.start();
    await story.seen(card, 'Applied');
    expect(story.writes()).toHaveLength(1);
  });

  test.each(['self', 'second-person'] as const)('goes back to who decides after that (%s)', async (rule) => {
    const card = await claimed(rule, 'enable sync for fabrikam.com');
    story.passUnnoticed(5.1);
    await story.start();
    await story.seen(card, 'but nothing was changed');
    await story.later(1);
    expect(story.writes()).toEqual([]);
    expect(titlesOf(card.cards.at(-1))).toContain(rule === 'self' ? 'Confirm' : 'Approve');
    await (rule === 'self' ? press('ada', card, 'Confirm') : press('ben', card, 'Approve'));
    await story.seen(card, 'Applied');
  });

  test('expires where its time is over as well', async () => {
    const card = await claimed('second-person', 'enable sync for fabrikam.com');
    story.passUnnoticed(61);
    await story.start();
    await story.seen(card, 'Expired');
    await story.later(1);
    expect(story.writes()).toEqual([]);
  });

  test('goes back where the clock was set back to before the click', async () => {
    const card = await claimed('second-person', 'enable sync for fabrikam.com');
    story.setClockBack(0.5);
    story.setClockBack(1);
    await story.start();
    await story.until(() => /nothing was changed|Nothing was changed/.test(story.words(card)), story.words(card));
    expect(story.writes()).toEqual([]);
  });
});

describe('between two steps', () => {
  /** The first of two steps takes long; this happens meanwhile. */
  const removal = async (meanwhile: () => void): Promise<BotMessage> => {
    await begin();
    const card = await asked('ada', 'remove partner contoso.com');
    story.graph.fail({ kind: 'slow', delayMs: 300, method: 'DELETE', path: /identitySynchronization$/, times: 1 });
    const click = press('ben', card, 'Approve');
    await story.until(() => story.writes().length === 1, 'the first step');
    meanwhile();
    await click;
    await story.seen(card, 'Partly applied');
    expect(story.writes()).toHaveLength(1);
    expect(story.partner(contoso.tenantId)).toBeDefined();
    expect(story.words(card)).toContain('Done: Delete its sync policy.');
    expect(story.words(card)).toContain('Not done: ');
    return card;
  };

  test('whoever asked may not any more: what was done stays said, and the rest is not done', async () => {
    const card = await removal(() => {
      account('ada', { accountEnabled: false });
    });
    expect(story.words(card)).toContain(`${MAY_NOT_ASK}: Ada Osei. I could not confirm their role.`);
    await story.until(() => toldAlone('ada').includes('Ada Osei has an account that is switched off'));
  });

  test('whoever approved may not any more', async () => {
    const card = await removal(() => {
      const group = story.graph.tenant.groups.get(groups.securityOperations.id);
      if (group) group.members = [];
    });
    expect(story.words(card)).toContain('Whoever decided this may no longer do so: Ben Haddad. I could not confirm');
    await story.until(() => toldAlone('ben').includes('You do not hold Security Administrator'));
  });

  test('nobody can be read any more', async () => {
    const card = await removal(() => {
      story.graph.fail({ kind: 'status', status: 403, code: 'Authorization_RequestDenied', path: /roleAssignments/ });
    });
    expect(story.words(card)).toContain('I could not check once more');
  });

  test('one person who decides alone is looked at, too', async () => {
    await begin({ approvals: 'self' });
    const card = await story.ask('ada', 'remove partner contoso.com');
    story.graph.fail({ kind: 'slow', delayMs: 300, method: 'DELETE', path: /identitySynchronization$/, times: 1 });
    await story.press('ada', card, 'Confirm');
    await story.until(() => story.writes().length === 1, 'the first step');
    withoutRole('ada');
    await story.seen(card, 'Partly applied');
    expect(story.words(card)).toContain('Whoever decided this may no longer do so: Ada Osei');
    expect(story.writes()).toHaveLength(1);
  });
});

describe('a write that Graph made wait', () => {
  test.each(LOSSES)('is not sent again for somebody %s (%s)', async (_, who, loses) => {
    await begin();
    const card = await asked(who, 'enable sync for fabrikam.com');
    story.graph.clearRequests();
    story.graph.fail({ kind: 'status', status: 429, retryAfter: 1, method: 'PATCH', times: 1 });
    holdUp(who, 3);
    const click = press(other(who), card, 'Approve');
    await story.until(() => looks(who) === 3, 'a third look');
    loses();
    await click;
    await story.seen(card, 'Not applied');
    expect(story.words(card)).toContain(MAY_NOT_ASK);
    expect(story.writes()).toHaveLength(1);
    expect(story.partner(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed).not.toBe(true);
  });
});
