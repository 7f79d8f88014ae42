import { offersOfChange, offersOfMany } from '../../../commands/offers.ts';
import { opens } from '../../../domain/change/approval.ts';
import { isStoppable, isWaiting, type Change } from '../../../domain/change/change.ts';
import { weightiestFirst } from '../../../domain/change/effect.ts';
import { allMembers, counts, foundOpen, leftAlone, type MemberEnd } from '../../../domain/change/progress.ts';
import type { Instant } from '../../../domain/instant.ts';
import { couldBeMistaken } from '../../../domain/partners/lookalike.ts';
import type { Many, Member, OnePlan } from '../../../domain/policy/many.ts';
import type { Offer } from '../../../domain/replies/offer.ts';
import type { Line } from '../../../words/line.ts';
import { runLines } from '../../../words/runs.ts';
import { words } from '../../../words/words.ts';
import { compared, rowLine } from './comparison.ts';
import { manyRules } from './many-rules.ts';
import type { Section } from './sections.ts';

/** No card takes 200 partners: so many characters of their names and settings, and how many more there are. */
const ROOM = 900;
/** Settings of one partner that are shown; that there are more is said. */
const MOST_SETTINGS = 4;

type Defaults = Change['proposal']['defaults'];

const says = words.changes.many;

/** Of whom it is: one partner, or so many of this organisation's. */
export function whomOf({ proposal }: Change): Line {
  const { plan, partner } = proposal;
  const whom = words.tenants.partner(partner, couldBeMistaken(proposal));
  return plan.many === undefined ? whom : says.whom(plan.many, whom);
}

/** At first sight: from what to what, whom, and what has to be known of it. */
export function manyLines(change: Change): readonly Line[] {
  const { plan, defaults } = change.proposal;
  if (plan.many === undefined) return [];
  const { state } = change.status;
  const isPast = !['pending', 'applying', 'applied'].includes(state);
  const lead = isPast ? words.changes.compared.sides.past.lead : '';
  return [...inShort(plan.many, defaults, lead), ...(state === 'pending' ? manyRules(change) : [])];
}

/** How many kinds of difference are told at first sight, and in how much room who they are of. */
const MOST_KINDS = { list: 2, freeze: 1, thaw: 2 } as const;
const ROOM_IN_SHORT = 75;

/** What matters most of each, with the first whom it is of: what opens comes first, then what shuts a door. */
function inShort({ kind, members }: Many, defaults: Defaults, lead: string): readonly Line[] {
  const rowsOf = new Map(members.map((member) => [member, compared(member.plan, defaults)]));
  const first = (member: Member): Line => {
    const [row] = rowsOf.get(member) ?? [];
    const { ends } = member;
    if (row === undefined) return ends === undefined ? [] : words.changes.ends.movedInShort(ends);
    return rowLine(row);
  };
  const endOf = ({ plan, ends }: Member): string => (ends === undefined || plan.prolongs ? '' : says.untilAnEnd);
  const groups = grouped(weightiestFirst(members), (member) => JSON.stringify([first(member), endOf(member)]));
  const shown = groups.slice(0, MOST_KINDS[kind]);
  const lines = shown.map((group, nth): Line => {
    const [some = 0, ...others] = new Set(group.map((member) => (rowsOf.get(member) ?? []).length - 1));
    const more = says.andMore(others.length > 0 ? undefined : Math.max(0, some));
    return [
      nth === 0 ? lead : '',
      ...group.slice(0, 1).flatMap(first),
      more,
      ...group.slice(0, 1).map(endOf),
      says.of,
      ...namesOf(group, ROOM_IN_SHORT),
    ];
  });
  return [...lines, ...restOf(groups.slice(shown.length))];
}

/** Each partner with before and after, those that are not as asked, and those that are left as they are. */
export function manySections({ proposal, progress }: Change, now: Instant): readonly Section[] {
  const { many } = proposal.plan;
  if (many === undefined) return [];
  return [
    section(says.headings.failed, failedLines(allMembers(many, progress), counts(many, progress).failed)),
    section(says.headings.found, foundLines(foundOpen(progress))),
    ...memberSections(many, proposal.defaults, now),
    section(says.headings.left, leftLines(leftAlone(many, progress))),
  ].filter(({ lines }) => lines.length > 0);
}

const section = (heading: string, lines: readonly Line[]): Section => ({ heading, lines: runLines(lines) });

/** Names are chosen by whom they are of: the domain and the id tell who it is. */
const nameOf = (partner: Member['partner']): string => words.tenants.short(partner);

/** Those of which the same is said stand together. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

/** As many as there is room for, each with how long it is, and how many more there are. */
function fittingIn<Item>(items: readonly Item[], room: number, lengthOf: (item: Item) => number): readonly Item[] {
  let left = room;
  return items.filter((item) => (left -= lengthOf(item)) >= 0);
}

