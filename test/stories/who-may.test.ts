import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VERDICTS } from '../../src/app/changing/click.ts';
import { DRIFT_VERDICTS } from '../../src/app/watching/decide-drift.ts';
import { renderReply } from '../support/drawing.ts';
import type { Command } from '../../src/commands/command.ts';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/reading/parse.ts';
import { LATER } from '../cards/changes.ts';
import { REPLIES } from '../cards/samples.ts';
import { ROLE } from '../../src/simulator/people/role-state.ts';
import { buttonsOf, titlesOf } from '../support/cards.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

/**
 * Everything that can be said or pressed, by everybody who may not: nothing leaves but the refusal. What is added to the
 * lists is tried here without being named.
 */

let story: Story;
let changeId: string;
let driftId: string;
beforeEach(async () => {
  // Entra's log tells of nothing meanwhile: what is kept moves only by what somebody does.
  story = await Story.begin({ auditDelayMs: 24 * 60 * 60_000 });
});
afterEach(() => story.end());

const CROWD = '19:crowd@thread.v2';
/** Where whatever may be asked anywhere may be asked. */
const there = () => ({ conversation: story.conversation('group', CROWD) });

/** There is something to tell: a change that waits, one that has ended, a drift, and a conversation that is told. */
async function eventful(approvals: 'self' | 'second-person' = 'self'): Promise<void> {
  await story.watch();
  story.elsewhere('eli', organizations.contoso.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: policy.userSyncInbound?.isSyncAllowed !== true };
  });
  await story.watch();
  await story.change('ada', 'enable sync for northwindtraders.com');
  await story.ask('ada', 'notify here about changes', {
    conversation: story.conversation('group', '19:told@thread.v2'),
  });
  if (approvals !== 'self') await story.restart({ approvals });
  await story.ask('ada', 'enable sync for fabrikam.com because nobody is to know', there());
  changeId = await ids('changes', 'C');
  driftId = await ids('drifts', 'D');
  for (const [who, spoil] of Object.entries(SPOILT)) spoil(people[who as Who].id);
}

/** The newest of its kind that is in the store. */
async function ids(table: string, letter: string): Promise<string> {
  let found: string | undefined;
  await story.until(() => {
    found = new RegExp(`${letter}-[0-9A-Z]{8}`, 'g').exec(rows(table).at(-1) ?? '')?.[0];
    return found !== undefined;
  }, `something in ${table}`);
  return found ?? '';
}

function rows(table: string): readonly string[] {
  const store = new DatabaseSync(story.storePath, { readOnly: true });
  try {
    return store
      .prepare(`SELECT * FROM ${table} ORDER BY rowid`)
      .all()
      .map((row) => JSON.stringify(row));
  } finally {
    store.close();
  }
}
/** Whatever somebody could do to what the bot keeps; that they were refused is all that is noted. */
const kept = () =>
  ['changes', 'drifts', 'subscriptions', 'letters', 'journal'].map((table) => [
    table,
    rows(table).filter((row) => !(table === 'journal' && row.includes('"about":"refusals"'))),
  ]);

/** What happens to the accounts of some who hold the role all the same. */
const SPOILT: Partial<Record<Who, (id: string) => void>> = {
  ben: (id) => {
    const user = story.graph.tenant.users.get(id);
    if (user !== undefined) user.accountEnabled = false;
  },
  chen: (id) => {
    story.graph.tenant.roleAssignments.push({
      id: 'of nobody',
      principalId: id,
      roleDefinitionId: ROLE.securityAdministrator,
      directoryScopeId: '/',
      assignmentType: 'Assigned',
    });
    story.graph.tenant.users.delete(id);
  },
};

type Role = 'read' | 'change';
const NEEDS: Readonly<Record<Role, RegExp>> = {
  read: /^(?:! )?You need the role Security Reader, Global Reader or Security Administrator/,
  change: /^(?:! )?You need the role Security Administrator/,
};
const closed = (words: RegExp) => ({ read: words, change: words, anything: words });
/** Who may not, and what they are told: `anything` where an account is all that it takes; undefined: they may. */
const PEOPLE = [
  { who: 'chen', is: 'nobody whom Entra knows', told: closed(/^(?:! )?I cannot find your account/) },
  { who: 'ben', is: 'disabled', told: closed(/^(?:! )?Your account is disabled/) },
  { who: 'finn', is: 'a guest', told: closed(/^(?:! )?Guests cannot use me/) },
  { who: 'eli', is: 'without a role', told: { ...NEEDS, anything: undefined } },
  { who: 'dana', is: 'one who may only read', told: { change: NEEDS.change, read: undefined, anything: undefined } },
] as const satisfies readonly {
  who: Who;
  is: string;
  told: Readonly<Record<Role | 'anything', RegExp | undefined>>;
}[];

/** What the tenant has partners called. */
const SECRETS = Object.values(organizations)
  .filter(({ tenantId }) => tenantId !== organizations.woodgrove.tenantId)
  .flatMap(({ tenantId, displayName, defaultDomainName }) => [tenantId, displayName, defaultDomainName]);
/** @param allowed what they have typed themselves */
function expectNoSecret(told: unknown, what: string, allowed = ''): void {
  const text = JSON.stringify(told);
  for (const secret of [...SECRETS, 'nobody is to know'].filter((one) => !allowed.includes(one)))
    expect(text.includes(secret), `${what} tells ${secret}: ${text}`).toBe(false);
}

/** A line with the ids of what there is. */
const real = (line: string): string => line.replace(/\bC-[0-9A-Z]{8}/g, changeId).replace(/\bD-[0-9A-Z]{8}/g, driftId);

/** What a button tells as well. */
const NOT_THEIRS = /^(?:! )?Only the one who asked can decide this/;

