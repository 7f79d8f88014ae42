import type { Instant } from '../../domain/instant.ts';
import { typedName } from '../../domain/partners/tenant.ts';
import type { TenantView } from '../../domain/replies/reply.ts';
import { runLines } from '../../words/runs.ts';
import { words } from '../../words/words.ts';
import { cardTemplate, type Card, type View } from '../expand.ts';
import template from '../templates/partner.json' with { type: 'json' };
import { tenantView } from '../tenant-view.ts';
import { panels } from './partner.ts';

const fill = cardTemplate(template);

/** Who an organisation is. */
export function tenantCardView({ tenant, isPartner, lookalikes }: TenantView, at: Instant): View {
  const { title, show, add } = words.lists.tenant;
  const typed = typedName(tenant, lookalikes.length === 0);
  return {
    ...tenantView(tenant),
    tenantIdLabel: `${words.common.tenantId} `,
    style: 'emphasis',
    title: title(isPartner),
    lookalikes: panels(lookalikes, tenant),
    lines: runLines([...words.tenants.supportLines(tenant), isPartner ? show(typed) : add(typed)]),
    tables: [],
    footer: words.common.readOn(at),
  };
}

export function tenantCard(view: TenantView, at: Instant): Card {
  return fill(tenantCardView(view, at));
}
