import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Drift } from '../../../domain/drift/drift.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import {
  openDoors,
  partnersIn,
  type Count,
  type OpenDoor,
  type Overview,
  type Since,
} from '../../../domain/replies/overview.ts';
import type { Line } from '../../line.ts';
import { distance, when } from '../moment.ts';
import { TOPICS } from '../../../domain/telling/subscription.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import { tenants } from '../tenants.ts';
import type { Instant } from '../../../domain/instant.ts';

/** How many there are of something that is named so. */
const count = (what: string, number: number): string => `${what}: ${number}`;

const opened = ({ opening, perhapsOpening = 0 }: Count & Partial<Since['made']>): string => {
  const may = `# may have opened ${opening > 0 ? 'it' : 'the tenant'}`;
  const all = [
    plural(opening, { none: '', one: '# opened the tenant', other: '# opened the tenant' }),
    plural(perhapsOpening, { none: '', one: may, other: may }),
  ].filter((one) => one !== '');
  return all.length === 0 ? '' : ` (${row(all)})`;
};

/** How the organisation stands, at a glance. */
export const overview = {
  title: (of: Overview): string => {
    const [open, all] = [openDoors(of), partnersIn(of)];
    if (all === 0) return 'No partners';
    if (open === 0) return 'No partner may sync users here';
    return `${open} of ${plural(all, { one: '# partner', other: '# partners' })} may sync users here`;
  },
  chart: 'Partners by state',
  count,
  digest: (of: Overview): string => `Digest: ${overview.title(of)}`,
  /** A sentence for a text block. */
  sinceThen: ({ at, made, found }: Since, now: Instant): string =>
    `Since ${when(at, now)}: ${plural(made.total, { none: 'no change', one: '# change', other: '# changes' })} through me${opened(made)}, ${plural(found.total, { none: 'and no other', one: '# not through me', other: '# not through me' })}${opened(found)}.`,
  new: 'New since then',
  nothingNew: 'Nothing was changed.',
  pastMe: (driftTitle: string, { partner }: Drift): Line => [`${driftTitle}, `, { wrote: tenants.short(partner) }],
  longest: ({ lookedInto, ...of }: Overview): Line => [
    { strong: 'Open longest' },
    lookedInto < openDoors(of) ? `, of the first ${lookedInto}` : '',
  ],
  open: ({ tenant, isAlike, since }: OpenDoor, at: Instant): Line => [
    { wrote: tenants.short(tenant, isAlike) },
    since === null ? ', for longer than I know' : `, opened ${distance(since, at)}`,
  ],
  drift: 'Changes not through me',
  driftOpen: ({ drift: { total, opening } }: Overview): string => {
    const what = plural(total, { none: 'Nothing waits for a decision', one: '# change', other: '# changes' });
    const opens = plural(opening, {
      none: '',
      one: ', # of which may open the tenant',
      other: ', # of which may open the tenant',
    });
    return `${what}${opens}.`;
  },
  waits: 'Waits for somebody',
  waiting: ({ waiting, reviews }: Overview): string =>
    `${row([
      plural(waiting, { none: 'No change', one: '# change', other: '# changes' }),
      plural(reviews, { none: 'no review', one: '# review', other: '# reviews' }),
    ])}.`,
  changes: 'Last changes',
  change: (
    planTitle: string,
    partner: TenantInformation,
    isAlike: boolean,
    state: string,
    { requestedAt }: Proposal,
    at: Instant,
  ): Line => [
    `${planTitle}, `,
    { wrote: tenants.short(partner, isAlike) },
    `: ${state.toLowerCase()}, asked ${distance(requestedAt, at)}`,
  ],
  noChanges: 'Nobody has asked me for one yet.',
  hears: 'Who hears',
  hearing: ({ hears }: Overview): Line => [
    `Conversations that hear of ${row(TOPICS.map((topic) => count(topic, hears[topic])))}.`,
  ],
};
