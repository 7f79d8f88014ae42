import { offers, offersOfPartner, pageOf } from '../../commands/offers.ts';
import { doorOf } from '../../domain/change/effect.ts';
import type { Instant } from '../../domain/instant.ts';
import { titled } from '../../domain/replies/offer.ts';
import type { PartnerList } from '../../domain/replies/reply.ts';
import { LONGEST_WORD_OF_COLUMN, LONGEST_WORD_OF_PLAIN_COLUMN, shown } from '../../words/text.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { doorView } from '../door.ts';
import { charactersIn, folding, type Folds } from '../fold.ts';
import { offerRows, type ButtonRow } from '../offers.ts';
import { pageEnd } from '../page-turns.ts';
import template from '../templates/partners.json' with { type: 'json' };

/** Of name and domain in a row among others. */
const LONGEST_OF_MANY = 60;

type PartnersView = {
  readonly title: string;
  readonly subtitle: string;
  readonly tables: readonly TableView[];
  readonly footer: string;
  readonly offerRows: readonly ButtonRow[];
};
type TableView = {
  readonly syncColumn: string;
  readonly partnerColumn: string;
  readonly rows: readonly RowView[];
  readonly folds: Folds;
};
type RowView = {
  readonly name: string;
  readonly domain: string;
  readonly sync: string;
  readonly subtle: boolean;
  /** Opens the partner. */
  readonly offerRows: readonly ButtonRow[];
};

export function partnersView(list: PartnerList, at: Instant): PartnersView {
  const { filter, rows } = list;
  const { footer, offers: turns } = pageEnd(list, (page) => pageOf.partners(filter, page), at);
  const { title, subtitle, syncColumn, partnerColumn } = words.lists.partners;
  const head = {
    title: title(list),
    subtitle: `${subtitle(list)}${words.tenants.alikeMeans(rows)}`,
    footer,
  };
  const { items, folds } = folding(rows.map(rowView), charactersIn({ ...head, syncColumn, partnerColumn }), 'partners');
  return {
    ...head,
    tables: rows.length === 0 ? [] : [{ syncColumn, partnerColumn, rows: items, folds }],
    offerRows: offerRows([...turns, ...(list.total === 0 && filter !== 'any' ? [offers.listPartners] : [])]),
  };
}

function rowView({ tenant, sync, isAlike }: PartnerList['rows'][number]): RowView {
  const { warned, domainAndId } = words.tenants;
  const name = words.tenants.nameOf(tenant);
  return {
    name: shown(warned(name, isAlike), LONGEST_OF_MANY, LONGEST_WORD_OF_COLUMN),
    domain: shown(domainAndId(tenant), LONGEST_OF_MANY, LONGEST_WORD_OF_PLAIN_COLUMN),
    sync: doorView(doorOf(sync, tenant)).text,
    subtle: sync === 'none',
    offerRows: offerRows([titled(offersOfPartner.show(tenant.tenantId), 'show')]),
  };
}

const fill = cardTemplate(template);

export function partnersCard(list: PartnerList, at: Instant): Card {
  return fill(partnersView(list, at));
}
