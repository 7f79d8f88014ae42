import { offersOfPartner } from '../../commands/offers.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Latest, Related, Tally, Told, Visitors } from '../../domain/partners/visitors.ts';
import type { ReachView } from '../../domain/replies/reply.ts';
import type { Fact } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import type { Report } from './report.ts';

/** Who is here already of a tenant, in numbers and dates. */
export function reachReport({ tenant, visitors, createdToday, related }: ReachView, at: Instant): Report {
  const says = words.lists.reach;
  const domain = tenant.defaultDomainName;
  return {
    title: says.title,
    style: 'emphasis',
    lines: visitors === null || domain === null ? [says.noDomain] : [],
    blocks: [
      {
        heading: says.of(tenant),
        rows: visitors === null ? [] : rowsOf(visitors),
        lines: visitors === null || domain === null ? [] : [says.estimate(domain)],
      },
      {
        heading: says.byEntra,
        rows: [
          fact(says.createdToday, createdToday, (counted) => ({ value: [says.count(counted)] })),
          ...(related === null ? [] : relatedRows(related)),
        ],
        lines: [says.fromLog],
      },
    ],
    footer: words.common.readOn(at),
    offers: [offersOfPartner.show(tenant.tenantId)],
  };
}

function rowsOf({ synced, guests, privileged, newest, lastSignIn }: Visitors): readonly Fact[] {
  const says = words.lists.reach;
  return [
    fact(says.synced, synced, (counted) => ({ value: [says.count(counted)] })),
    fact(says.guests, guests, (counted) => ({ value: [says.count(counted)] })),
    fact(says.privileged, privileged, (counted) => ({ value: [says.count(counted)] })),
    fact(says.newest, newest, (when) => at(when, says.nobody)),
    fact(says.lastSignIn, lastSignIn, (when) => at(when, says.noSignIn)),
  ];
}

/** @param none what stands in its place */
function at(latest: Latest | null, none: string): Omit<Fact, 'label'> {
  if (latest === null) return { value: [none] };
  return { value: latest.isWhole ? [] : [words.lists.reach.orLater], when: latest.at };
}

/** What Entra itself counts. */
function relatedRows(related: Told<Related | null>): readonly Fact[] {
  const says = words.lists.reach;
  if (!('is' in related)) return [fact(says.guestsByEntra, related, () => ({ value: [] }))];
  if (related.is === null) return [{ label: says.guestsByEntra, value: [says.unrelated] }];
  const { guests, active } = related.is;
  return [tallied(says.guestsByEntra, guests), tallied(says.activeByEntra, active)];
}

function tallied(label: string, tally: Tally | null): Fact {
  if (tally === null) return { label, value: [words.lists.reach.unsaid] };
  return { label, value: [String(tally.count)], ...(tally.at !== null && { when: tally.at }) };
}

function fact<Value>(label: string, told: Told<Value>, say: (value: Value) => Omit<Fact, 'label'>): Fact {
  return 'is' in told ? { label, ...say(told.is) } : { label, value: [words.lists.reach.unread(told.problem)] };
}
