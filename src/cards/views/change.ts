import { isDue, needsReview, type Change } from '../../domain/change/change.ts';
import type { Instant } from '../../domain/instant.ts';
import { samePerson } from '../../domain/people/person.ts';
import type { ChangeCard } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { cardTemplate, type Card } from '../expand.ts';
import { moment } from '../../words/en/moment.ts';
import { runLines, type Run } from '../../words/runs.ts';
import { isBlank } from '../../words/text.ts';
import template from '../templates/change.json' with { type: 'json' };
import { lookalikesView, type LookalikesView } from '../../words/en/lookalikes.ts';
import { personName } from '../../words/names.ts';
import { planTitle } from '../../words/en/plan.ts';
import type { Style } from '../../words/style.ts';
import { tenantView, type TenantView } from '../tenant-view.ts';
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
import type { Offer } from '../page-turns.ts';

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
    readonly decisions: readonly Decision[];
    /** One while somebody else can decide it, where they see it. */
    readonly approvals: readonly Decision[];
    /** One while somebody else can decide it, where whoever asked is alone with the bot. */
    readonly withdrawals: readonly Decision[];
    /** One where something must be typed to confirm. */
    readonly challenges: readonly Readonly<Record<string, never>>[];
    readonly followUps: readonly { readonly offers: readonly Offer[] }[];
  };

type Decision = { readonly changeId: string };
type Detail = { readonly label: string; readonly runs: readonly Run[] };

export function changeView({ change, alone }: ChangeCard, at: Instant): ChangeView {
  const { proposal, status } = change;
  const { partner, plan, lookalikes } = proposal;
  const isOver = isDue(change, at);
  const outcome = outcomeOf(change, isOver);
  const { state, style, lines } = statusWords(change, at);
  const canDecide = status.state === 'pending' && !isOver;
  const decision = canDecide ? [{ changeId: proposal.id }] : [];
  const byOther = proposal.approval === 'secondPerson';
  const offers = followUpOffers(change);
  const release = status.state === 'pending' || status.state === 'expired' ? status.release : null;
  return {
    ...tenantView(partner),
    ...comparison(change, isOver),
    title: planTitle(plan),
    state,
    style,
    statusLines: runLines([...lines, ...glassLines(change)]),
    releases: release === null ? [] : [releaseView(release, proposal, status.state === 'pending' && !isOver)],
    lookalikes: lookalikesView(lookalikes, partner),
    sections: [...meaningSections(change, outcome), ...stepSections(change, outcome)],
    outlooks: outlookViews(change, outcome),
    details: details(change),
    decisions: byOther ? [] : decision,
    approvals: byOther && !alone ? decision : [],
    withdrawals: byOther && alone ? decision : [],
    challenges: canDecide && proposal.challenge !== null && !(byOther && alone) ? [{}] : [],
    followUps: offers.length === 0 ? [] : [{ offers }],
  };
}

/** That a rule was set aside is never in small print. */
function glassLines(change: Change): readonly Line[] {
  const { approval, id } = change.proposal;
  if (approval !== 'breakGlass') return [];
  const broken: Line = [{ strong: 'The glass was broken: ' }, 'no second person approves this.'];
  if (!needsReview(change)) return [broken];
  return [broken, ['Its review is open. Another administrator types ', { say: `close review ${id} because …` }, '.']];
}

/** Who, when and why: what somebody asks who finds the card a year later. */
function details(change: Change): readonly Detail[] {
  const { proposal, status, review } = change;
  const { requester, requestedAt, reason, follows, id } = proposal;
  const asked: Line = [personName(requester), `, ${moment(requestedAt)}`];
  return [
    detail('Asked by', asked),
    detail('Reason', [reason === null || isBlank(reason) ? 'none given' : reason]),
    ...(follows === null ? [] : [detail(FOLLOWS[follows.what], [{ say: follows.change }])]),
    ...decision(change),
    ...(status.state === 'pending' && status.looking !== null
      ? [detail('Being looked at by', [personName(status.looking.by), `, ${moment(status.looking.at)}`])]
      : []),
    ...(review === null
      ? []
      : [detail('Reviewed by', [personName(review.by), `, ${moment(review.at)}: `, review.finding])]),
    detail('Change id', [{ say: id }]),
  ];
}

function decision({ proposal: { approval, requester }, status }: Change): readonly Detail[] {
  const yes = approval === 'secondPerson' ? 'Approved by' : 'Confirmed by';
  switch (status.state) {
    case 'pending':
    case 'expired':
      return [];
    case 'rejected':
      return [
        detail(samePerson(status.by, requester) ? 'Cancelled by' : 'Rejected by', [
          personName(status.by),
          `, ${moment(status.at)}`,
        ]),
        ...(status.reason === null ? [] : [detail('Why not', [status.reason])]),
      ];
    case 'applying':
      return [detail(yes, [personName(status.by), `, ${moment(status.claimedAt)}`])];
    default:
      // When it was confirmed is not kept past the writing; what `at` says is when the outcome was known.
      return [detail(yes, [personName(status.by)])];
  }
}

function detail(label: string, line: Line): Detail {
  return { label, runs: runLines([line]).flatMap(({ runs }) => runs) };
}

const fill = cardTemplate(template);

export function changeCard(reply: ChangeCard, at: Instant): Card {
  return fill(changeView(reply, at));
}
