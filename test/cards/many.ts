import { onPageOfRoom } from '../../src/app/asking/on-page.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import { LINES_ON_PAGE, linesOf, memberRows } from '../../src/domain/change/member-rows.ts';
import type { Progress } from '../../src/domain/change/progress.ts';
import type { Status } from '../../src/domain/change/status.ts';
import { frozenPlan } from '../../src/domain/policy/freeze.ts';
import type { Many, Member } from '../../src/domain/policy/many.ts';
import { planOf, planOfMany } from '../../src/domain/policy/plan.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import type { ChangeCard, ChangePartners } from '../../src/domain/replies/reply.ts';
import { aChange, aPerson, aTenant, changeIdOf, HOME, MINUTE, NOW, tenantIdOf } from '../builders.ts';
import { partnerWith, STATUSES } from './changes.ts';

/** Changes of many partners at once, few and as many as there can be. */

const NAMES = ['Adventure Works', 'Coho Winery', 'Contoso', 'Fabrikam', 'Litware', 'Northwind Traders'];
const partnerOf = (n: number) =>
  aTenant({
    tenantId: tenantIdOf(n),
    displayName: `${NAMES[n % NAMES.length] ?? ''} ${n}`,
    defaultDomainName: `partner${n}.example`,
  });

function freezing(count: number): Many {
  const members = Array.from({ length: count }, (_, n): Member => {
    const open = live(partnerWith(true, n % 3 === 0 ? true : null));
    return { partner: partnerOf(n + 1), plan: frozenPlan(tenantIdOf(n + 1), open) };
  });
  const left = Array.from({ length: count }, (_, n) => ({ partner: partnerOf(n + 400), why: 'syncOff' as const }));
  return { kind: 'freeze', members, left };
}

/** What a freeze has closed, back to what it was; one of them is not as it was left. */
function thawing({ members }: Many): Many {
  const back = members.map(({ partner, plan: { tenantId, before, after } }): Member => ({
    partner,
    plan: planOf(tenantId, after, before),
  }));
  return { kind: 'thaw', members: back, left: [changedOne(31), { ...changedOne(32), why: 'openedPast' }] };
}

const changedOne = (n: number) => ({ partner: partnerOf(n), why: 'changedSince' as const, part: changeIdOf(n) });

const here = (synced: number) => ({ kind: 'counted' as const, synced, privileged: { count: 2, isWhole: true } });

/** What asks for each, and who is here then. */
const LINES: Readonly<Record<Many['kind'], Pick<Proposal, 'command' | 'again' | 'follows' | 'present'>>> = {
  freeze: { command: 'freeze all', again: 'freeze all', follows: null, present: here(1_204) },
  thaw: {
    command: 'thaw',
    again: 'thaw',
    follows: { what: 'undo', change: changeIdOf(90), purpose: 'freeze' },
    present: { ...here(12), isAtLeast: true },
  },
  list: {
    command: 'disable sync',
    again: 'disable sync for all partners with sync on',
    follows: null,
    present: { ...here(0), isAtLeast: true },
  },
};

const progress = (many: Many, ended: number): Progress => ({
  ended: many.members.slice(0, ended).map(({ plan: { tenantId } }, n) => ({
    tenantId,
    change: changeIdOf(n + 1),
    how: n % 5 === 1 ? 'diverged' : 'applied',
  })),
  halt: null,
});

function manyCard(many: Many, status: Status, then?: Progress): ChangeCard {
  const change: Change = aChange({
    proposal: {
      partner: aTenant({ tenantId: HOME, displayName: 'Woodgrove', defaultDomainName: 'woodgrove.example' }),
      plan: planOfMany(many),
      ...LINES[many.kind],
      reason: null,
    },
    status,
    revision: 4,
  });
  return { kind: 'change', change: then === undefined ? change : { ...change, progress: then }, alone: false };
}

const at = NOW + MINUTE;
const by = aPerson();
const few = freezing(6);
const most = freezing(200);
const thaw = thawing(few);
/** Of one the freeze alone kept open what its end would have closed. */
const ended: Many = { ...thaw, left: [{ partner: partnerOf(31), why: 'endCame' }] };
const list: Many = { ...few, kind: 'list' };
/** Each as it should be. */
const all = (many: Many): Progress => ({
  ended: progress(many, many.members.length).ended.map((end) => ({ ...end, how: 'applied' })),
  halt: null,
});
const late = freezing(400).members.slice(200);
const withFound: Progress = { ...all(freezing(9)), found: [freezing(9).members.slice(6)] };
const asked: Progress = { ...progress(few, 3), halt: { why: 'asked', by, at } };
const appliedAs = (many: Many): Status => ({ state: 'applied', by, at, found: planOfMany(many).after });
const failed: Status = {
  state: 'failed',
  by,
  at,
  failure: { kind: 'partlyApplied', problem: null, done: [], found: live(null) },
};

