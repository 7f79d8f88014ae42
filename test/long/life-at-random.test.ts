import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { samePerson } from '../../src/domain/people/person.ts';
import { runJournal } from '../../src/journal/run.ts';
import type { Fault, Partner } from '../../src/simulator/graph.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { titlesOf } from '../support/cards.ts';
import { at, AUDIT, SECURITY, subscribe } from '../support/channel.ts';
import { randomOf } from '../support/random.ts';
import { organizations, people, Story, type Who } from '../support/story.ts';

/**
 * Administrators and others say and press whatever there is, somebody changes partners past the bot, Graph fails, the rule
 * of approvals changes, the process ends and dies, months pass and what is old is moved out. Whatever comes of it, the
 * journal tells it rightly, and nothing was written by fewer people than it takes.
 */

const TRIES = 150;
const ARCHIVE_EVERY = 50;
const DAY = 24 * 60;
const KEEP_DAYS = 90;
const ALL: readonly [Who, ...Who[]] = ['ada', 'ben', 'dana', 'eli'];
const PARTNERS = ['fabrikam', 'contoso', 'northwindTraders'] as const;
const RULES = ['self', 'second-person', 'risk'] as const;

class Life {
  readonly story: Story;
  readonly #below: (below: number) => number;

  constructor(story: Story, seed: number) {
    this.story = story;
    this.#below = randomOf(seed);
  }

