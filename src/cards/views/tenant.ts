import type { Instant } from '../../domain/instant.ts';
import type { TenantView } from '../../domain/replies/reply.ts';
import { typedName } from '../../domain/partners/tenant.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import { moment } from '../../words/en/moment.ts';
import { runLines } from '../../words/runs.ts';
import template from '../templates/partner.json' with { type: 'json' };
import { lookalikesView } from './lookalikes.ts';
import { supportLines, tenantView } from '../../words/en/tenant.ts';

const fill = cardTemplate(template);

/** Who an organisation is. */
export function tenantCardView({ tenant, isPartner, lookalikes }: TenantView, at: Instant): View {
  const typed = typedName(tenant, lookalikes.length === 0);
  return {
    ...tenantView(tenant),
    style: 'emphasis',
    title: isPartner ? 'This organisation is a partner' : 'This organisation is no partner',
    lookalikes: lookalikesView(lookalikes, tenant),
    lines: runLines([
      ...supportLines(tenant),
      isPartner
        ? ['See its settings: type ', { say: `show ${typed}` }, '.']
        : ['To add it, type ', { say: `add partner ${typed}` }, '.'],
    ]),
    tables: [],
    footer: `Read on ${moment(at)}`,
  };
}

export function tenantCard(view: TenantView, at: Instant): Card {
  return fill(tenantCardView(view, at));
}
