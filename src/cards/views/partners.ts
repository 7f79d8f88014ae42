import { offers, pageOf } from '../../commands/offers.ts';
import { doorOf } from '../../domain/change/effect.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerList } from '../../domain/replies/reply.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { doorView } from '../door.ts';
import { offerRows, type ButtonRow } from '../offers.ts';
import { pageTurns } from '../page-turns.ts';
import template from '../templates/partners.json' with { type: 'json' };
import { tenantView } from '../tenant-view.ts';

type PartnersView = {
  readonly title: string;
  readonly subtitle: string;
  readonly tables: readonly TableView[];
  readonly footer: string;
  readonly offerRows: readonly ButtonRow[];
};
type TableView = { readonly syncColumn: string; readonly partnerColumn: string; readonly rows: readonly RowView[] };
type RowView = {
  readonly name: string;
  readonly domain: string;
  readonly sync: string;
  readonly subtle: boolean;
};

export function partnersView(list: PartnerList, at: Instant): PartnersView {
  const { filter, rows, page, pages } = list;
  const { title, subtitle, syncColumn, partnerColumn } = words.lists.partners;
  return {
    title: title(list),
    subtitle: subtitle(list),
    tables: rows.length === 0 ? [] : [{ syncColumn, partnerColumn, rows: rows.map(rowView) }],
    footer: words.common.pageReadOn(page, pages, at),
    offerRows: offerRows([
      ...pageTurns(list, (other) => pageOf.partners(filter, other)),
      ...(list.total === 0 && filter !== 'any' ? [offers.listPartners] : []),
    ]),
  };
}

function rowView({ tenant, sync }: PartnerList['rows'][number]): RowView {
  const { name, domain, tenantId } = tenantView(tenant);
  return {
    name,
    // Without a domain the id is all that tells it apart.
    domain: tenant.defaultDomainName === null ? tenantId : domain,
    sync: doorView(doorOf(sync, tenant)).text,
    subtle: sync === 'none',
  };
}

const fill = cardTemplate(template);

export function partnersCard(list: PartnerList, at: Instant): Card {
  return fill(partnersView(list, at));
}