  pick<Item>(all: readonly [Item, ...Item[]]): Item {
    return all[this.#below(all.length)] ?? all[0];
  }

  chance(percent: number): boolean {
    return this.#below(100) < percent;
  }

  /** One of the ids that people have seen so far. */
  id(kind: 'C' | 'D'): string {
    const seen = this.story.teams.messages.flatMap((one) => this.story.words(one).match(/[CD]-[0-9A-Z]{8}/g) ?? []);
    return this.pick([`${kind}-00000000`, ...new Set(seen.filter((id) => id.startsWith(kind)))]);
  }

  line(): string {
    const partner = `${this.pick(PARTNERS).toLowerCase()}.com`;
    const change = this.id('C');
    const drift = this.id('D');
    const why = 'because zebra crossing';
    return this.pick([
      `enable sync for ${partner}`,
      `disable sync for ${partner}`,
      `enable auto redemption from ${partner}`,
      `disable auto redemption from ${partner}`,
      `remove partner ${partner}`,
      `create sync policy for ${partner}`,
      `delete sync policy for ${partner}`,
      `rename sync policy for ${partner} to "Name ${this.#below(9)}"`,
      `break glass: enable sync for ${partner} ${why}`,
      `break glass: disable sync for ${partner} ${why}`,
      ...['withdraw', 'undo', 'continue', 'confirm', 'approve', 'reject', 'cancel', 'show change'].map(
        (word) => `${word} ${change}`,
      ),
      `close review ${change} ${why}`,
      `accept drift ${drift} ${why}`,
      `revert drift ${drift}`,
      'notify here',
      'stop notifying here',
      'yes',
    ]);
  }

  async say(): Promise<void> {
    const where = this.chance(50) ? {} : at(this.story, 'channel', SECURITY);
    await this.story.say(this.pick(ALL), this.line(), where);
  }

  async press(): Promise<void> {
    const [card, ...more] = this.story.teams.messages.filter((one) => titlesOf(one.cards.at(-1)).length > 0).slice(-6);
    if (card === undefined) return;
    const pressed = this.pick([card, ...more]);
    const decides = (title: string): boolean => /^(?:Confirm|Approve|Accept|Revert|Undo)$/.test(title);
    const all = titlesOf(pressed.cards.at(-1));
    // Lists have a button for each row: half of the time what decides is pressed where there is something to decide.
    const [title = '', ...titles] = all.some(decides) && this.chance(50) ? all.filter(decides) : all;
    const where = this.chance(50) ? {} : at(this.story, 'channel', SECURITY);
    // What needs an input, or leads to a page, is no click.
    await this.story.press(this.pick(ALL), pressed, this.pick([title, ...titles]), where).catch(() => undefined);
  }

  /** Everybody says yes to what waits on the last card. */
  async agree(): Promise<void> {
    const card = this.story.teams.messages.findLast((one) =>
      titlesOf(one.cards.at(-1)).some((title) => title === 'Confirm' || title === 'Approve'),
    );
    const last = card && /C-[0-9A-Z]{8}/.exec(JSON.stringify(card.cards.at(-1)))?.[0];
    for (const who of last === undefined ? [] : ALL) {
      for (const word of ['confirm', 'approve']) await this.story.say(who, `${word} ${last}`);
    }
  }

  async elsewhere(): Promise<void> {
    const { tenantId } = organizations[this.pick(PARTNERS)];
    if (this.story.partner(tenantId) === undefined) return;
    this.story.elsewhere(this.pick(ALL), tenantId, (partner: Partner) => {
      const { identitySynchronization: policy } = partner;
      if (policy === null || this.chance(40)) {
        const setting = (): boolean | null => this.pick([true, false, null]);
        partner.automaticUserConsentSettings = { inboundAllowed: setting(), outboundAllowed: setting() };
      } else if (this.chance(60)) policy.userSyncInbound = { isSyncAllowed: this.chance(60) };
      else policy.displayName = `Elsewhere ${this.#below(9)}`;
    });
    await this.story.watch();
  }

  fail(): void {
    const fault: Fault = { kind: 'status', status: this.pick([429, 500, 403, 409]), times: 1 + this.#below(3) };
    this.story.graph.fail(this.chance(50) ? { ...fault, method: 'PATCH' } : fault);
  }

  async next(): Promise<void> {
    const what = this.#below(100);
    if (what < 45) await this.say();
    else if (what < 60) await this.press();
    else if (what < 75) await this.agree();
    else if (what < 85) await this.elsewhere();
    else if (what < 89) await this.story.restart({ approvals: this.pick(RULES), approvers: 1 + this.#below(2) });
    else if (what < 91) {
      await this.story.stop(0);
      await this.story.start();
    } else if (what < 95) this.fail();
    else await this.story.later(this.pick([0.1, 1, 6, 20, DAY]));
  }
}

/** Who decided what was written in all these lives, and how many it took. */
const written = new Set<string>();

test.each([1, 2, 3, 4, 5])(
  'a life at random (%d)',
  async (seed) => {
    const story = await Story.begin({ approvals: 'risk', auditDelayMs: 60_000 });
    const life = new Life(story, seed);
    const journal = (...args: readonly string[]) =>
      runJournal(args, { ok: true, store: story.storePath }, story.now(), { ok: true, days: KEEP_DAYS });
    await subscribe(story, 'ada', 'notify here', SECURITY);
    await subscribe(story, 'ben', 'notify here about evidence', AUDIT);
    story.graph.tenant.roleAssignments.push({
      id: 'grant-dana',
      principalId: people.dana.id,
      roleDefinitionId: '194ae4cb-b126-40b2-bd5b-6091b380977d',
      directoryScopeId: '/',
      assignmentType: 'Assigned',
    });
    await story.watch();
    for (let n = 1; n <= TRIES; n += 1) {
      await life.next();
      if (n % ARCHIVE_EVERY !== 0) continue;
      story.passUnnoticed(120 * DAY);
      await story.later(1);
      await story.later(5);
      await story.stop();
      expect([n, (await journal('verify')).lines[0]]).toEqual([n, expect.stringMatching(/^The journal is whole/)]);
      await takesAsManyAsItSays(story.storePath, written);
      expect([n, (await journal('archive', '--out', `${story.storePath}.archive-${n}`)).code]).toEqual([n, 0]);
      expect([n, (await journal('verify')).lines[0]]).toEqual([n, expect.stringMatching(/^The journal is whole/)]);
      await story.start();
    }
    await story.end();
  },
  300_000,
);

test('in these lives, changes were written in every way', () => {
  expect([...written].toSorted()).toEqual(['breakGlass 1', 'secondPerson 1', 'secondPerson 2', 'self 1']);
});

/** Nothing was written by fewer people than it takes, and nobody decided what was for others. */
async function takesAsManyAsItSays(path: string, seen: Set<string>): Promise<void> {
  const store = openSqliteStore(path);
  const { changes } = await store.history(null, 1000, 0);
  for (const { proposal, status, approvals } of changes) {
    if (status.state !== 'applied' && status.state !== 'failed') continue;
    const { requester, approval, approvers, id } = proposal;
    seen.add(`${approval} ${approvers}`);
    const others = [status.by, ...approvals.map(({ by }) => by)].filter((one) => !samePerson(one, requester));
    const distinct = new Set(others.map(({ objectId }) => objectId)).size;
    if (approval === 'secondPerson') expect([id, distinct >= approvers, others.length]).toEqual([id, true, distinct]);
    else expect([id, samePerson(status.by, requester)]).toEqual([id, true]);
  }
  store.close();
  // Of changes that others decide, the row that is open is one for each partner.
  const sql = new DatabaseSync(path, { readOnly: true });
  const open = sql
    .prepare(
      "SELECT tenant_id, count(*) AS n FROM changes WHERE state IN ('pending', 'applying', 'unknown') GROUP BY 1",
    )
    .all();
  sql.close();
  expect(open.filter(({ n }) => Number(n) > 1)).toEqual([]);
}
