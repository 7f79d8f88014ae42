import { offersOfPartner } from '../../commands/offers.ts';
import { doorOf } from '../../domain/change/effect.ts';
import type { Instant } from '../../domain/instant.ts';
import { isMicrosoftSupport, typedName } from '../../domain/partners/tenant.ts';
import { syncState } from '../../domain/policy/policy.ts';
import { live, type FieldName } from '../../domain/policy/snapshot.ts';
import type { PartnerView } from '../../domain/replies/reply.ts';
import { offersIn, type Line } from '../../words/line.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { isBlank } from '../../words/text.ts';
import { titleOf, words } from '../../words/words.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { charactersIn, folding, type Foldable, type Folds } from '../fold.ts';
import { canFit } from '../fit.ts';
import { linksTo } from '../links.ts';
import { offerRows, type ButtonRow } from '../offers.ts';
import { doorView } from '../door.ts';
import { SIGNS, type Style } from '../style.ts';
import template from '../templates/partner.json' with { type: 'json' };
import { tenantView, type TenantView } from '../tenant-view.ts';
import { lookalikesView, type LookalikesView } from './lookalikes.ts';
import { accessFolds, settingRow, type AccessFold } from './access.ts';
import { missingHere, outlook, type Pair } from './outlook.ts';

type PartnerCardView = TenantView & {
  readonly style: Style;
  readonly title: string;
  readonly tenantIdLabel: string;
  readonly lookalikes: LookalikesView;
  readonly lines: readonly Foldable<RunLine>[];
  readonly folds: Folds;
  readonly tables: readonly { readonly rows: AccessFold['rows'] }[];
  /** A button each, and what it unfolds. */
  readonly access: readonly { readonly folds: readonly AccessFold[] }[];
  readonly footer: string;
  readonly offerRows: readonly ButtonRow[];
  /** Buttons that wait with the lines that do. */
  readonly waiting: readonly { readonly id: string; readonly offerRows: readonly ButtonRow[] }[];
};

const FIELDS: readonly FieldName[] = ['userSync', 'groupSync', 'redemptionInbound', 'redemptionOutbound', 'policyName'];

const AT_FIRST = 3;

/** @param mostAlike so many that it could be mistaken for are told in full; left out: as many as are read */
export function partnerCardView(view: PartnerView, at: Instant, portal: string, mostAlike?: number): PartnerCardView {
  const { tenant, state, defaults, ends, lookalikes, changes } = view;
  const { title, lines: now, forThem } = outlook(state, defaults, 'now', pairOf(view));
  const lines = [
    ...words.tenants.supportLines(tenant),
    ...misnamed(view),
    ...now,
    ...whatNext(view),
    ...forThem.flatMap((text): readonly Line[] => [[{ strong: words.changes.outlook.textFollows }], text]),
  ];
  const suggested = offersIn(lines);
  const others = changes.filter((change) => !suggested.some((one) => titleOf(one) === titleOf(change)));
  const buttons = [...suggested, ...others, offersOfPartner.history(tenant.tenantId)];
  // Why it does not work is read at first sight, before there are more of them.
  const more = offerRows(buttons.slice(AT_FIRST));
  const isDoor = syncState(state) !== 'none';
  const door = doorView(doorOf(syncState(state), tenant));
  const rows = FIELDS.map((name) => settingRow(name, words.changes.fieldWords(name, live(state), defaults), ends));
  const shown = {
    ...tenantView(tenant),
    tenantIdLabel: `${words.common.tenantId} `,
    style: door.style,
    // What lists call it stands first; of a partner without a policy the rest says so.
    title: isDoor ? `${door.text} · ${title}` : `${SIGNS.none} ${title}`,
    lookalikes: lookalikesView(lookalikes, tenant, mostAlike),
    tables: state === null ? [] : [{ rows }],
    footer: words.common.readOn(at),
    offerRows: offerRows(buttons.slice(0, AT_FIRST), {
      last: linksTo(state === null ? [] : ['partnerAccess'], portal),
    }),
  };
  const access = accessFolds(state, defaults, ends);
  // What is folded is not read at first sight; its buttons are.
  const used = charactersIn([shown, access.map(({ kind }) => kind)]);
  const { items } = folding(runLines(lines), used, 'lines');
  const waiting = more.length === 0 ? [] : [{ id: 'offers', offerRows: more }];
  const targets = [...items.filter(({ isShown }) => !isShown), ...waiting].map(({ id }) => ({ id }));
  return {
    ...shown,
    lines: items,
    waiting,
    folds: targets.length === 0 ? [] : [{ unfold: words.common.nextSteps, targets }],
    access: access.length === 0 ? [] : [{ folds: access }],
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
  return [words.lists.partner.misnamed(name, offersOfPartner.nameAsItself(tenant))];
}

/** What is missing or can be done, with the text to type. */
function whatNext(view: PartnerView): readonly Line[] {
  const { tenant, state, defaults } = view;
  const { stop, addAndAllow, allow } = words.lists.partner;
  const pair = pairOf(view);
  if (syncState(state) === 'on') return [stop(pair.typed)];
  // Microsoft's support signs in to help; nothing of it is to be synchronised.
  if (isMicrosoftSupport(tenant.tenantId)) return [];
  if (state === null) return [addAndAllow(pair.typed)];
  return [allow(pair.typed), ...missingHere(state, defaults, pair, 'now'), words.changes.outlook.neededThere];
}

const fill = cardTemplate(template);

export function partnerCard(view: PartnerView, at: Instant, portal: string): Card {
  const drawn = (most?: number): Card => fill(partnerCardView(view, at, portal, most));
  const card = drawn();
  if (canFit(card)) return card;
  const smaller = drawn(2);
  return canFit(smaller) ? smaller : drawn(1);
}
