import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { ROLE } from '../../src/simulator/people/role-state.ts';
import { groups } from '../../src/simulator/seed/seed.ts';
import { linksOf, titlesOf } from '../support/cards.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

let story: Story;
beforeEach(async () => {
  story = await Story.begin();
});
afterEach(() => story.end());

const ENABLE = 'enable sync for fabrikam.com';

/** Chen activates the role through PIM. */
const activateRole = (): void => {
  story.graph.tenant.roleAssignments.push({
    id: 'activated',
    principalId: people.chen.id,
    roleDefinitionId: ROLE.securityAdministrator,
    directoryScopeId: '/',
    assignmentType: 'Activated',
  });
};

describe('role', () => {
  test.each(['ada', 'ben'] as const)('%s may change: active now, directly or through a group', async (who) => {
    const card = await story.ask(who, ENABLE);
    await story.press(who, card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('activated through PIM counts', async () => {
    activateRole();
    expect(titlesOf((await story.ask('chen', ENABLE)).cards[0])).toContain('Confirm');
  });

  test('PIM takes minutes: the refusal says so, and “Try again” says the very line that was refused', async () => {
    const line = 'enable sync for fabrikam.com because "the ticket says so"';
    const refusal = await story.ask('chen', line);
    expect(story.words(refusal)).toContain('it takes minutes until it counts everywhere: 5 to 20 have been reported');
    const early = await story.press('chen', refusal, 'Try again');
    expect(JSON.stringify(early)).toContain('You need the role Security Administrator');
    activateRole();
    await story.press('chen', refusal, 'Try again');
    await story.until(() => story.teams.messages.some((message) => titlesOf(message.cards.at(-1)).includes('Confirm')));
    const card = story.teams.messages.find((message) => titlesOf(message.cards.at(-1)).includes('Confirm'));
    expect(card && story.words(card)).toContain('the ticket says so');
    expect(story.writes()).toEqual([]);
  });

  test.each([
    ['chen', /eligible/i, /Privileged Identity Management/],
    ['dana', /Security Administrator/, /Security Reader/],
    ['eli', /Security Administrator/, /PIM.*5 to 20 have been reported/],
  ] as const)('%s is refused, with the role’s name and what to do', async (who, first, second) => {
    const answer = await story.ask(who, ENABLE);
    expect(story.words(answer)).toMatch(first);
    expect(story.words(answer)).toMatch(second);
    expect(titlesOf(answer.cards[0])).toEqual(['Try again']);
    expect(story.writes()).toEqual([]);
  });

  test('who has only to activate it finds PIM in the bot’s own cloud, and nobody else is sent there', async () => {
    const [eligible, none] = [await story.ask('chen', ENABLE), await story.ask('dana', ENABLE)];
    expect(linksOf(eligible.cards[0])).toEqual([
      {
        title: 'Activate in PIM',
        url: 'https://entra.invalid/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/aadmigratedroles',
      },
    ]);
    expect(linksOf(none.cards[0])).toEqual([]);
  });

  test('an assignment for an administrative unit is refused and named as that', async () => {
    story.graph.tenant.roleAssignments.push({
      id: 'unit',
      principalId: people.eli.id,
      roleDefinitionId: ROLE.securityAdministrator,
      directoryScopeId: '/administrativeUnits/3f1c8d1e-0000-4000-8000-000000000001',
      assignmentType: 'Assigned',
    });
    const answer = await story.ask('eli', ENABLE);
    expect(story.words(answer)).toMatch(/administrative unit/i);
    expect(titlesOf(answer.cards[0])).toEqual(['Try again']);
  });

  test('Global Administrator alone does not do: the role is named', async () => {
    story.graph.tenant.roleAssignments.push({
      id: 'global',
      principalId: people.eli.id,
      roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
      directoryScopeId: '/',
      assignmentType: 'Assigned',
    });
    const words = story.words(await story.ask('eli', ENABLE));
    expect(words).toContain('Global Administrator');
    expect(words).toContain('You need the role Security Administrator');
  });

  test.each(['list partners', 'show fabrikam.com'])('reading is refused without a reading role: %s', async (line) => {
    const words = story.words(await story.ask('eli', line));
    expect(words).toMatch(/Security Reader, Global Reader or Security Administrator/);
    expect(words).not.toContain(organizations.fabrikam.tenantId);
  });

  test('the role is checked again on the click; the card stays usable', async () => {
    const card = await story.ask('ada', ENABLE);
    const held = story.graph.tenant.roleAssignments;
    const index = held.findIndex((role) => role.principalId === people.ada.id);
    const [lost] = held.splice(index, 1);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Security Administrator');
    expect(story.writes()).toEqual([]);
    expect(titlesOf(card.cards.at(-1))).toContain('Confirm');
    if (lost !== undefined) held.push(lost);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('a role that ends while Graph makes the write wait is found before the write is sent again', async () => {
    const card = await story.ask('ada', ENABLE);
    story.graph.fail({ kind: 'status', status: 429, retryAfter: 1, method: 'PATCH', times: 1 });
    const ended = story
      .until(() => story.graph.requests.some((request) => request.status === 429))
      .then(() => {
        const held = story.graph.tenant.roleAssignments;
        held.splice(
          held.findIndex((role) => role.principalId === people.ada.id),
          1,
        );
      });
    await story.press('ada', card, 'Confirm');
    await ended;
    await story.seen(card, 'Not applied');
    expect(story.graph.requests.filter((request) => request.method === 'PATCH')).toHaveLength(1);
  });

  test('somebody else’s card shows nothing to those who press it, whatever its state', async () => {
    const card = await story.ask('ada', ENABLE);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
    const answer = await story.press('eli', card, 'Confirm');
    expect(answer.type).toBe('application/vnd.microsoft.activity.message');
    expect(answer.text).not.toContain('Fabrikam');
  });

  test('somebody taken out of the group is out at once, although the group was seen before', async () => {
    const card = await story.ask('ben', ENABLE);
    const group = story.graph.tenant.groups.get(groups.securityOperations.id);
    group?.members.splice(0);
    await story.press('ben', card, 'Confirm');
    await story.seen(card, 'Security Administrator');
    expect(story.writes()).toEqual([]);
  });

  test.each(['/roleManagement', '/users/'])('refused when %s cannot be read', async (path) => {
    story.graph.fail({ kind: 'status', status: 500, path: new RegExp(path) });
    const answer = await story.ask('ada', ENABLE);
    expect(story.words(answer)).toMatch(/could not check your role/i);
    expect(titlesOf(answer.cards[0])).toEqual([]);
  });

  test('refused on the click when the role cannot be read then', async () => {
    const card = await story.ask('ada', ENABLE);
    const mend = story.graph.fail({ kind: 'status', status: 500, path: /roleManagement/ });
    await story.press('ada', card, 'Confirm');
    await story.until(() => card.cards.length > 1);
    expect(story.writes()).toEqual([]);
    mend();
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test('a missing permission is named', async () => {
    story.graph.tenant.appPermissions.delete('RoleManagement.Read.Directory');
    expect(story.words(await story.ask('ada', ENABLE))).toContain('RoleManagement.Read.Directory');
  });
});

describe('every command', () => {
  const NEEDS = {
    read: 'You need the role Security Reader, Global Reader or Security Administrator',
    change: 'You need the role Security Administrator',
  } as const;
  /** Where whatever may be asked anywhere may be asked. */
  const there = () => ({ conversation: story.conversation('group', '19:crowd@thread.v2') });

  const gated = COMMANDS.flatMap(({ example, access }) =>
    access === 'read' || access === 'change' ? [{ example, access }] : [],
  );
  test.each(gated)('that needs a role is refused to those without one: $example', async ({ example, access }) => {
    for (const who of access === 'change' ? (['eli', 'dana'] as const) : (['eli'] as const)) {
      const answer = await story.ask(who, example, there());
      expect(story.words(answer)).toContain(NEEDS[access]);
      expect(titlesOf(answer.cards[0])).toEqual([]);
    }
    expect(story.writes()).toEqual([]);
  });

  const told = COMMANDS.filter(({ name }) => name !== 'help');
  test.each(told)('but help is refused to a guest, whose roles are assigned: $example', async ({ example }) => {
    const answer = await story.ask('finn', example, there());
    expect(story.words(answer)).toContain('Guests cannot use me');
    expect(titlesOf(answer.cards[0])).toEqual([]);
  });
});

describe('person', () => {
  const foreign = '5d1c2b3a-0000-4000-8000-000000000009';
  const cases: [string, (who: Who) => Record<string, unknown>][] = [
    ['no object id', () => ({ from: { id: '29:x', name: 'X' } })],
    ['an object id that is none', () => ({ from: { id: '29:x', name: 'X', aadObjectId: "' or 1 eq 1" } })],
    ['another tenant', () => ({ conversation: { id: 'a:1', tenantId: foreign }, channelData: { tenant: { id: foreign } } })],
    ['a shared channel of this tenant, a person of another', (who) => ({
      from: { id: '29:x', name: 'X', aadObjectId: people[who].id, tenantId: foreign },
    })],
    ['no tenant at all', () => ({ conversation: { id: 'a:1' }, channelData: {} })],
  ]; // prettier-ignore

  test.each(cases)('%s: refused before any Graph call', async (_what, more) => {
    for (const line of [ENABLE, 'list partners', 'show fabrikam.com', 'whoami', 'explain Nonsense42']) {
      const answer = await story.ask('ada', line, more('ada'));
      expect(titlesOf(answer.cards[0])).toEqual([]);
      expect(story.words(answer)).toMatch(/did nothing/i);
    }
    expect(story.graph.requests).toHaveLength(0);
  });

  test.each(cases)('%s: a click is refused before any Graph call', async (_what, more) => {
    const card = await story.ask('ada', ENABLE);
    story.graph.clearRequests();
    await story.press('ada', card, 'Confirm', more('ada'));
    await story.press('ada', card, 'Cancel', more('ada'));
    const say = { action: { type: 'Action.Execute', verb: 'say', data: { text: 'list partners' } }, trigger: 'manual' };
    expect((await story.invoke('ada', { ...card, id: 'another' }, say, more('ada'))).text).toMatch(/did nothing/i);
    expect(story.graph.requests).toHaveLength(0);
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Applied');
  });

  test.each([ENABLE, 'list partners', 'show fabrikam.com', 'whoami', 'explain EntityTypeNotSupported'])(
    'a guest is refused although the role is assigned: %s',
    async (line) => {
      const answer = await story.ask('finn', line);
      expect(story.words(answer)).toMatch(/Guests cannot use me/);
      expect(titlesOf(answer.cards[0])).toEqual([]);
    },
  );

  test('a guest gets help, which says nothing of this tenant', async () => {
    expect(story.words(await story.ask('finn', 'help'))).toContain('What I can do for you');
    expect(story.graph.requests.every(({ path }) => /\/users\/|\/roleManagement\//.test(path))).toBe(true);
  });

  test('whoever became a guest after asking cannot confirm', async () => {
    const card = await story.ask('ada', ENABLE);
    const ada = story.graph.tenant.users.get(people.ada.id);
    if (ada !== undefined) ada.userType = 'Guest';
    await story.press('ada', card, 'Confirm');
    await story.seen(card, 'Guests cannot use me');
    expect(story.writes()).toEqual([]);
  });

  test('where guests are allowed, one with the role does what a member does, one without does not', async () => {
    await story.restart({ allowGuests: true });
    await story.change('finn', ENABLE);
    expect(story.words(await story.ask('finn', 'whoami'))).toContain('Security Administrator');
    story.graph.tenant.roleAssignments.length = 0;
    expect(story.words(await story.ask('finn', 'enable sync for contoso.com'))).toMatch(/You need the role/);
  });

  test('where guests are allowed, people of other tenants are not', async () => {
    await story.restart({ allowGuests: true });
    const more = { from: { id: '29:x', name: 'X', aadObjectId: people.finn.id, tenantId: foreign } };
    expect(story.words(await story.ask('finn', ENABLE, more))).toMatch(/did nothing/i);
    expect(story.graph.requests).toEqual([]);
  });

  test('a disabled account is refused', async () => {
    const ada = story.graph.tenant.users.get(people.ada.id);
    if (ada !== undefined) ada.accountEnabled = false;
    expect(story.words(await story.ask('ada', ENABLE))).toMatch(/disabled/i);
  });

  test.each([ENABLE, 'whoami', 'explain Nonsense42'])(
    'an account that Entra does not know is refused: %s',
    async (line) => {
      story.graph.tenant.users.delete(people.ada.id);
      expect(story.words(await story.ask('ada', line))).toMatch(/cannot find your account/i);
    },
  );

  test('explain needs no role, but an account; when that cannot be read, it explains nothing', async () => {
    expect(story.words(await story.ask('eli', 'explain Nonsense42'))).toContain('I do not know that error');
    story.graph.fail({ kind: 'status', status: 500, path: /\/users\// });
    expect(story.words(await story.ask('eli', 'explain Nonsense42'))).toMatch(/could not check your role/i);
  });
});