/** Closes some, opens one until an end, and leaves some of one as it is. */
const declared: Many = {
  kind: 'list',
  members: [
    ...few.members.slice(0, 3),
    {
      partner: partnerOf(7),
      plan: planOf(tenantIdOf(7), live(partnerWith(false, true)), live(partnerWith(true, true))),
      ends: { at: NOW + 90 * 24 * 60 * MINUTE, doors: ['userSync'] },
    },
  ],
  left: [
    { partner: partnerOf(7), why: 'notByApp', settings: ['isServiceProvider'] },
    { partner: partnerOf(8), why: 'endsApart' },
    { text: tenantIdOf(9), why: 'notFound' },
  ],
  beside: { same: 41, unnamed: 3 },
};

const DAY = 24 * 60 * MINUTE;
/** Of each what is open stays open until another day; until when that was differs. */
const movedEnds: Many = {
  kind: 'list',
  members: [1, 2].map((n) => ({
    partner: partnerOf(n),
    plan: { ...planOf(tenantIdOf(n), live(partnerWith(true, true)), live(partnerWith(true, true))), prolongs: true },
    ends: { at: NOW + 90 * DAY, doors: ['userSync'] },
    endBefore: NOW + n * 10 * DAY,
  })),
  left: [{ partner: partnerOf(8), why: 'syncOn', ending: { id: changeIdOf(80), at: NOW + 30 * DAY } }],
  beside: { same: 0, unnamed: 0 },
};

/** A page of those of one. */
function partnersOf({ change }: ChangeCard, page: number): ChangePartners {
  const { many } = change.proposal.plan;
  const all = many === undefined ? [] : memberRows(many, change.progress);
  const { rows, place } = onPageOfRoom(all, page, LINES_ON_PAGE, linesOf);
  return { kind: 'changePartners', change, rows, ...place };
}

const CARDS = {
  'freeze, asked': manyCard(few, STATUSES.pending),
  'freeze, 200 partners': manyCard(most, STATUSES.pending),
  'freeze, under way': manyCard(few, STATUSES.writing, progress(few, 3)),
  'freeze, being stopped': manyCard(few, STATUSES.writing, asked),
  'freeze, done': manyCard(few, appliedAs(few), all(few)),
  'freeze, done, with some found later': manyCard(few, appliedAs(few), withFound),
  'freeze, stopped': manyCard(few, failed, asked),
  'freeze, 200 partners ended': manyCard(most, failed, { ...progress(most, 190), found: [late] }),
  'thaw, asked': manyCard({ ...thaw, left: [] }, STATUSES.pending),
  'thaw, one changed since': manyCard(thaw, STATUSES.pending),
  'thaw, one ended meanwhile': manyCard(ended, STATUSES.pending),
  'thaw, some not brought back': manyCard(thaw, failed, progress(thaw, thaw.members.length)),
  'thaw, done': manyCard(thaw, appliedAs(thaw), all(thaw)),
  'thaw, done, many changed since': manyCard(
    { ...thaw, left: Array.from({ length: 200 }, (_, n) => changedOne(n + 31)) },
    appliedAs(thaw),
    all(thaw),
  ),
  'list, asked': manyCard(list, STATUSES.pending),
  'list, under way': manyCard(list, STATUSES.writing, progress(list, 3)),
  'list, stopped': manyCard(list, failed, asked),
  'list, done': manyCard(list, appliedAs(list), all(list)),
  'plan of a file, asked': manyCard(declared, STATUSES.pending),
  'plan of a file, which moves ends': manyCard(movedEnds, STATUSES.pending),
} as const satisfies Record<string, ChangeCard>;

export const MANY = {
  ...CARDS,
  'partners of a freeze, asked': partnersOf(CARDS['freeze, 200 partners'], 1),
  'partners of a freeze, under way': partnersOf(CARDS['freeze, under way'], 1),
  'partners of a freeze, ended': partnersOf(CARDS['freeze, 200 partners ended'], 2),
  'partners of a freeze, left alone': partnersOf(CARDS['freeze, 200 partners'], 100),
  'partners of a plan': partnersOf(CARDS['plan of a file, asked'], 1),
  'partners of a plan which moves ends': partnersOf(CARDS['plan of a file, which moves ends'], 1),
} as const satisfies Record<string, ChangeCard | ChangePartners>;
