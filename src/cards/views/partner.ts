import type { Instant } from '../../domain/instant.ts';
import { syncState } from '../../domain/policy/policy.ts';
import type { PartnerView } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { live, type FieldName } from '../../domain/policy/snapshot.ts';
import { isMicrosoftSupport, typedName } from '../../domain/partners/tenant.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { moment } from '../../words/en/moment.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import template from '../templates/partner.json' with { type: 'json' };
import { isBlank } from '../../words/text.ts';
import { lookalikesView, type LookalikesView } from './lookalikes.ts';
import { missingHere, NEEDED_THERE, outlook, type Pair } from './outlook.ts';
import { FIELD_LABELS, fieldWords } from '../../words/en/changes/settings.ts';
import type { Style } from '../../words/style.ts';
import { supportLines, tenantView, type TenantView } from '../../words/en/tenant.ts';

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
  const { style, title, lines } = outlook(state, defaults, 'now', pairOf(view));
  const rows = FIELDS.map((name) => ({ label: FIELD_LABELS[name], value: fieldWords(name, live(state), defaults) }));
  return {
    ...tenantView(tenant),
    style,
    title,
    lookalikes: lookalikesView(lookalikes, tenant),
    lines: runLines([...supportLines(tenant), ...lines, ...misnamed(view), ...whatNext(view)]),
    tables: state === null ? [] : [{ rows }],
    footer: `Read on ${moment(at)}`,
  };
}

export const pairOf = ({ tenant, lookalikes, home }: PartnerView): Pair => ({
  typed: typedName(tenant, lookalikes.length === 0),
  home,
});

/** A policy that is called after somebody else misleads whoever reads it in the portal. */
function misnamed({ tenant, state }: PartnerView): readonly Line[] {
  const name = state?.identitySynchronization?.displayName ?? null;
  if (name === null || isBlank(name) || tenant.displayName === null || name === tenant.displayName) return [];
  return [
    [
      'The policy’s name, ',
      { strong: name },
      ', is not the organisation’s. To change it, type ',
      { say: `rename sync policy for ${tenant.tenantId} to "${tenant.displayName}"` },
      '.',
    ],
  ];
}

/** What is missing or can be done, with the text to type. */
function whatNext(view: PartnerView): readonly Line[] {
  const { tenant, state, defaults } = view;
  const { typed } = pairOf(view);
  const enable = { say: `enable sync for ${typed}` };
  if (syncState(state) === 'on') return [['To stop it, type ', { say: `disable sync for ${typed}` }, '.']];
  // Microsoft's support signs in to help; nothing of it is to be synchronised.
  if (isMicrosoftSupport(tenant.tenantId)) return [];
  if (state === null) return [['To add it and allow user sync, type ', enable, '.']];
  return [
    ['Missing on our side: ', { strong: 'user sync' }, '. To allow it, type ', enable, '.'],
    ...missingHere(state, defaults, pairOf(view)),
    NEEDED_THERE,
  ];
}

const fill = cardTemplate(template);

export function partnerCard(view: PartnerView, at: Instant): Card {
  return fill(partnerCardView(view, at));
}