/** What takes no role: each with what it tells somebody who has none. A command that is not here takes one. */
const WITHOUT_ROLE: Readonly<Record<string, RegExp>> = {
  help: /What I can do for you/,
  whoami: /Eli Novak|Dana Reyes/,
  explain: /different Microsoft clouds/,
  confirm: NOT_THEIRS,
  cancel: NOT_THEIRS,
  approve: NOT_THEIRS,
  reject: NOT_THEIRS,
  withdraw: /^(?:! )?That is not yours to take back/,
};

function refusalOf({ name, access }: Command, told: (typeof PEOPLE)[number]['told']): RegExp | undefined {
  if (access === 'read' || access === 'change') return told[access];
  expect(Object.keys(WITHOUT_ROLE), `${name} takes no role`).toContain(name);
  return access === 'everyone' ? undefined : told.anything;
}

/** Everything that buttons say on a card of any kind. */
const LINES = [
  ...new Set(
    Object.values(REPLIES)
      .flatMap((reply) => buttonsOf(renderReply(reply, LATER).card))
      .flatMap(({ data }) => (typeof data === 'object' && data !== null && 'text' in data ? [String(data.text)] : [])),
  ),
];
const press = (who: Who, verb: string, data: unknown, id: string) =>
  story.invoke(
    who,
    { id, conversationId: CROWD },
    { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    there(),
  );

describe.each(PEOPLE)('$who, who is $is,', ({ who, told }) => {
  /** Does something, and gives all that came of it: as the answer of a click, and in messages. */
  async function after(act: () => Promise<unknown>, done: RegExp, what: string): Promise<string> {
    const before = story.teams.messages.length;
    const answer = await act();
    const words = (): readonly string[] => [
      ...(typeof answer === 'string' ? [answer] : []),
      ...story.teams.messages.slice(before).map((message) => story.words(message)),
    ];
    // On a busy machine a click is answered before its role is known.
    await story.until(() => words().some((text) => done.test(text)), `${done.source} after ${what}: ${words().join()}`);
    expectNoSecret([answer, story.teams.messages.slice(before)], what);
    return words().join('\n');
  }
  const spared = async (work: () => Promise<void>): Promise<void> => {
    const before = kept();
    story.graph.clearRequests();
    await work();
    expect(kept()).toEqual(before);
    expect(story.writes()).toEqual([]);
  };

  test('is told nothing but that by any command', async () => {
    await eventful();
    await spared(async () => {
      for (const command of COMMANDS) {
        const line = real(command.example);
        const refusal = refusalOf(command, told);
        if (refusal === undefined && (command.access === 'read' || command.access === 'change')) continue;
        const answer = await story.ask(who, line, there());
        expect(story.words(answer), line).toMatch(refusal ?? WITHOUT_ROLE[command.name] ?? /never/);
        const titles = titlesOf(answer.cards[0]).filter((title) => title !== 'Try again');
        if (refusal !== undefined) expect(titles, line).toEqual([]);
        if (command.name !== 'help') expectNoSecret(answer, line);
      }
    });
  });

  test('is told nothing but that by any line that a button says', async () => {
    await eventful();
    expect(LINES.length).toBeGreaterThan(10);
    await spared(async () => {
      for (const [index, said] of LINES.entries()) {
        const line = real(said);
        const parsed = parse(line, COMMANDS);
        if (parsed.kind !== 'request') throw new Error(`a button says "${line}"`);
        const refusal = refusalOf(parsed.command, told);
        if (refusal === undefined) continue;
        const act = async () => (await press(who, 'say', { text: line }, `line-${index}`)).text;
        await after(act, refusal, line);
      }
    });
  });

  test.each([
    ['self', /^(?:! )?Only the one who asked can decide this/],
    ['second-person', told.change],
  ] as const)('is told nothing but that by any button of a change (%s)', async (approvals, refusal) => {
    await eventful(approvals);
    await spared(async () => {
      for (const verdict of VERDICTS) {
        const act = async () => (await press(who, 'decide', { changeId, verdict, typed: '', reason: 'no' }, '1')).text;
        await after(act, refusal, verdict);
      }
    });
  });

  test('is told nothing but that by any button of a drift', async () => {
    await eventful();
    await spared(async () => {
      for (const verdict of DRIFT_VERDICTS) {
        const data = { driftId, verdict, reason: 'it is fine' };
        const act = async () => (await press(who, 'decideDrift', data, `drift-${verdict}`)).text;
        await after(act, told.change, verdict);
      }
    });
  });
});

test('whoever asked for a change and has lost the role is told so, and nothing is written', async () => {
  await eventful();
  story.graph.tenant.roleAssignments.length = 0;
  for (const verdict of VERDICTS.filter((one) => one !== 'cancel')) {
    await press('ada', 'decide', { changeId, verdict, typed: '', reason: null }, '1');
  }
  await story.until(() => rows('changes').at(-1)?.includes('roleMissing') === true, 'the refusal on the card');
  expect(story.writes().filter((write) => write.includes(organizations.fabrikam.tenantId))).toEqual([]);
});

test('what is refused to them is there for somebody who may', async () => {
  await eventful();
  for (const { example, access } of COMMANDS) {
    if (access !== 'read' && access !== 'change') continue;
    // What is about a person goes to them alone, with a pointer where they asked.
    const before = story.teams.messages.length;
    await story.say('ada', real(example), there());
    await story.until(() => story.teams.messages.length > before, `an answer to ${example}`);
    const told = story.teams.messages.slice(before).map((message) => story.words(message));
    for (const words of told) expect(words, example).not.toMatch(NEEDS[access]);
    expect(told.join('\n'), example).not.toMatch(/only in a private chat/);
  }
});
