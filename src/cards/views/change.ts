import { isDue, type Change, type Status } from '../../domain/change.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Line } from '../../domain/reply.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { moment } from '../moment.ts';
import { runLines, type Run } from '../runs.ts';
import { isBlank } from '../text.ts';
import template from '../templates/change.json' with { type: 'json' };
import { lookalikesView, type LookalikesView } from '../words/lookalikes.ts';
import { personName } from '../words/person.ts';
import { planTitle } from '../words/plan.ts';
import type { Style } from '../words/style.ts';
import { tenantView, type TenantView } from '../words/tenant.ts';
import {
  meaningSections,
  outcomeOf,
  outlookViews,
  stepSections,
  type OutlookView,
  type Section,
} from './change-meaning.ts';
import { followUpOffers, FOLLOWS } from './change-follow-up.ts';
import { releaseView, type ReleaseView } from './change-release.ts';
import { comparison, type Comparison } from './change-rows.ts';
import { statusWords } from './change-status.ts';
import type { Offer } from './report.ts';

type ChangeView = TenantView &
  Comparison & {
    readonly title: string;
    readonly state: string;
    readonly style: Style;
    readonly statusLines: readonly { readonly runs: readonly Run[] }[];
    readonly releases: readonly ReleaseView[];
    readonly lookalikes: LookalikesView;
    readonly sections: readonly Section[];
    readonly outlooks: readonly OutlookView[];
    readonly details: readonly Detail[];
    /** One while the change can be decided, none otherwise. */
    readonly decisions: readonly { readonly changeId: string }[];
    /** One where something must be typed to confirm. */
    readonly challenges: readonly Readonly<Record<string, never>>[];
    readonly followUps: readonly { readonly offers: readonly Offer[] }[];
  };

type Detail = { readonly label: string; readonly runs: readonly Run[] };

export function changeView(change: Change, at: Instant): ChangeView {
  const { proposal, status } = change;
  const { partner, plan, lookalikes } = proposal;
  const isOver = isDue(change, at);
  const outcome = outcomeOf(change, isOver);
  const { state, style, lines } = statusWords(change, at);
  const canDecide = status.state === 'pending' && !isOver;
  const offers = followUpOffers(change);
  const release = status.state === 'pending' || status.state === 'expired' ? status.release : null;
  return {
    ...tenantView(partner),
    ...comparison(change, isOver),
    title: planTitle(plan),
    state,
    style,
    statusLines: runLines(lines),
    releases: release === null ? [] : [releaseView(release, proposal, status.state === 'pending' && !isOver)],
    lookalikes: lookalikesView(lookalikes, partner),
    sections: [...meaningSections(change, outcome), ...stepSections(change, outcome)],
    outlooks: outlookViews(change, outcome),
    details: details(change),
    decisions: canDecide ? [{ changeId: proposal.id }] : [],
    challenges: canDecide && proposal.challenge !== null ? [{}] : [],
    followUps: offers.length === 0 ? [] : [{ offers }],
  };
}

/** Who, when and why: what somebody asks who finds the card a year later. */
function details({ proposal, status }: Change): readonly Detail[] {
  const { requester, requestedAt, reason, follows, id } = proposal;
  const asked: Line = [personName(requester), `, ${moment(requestedAt)}`];
  return [
    detail('Asked by', asked),
    detail('Reason', [reason === null || isBlank(reason) ? 'none given' : reason]),
    ...(follows === null ? [] : [detail(FOLLOWS[follows.what], [{ say: follows.change }])]),
    ...decision(status),
    detail('Change id', [{ say: id }]),
  ];
}

function decision(status: Status): readonly Detail[] {
  switch (status.state) {
    case 'pending':
    case 'expired':
      return [];
    case 'rejected':
      return [detail('Cancelled by', [personName(status.by), `, ${moment(status.at)}`])];
    case 'applying':
      return [detail('Confirmed by', [personName(status.by), `, ${moment(status.claimedAt)}`])];
    default:
      // When it was confirmed is not kept past the writing; what `at` says is when the outcome was known.
      return [detail('Confirmed by', [personName(status.by)])];
  }
}

function detail(label: string, line: Line): Detail {
  return { label, runs: runLines([line]).flatMap(({ runs }) => runs) };
}

const fill = cardTemplate(template);

export function changeCard(change: Change, at: Instant): Card {
  return fill(changeView(change, at));
}