const named = (all: readonly string[], room: number): Line => {
  const fit = fittingIn(all, room, (one) => one.length + 2);
  const more = all.length - fit.length;
  // One run of text: hundreds of them would be no card.
  const names = fit.join(', ');
  return [{ wrote: names }, ...(more === 0 ? [] : [names === '' ? '' : ', ', ...says.more(more)])];
};

/** Members of whom the same is said, as they matter. */
const groupsOf = (members: readonly Member[], defaults: Defaults): readonly (readonly Member[])[] =>
  grouped(weightiestFirst(members), ({ plan, ends }) => JSON.stringify([differences(plan, defaults), ends]));

const namesOf = (group: readonly Member[], room: number): Line =>
  named(
    group.map(({ partner }) => nameOf(partner)),
    room,
  );

/** That there are others, and how many of them are opened. */
function restOf(groups: readonly (readonly Member[])[]): readonly Line[] {
  const left = groups.flat();
  return left.length === 0 ? [] : [says.moreKinds(left.length, left.filter(({ plan }) => opens(plan)).length)];
}

/** One for each kind, and until when what it opens may be open. */
function memberSections({ members }: Many, defaults: Defaults, now: Instant): readonly Section[] {
  const groups = groupsOf(members, defaults);
  const room = ROOM / Math.max(1, Math.min(groups.length, 6));
  const told = groups.map((group) => {
    const [first] = group;
    const lines = [...(first === undefined ? [] : differences(first.plan, defaults)), namesOf(group, room)];
    const before = group.flatMap(({ endBefore }) => endBefore ?? []);
    return {
      group,
      lines,
      texts: first?.ends === undefined ? [] : [words.changes.ends.until(first.ends, before, now)],
    };
  });
  const fit = fittingIn(told, MOST_LINES, ({ lines, texts }) => lines.length + texts.length);
  const rest = restOf(told.filter((one) => !fit.includes(one)).map(({ group }) => group));
  return [
    ...fit.map(({ lines, texts }, nth) => ({ ...section(nth === 0 ? says.headings.members : '', lines), texts })),
    section(fit.length === 0 ? says.headings.members : '', rest),
  ];
}

/** Of one section. */
const MOST_LINES = 16;

/** Before and after, each setting in a line. */
function differences(plan: OnePlan, defaults: Defaults): readonly Line[] {
  const rows = compared(plan, defaults);
  // What opens is first, and never among the rest.
  const most = Math.max(MOST_SETTINGS, rows.findLastIndex(({ opens }) => opens) + 1);
  const shown = rows.slice(0, most).map(rowLine);
  return rows.length <= most ? shown : [...shown, says.moreSettings(rows.length - most)];
}

const foundLines = (found: readonly Member[]): readonly Line[] =>
  found.length === 0
    ? []
    : [
        named(
          found.map(({ partner }) => nameOf(partner)),
          ROOM / 3,
        ),
      ];

const MOST_FAILED = 8;

function failedLines(members: readonly Member[], failed: readonly MemberEnd[]): readonly Line[] {
  const lines = failed.slice(0, MOST_FAILED).flatMap(({ tenantId, how, ...by }): readonly Line[] => {
    const partner = members.find(({ plan }) => plan.tenantId === tenantId)?.partner;
    if (partner === undefined) return [];
    return [[{ wrote: nameOf(partner) }, `: ${says.outcome(how)}`, ...says.byWhich(by)]];
  });
  return failed.length <= MOST_FAILED ? lines : [...lines, says.more(failed.length - MOST_FAILED)];
}

/** Whoever can be restored by itself goes by the id of what is to be taken back; whoever is being changed, by whose change. */
function leftName(one: Many['left'][number]): string {
  if ('text' in one) return words.tenants.typed(one.text);
  if (one.why === 'busy' && one.of !== undefined) {
    return says.busyName(nameOf(one.partner), one.of);
  }
  if ('ending' in one && one.ending !== undefined) return says.endingName(nameOf(one.partner), one.ending);
  const part = one.why === 'changedSince' || one.why === 'openedPast' ? one.part : undefined;
  return part === undefined ? nameOf(one.partner) : `${nameOf(one.partner)} (${part})`;
}

function leftLines(left: Many['left']): readonly Line[] {
  const groups = grouped(left, says.left);
  return groups.flatMap((group): readonly Line[] => {
    const [first] = group;
    if (first === undefined) return [];
    const names = named(group.map(leftName), ROOM / 2 / groups.length);
    return [[{ strong: `${says.left(first)}: ` }, ...names]];
  });
}

/** What can be said of it while it is decided, and while it goes on; that everybody can be seen, always. */
export function manyOffers(change: Change, at: Instant): readonly Offer[] {
  const { proposal } = change;
  const { many } = proposal.plan;
  if (many === undefined) return [];
  const all = offersOfChange.partners(proposal.id);
  if (isStoppable(change)) return [offersOfChange.stop(proposal.id), all];
  const isAsked = isWaiting(change, at);
  return [...(isAsked && many.kind === 'freeze' ? offersOfMany.freezeDefault(proposal) : []), all];
}
