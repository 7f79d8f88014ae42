import { listPartnersLine } from '../../commands/partners/list-partners.ts';
import type { Instant } from '../../domain/instant.ts';
import type { SyncState } from '../../domain/policy/policy.ts';
import type { PartnerList, SyncFilter } from '../../domain/replies/reply.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { moment } from '../../words/en/moment.ts';
import template from '../templates/partners.json' with { type: 'json' };
import { tenantView } from '../../words/en/tenant.ts';

type PartnersView = {
  readonly title: string;
  readonly subtitle: string;
  readonly tables: readonly { readonly rows: readonly RowView[] }[];
  readonly footer: string;
  readonly turns: readonly { readonly pages: readonly PageView[] }[];
};
type RowView = {
  readonly name: string;
  readonly domain: string;
  readonly sync: SyncState;
  readonly color: 'Good' | 'Default';
  readonly subtle: boolean;
};
type PageView = { readonly title: 'Previous' | 'Next'; readonly say: string };

export function partnersView(list: PartnerList, at: Instant): PartnersView {
  const { filter, rows, page, pages, total } = list;
  const turns: PageView[] = [];
  if (page > 1) turns.push({ title: 'Previous', say: listPartnersLine(filter, page - 1) });
  if (page < pages) turns.push({ title: 'Next', say: listPartnersLine(filter, page + 1) });
  return {
    title: partnersTitle(list),
    subtitle: total === 0 ? emptyWords(filter) : FILTER_WORDS[filter],
    tables: rows.length === 0 ? [] : [{ rows: rows.map(rowView) }],
    footer: `Page ${page} of ${pages}, read on ${moment(at)}`,
    turns: turns.length === 0 ? [] : [{ pages: turns }],
  };
}

/** Such as `12 partners`, or `1 partner with user sync on`. */
export function partnersTitle({ filter, total }: PartnerList): string {
  const count = total === 0 ? 'No partners' : total === 1 ? '1 partner' : `${total} partners`;
  const which = { any: '', on: ' with user sync on', off: ' with user sync off', none: ' without a sync policy' };
  return `${count}${which[filter]}`;
}

const FILTER_WORDS: Readonly<Record<SyncFilter, string>> = {
  any: 'User sync: on lets users in, off keeps them out, none means that there is no sync policy, so no user comes in.',
  on: 'Their administrators can create, update and delete users here through sync.',
  off: 'They have a sync policy that does not let users in.',
  none: 'No user can be synchronised from them.',
};

function emptyWords(filter: SyncFilter): string {
  return filter === 'any'
    ? 'This tenant has no partner configurations yet.'
    : 'To see all partners, type “list partners”.';
}

function rowView({ tenant, sync }: PartnerList['rows'][number]): RowView {
  const { name, domain, tenantId } = tenantView(tenant);
  return {
    name,
    // Without a domain the id is all that tells it apart.
    domain: tenant.defaultDomainName === null ? tenantId : domain,
    sync,
    color: sync === 'on' ? 'Good' : 'Default',
    subtle: sync === 'none',
  };
}

const fill = cardTemplate(template);

export function partnersCard(list: PartnerList, at: Instant): Card {
  return fill(partnersView(list, at));
}
