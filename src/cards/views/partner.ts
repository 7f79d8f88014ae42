import type { Instant } from '../../domain/change.ts';
import type { FieldName } from '../../domain/plan.ts';
import { syncState } from '../../domain/policy.ts';
import type { Line, PartnerView } from '../../domain/reply.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { moment } from '../moment.ts';
import { runLines, type RunLine } from '../runs.ts';
import template from '../templates/partner.json' with { type: 'json' };
import { lookalikesView, type LookalikesView } from '../words/lookalikes.ts';
import { missingHere, neededThere, outlook } from '../words/outlook.ts';
import { FIELD_LABELS, fieldWords } from '../words/settings.ts';
import type { Style } from '../words/style.ts';
import { tenantView, typedName, type TenantView } from '../words/tenant.ts';

type PartnerCardView = TenantView & {
  readonly style: Style;
  readonly title: string;
  readonly lookalikes: LookalikesView;
  readonly lines: readonly RunLine[];
  readonly tables: readonly { readonly rows: readonly { readonly label: string; readonly value: string }[] }[];
  readonly footer: string;
};

const FIELDS: readonly FieldName[] = ['userSync', 'groupSync', 'redemptionInbound', 'redemptionOutbound', 'policyName'];

export function partnerCardView(view: PartnerView, at: Instant): PartnerCardView {
  const { tenant, state, defaults, lookalikes } = view;
  const { style, title, lines } = outlook(state, defaults, 'now');
  const rows = FIELDS.map((name) => ({ label: FIELD_LABELS[name], value: fieldWords(name, state, defaults) }));
  return {
    ...tenantView(tenant),
    style,
    title,
    lookalikes: lookalikesView(lookalikes, tenant),
    lines: runLines([...lines, ...whatNext(view)]),
    tables: state === null ? [] : [{ rows }],
    footer: `Read on ${moment(at)}`,
  };
}

/** What is missing or can be done, with the text to type. */
function whatNext({ tenant, state, defaults, lookalikes }: PartnerView): readonly Line[] {
  const typed = typedName(tenant, lookalikes.length === 0);
  const enable = { say: `enable sync for ${typed}` };
  if (state === null) return [['To add it and allow user sync, type ', enable, '.']];
  if (syncState(state) === 'on') return [['To stop it, type ', { say: `disable sync for ${typed}` }, '.']];
  return [
    ['Missing on our side: ', { strong: 'user sync' }, '. To allow it, type ', enable, '.'],
    ...missingHere(state, defaults),
    neededThere,
  ];
}

const fill = cardTemplate(template);

export function partnerCard(view: PartnerView, at: Instant): Card {
  return fill(partnerCardView(view, at));
}
