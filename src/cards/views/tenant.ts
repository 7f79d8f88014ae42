import type { Instant } from '../../domain/instant.ts';
import { typedName } from '../../domain/partners/tenant.ts';
import type { TenantView } from '../../domain/replies/reply.ts';
import { offersIn, type Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import { withLines } from '../fold.ts';
import { offerRows } from '../offers.ts';
import template from '../templates/partner.json' with { type: 'json' };
import { tenantView } from '../tenant-view.ts';
import { lookalikesView } from './lookalikes.ts';

const fill = cardTemplate(template);

/** Who an organisation is. */
export function tenantCardView(view: TenantView, at: Instant): View {
  const { tenant, isPartner, lookalikes } = view;
  const { title } = words.lists.tenant;
  const around = {
    ...tenantView(tenant),
    tenantIdLabel: `${words.common.tenantId} `,
    style: 'emphasis',
    title: title(isPartner),
    lookalikes: lookalikesView(lookalikes, tenant),
    tables: [],
    access: [],
    footer: words.common.readOn(at),
    offerRows: offerRows(offersIn(suggestions(view))),
    waiting: [],
  };
  return withLines(around, [...words.tenants.supportLines(tenant), ...suggestions(view)]);
}

function suggestions({ tenant, isPartner, lookalikes }: TenantView): readonly Line[] {
  const { show, add } = words.lists.tenant;
  const typed = typedName(tenant, lookalikes.length === 0);
  return [isPartner ? show(typed) : add(typed)];
}

export function tenantCard(view: TenantView, at: Instant): Card {
  return fill(tenantCardView(view, at));
}
