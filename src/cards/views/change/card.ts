import { isDue, needsReview, type Change } from '../../../domain/change/change.ts';
import type { Instant } from '../../../domain/instant.ts';
import { isAlike } from '../../../domain/partners/lookalike.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { ChangeCard } from '../../../domain/replies/reply.ts';
import { offersIn, type Line } from '../../../words/line.ts';
import { runLines } from '../../../words/runs.ts';
import { words } from '../../../words/words.ts';
import { standingEffect } from '../../door.ts';
import type { Card } from '../../expand.ts';
import { linksTo } from '../../links.ts';
import { offerRows } from '../../offers.ts';
import { mentionLines, withMentions } from '../../mentions.ts';
import { charactersIn, fitting, MOST_SHOWN } from '../../fold.ts';
import { factView } from '../../facts.ts';
import card from '../../templates/change/card.json' with { type: 'json' };
import fold from '../../templates/change/fold.json' with { type: 'json' };
import { lookalikeLines, lookalikesView } from '../lookalikes.ts';
import { comparedInShort, comparison } from './comparison.ts';
import { endLines, endTexts } from './ends.ts';
import { decisions, inputs } from './decide.ts';
import { details } from './details.ts';
import { followUpOffers } from './follow-up.ts';
import { parts, type OfferButton, type Part } from './parts.ts';
import { releaseLines } from './release.ts';
import { meaningSections, outcomeOf, outlookSections, stepSections } from './sections.ts';
import { alarmLines, glassLines, statusWords } from './status.ts';
import { stepsInShort } from './steps.ts';

/** What the card of a change says: at first sight, and what is unfolded. */
export type ChangeParts = { readonly shown: readonly Part[]; readonly folded: readonly Part[] };

/** A card that can be decided is not as tall as others, less so where something is typed on it. */
const MOST_PENDING = 570;
const MOST_WITH_INPUT = 510;

export function changeParts(reply: ChangeCard, at: Instant, portal: string): ChangeParts {
  const { change, alone, isOnlooker = false, called = [] } = reply;
  const isOver = isDue(change, at);
  const isTheirs = change.status.state === 'pending' && !isOver && !isOnlooker;
  const top = head(change, alone, at);
  const fields = isTheirs ? inputs(change, alone) : [];
  const buttons = buttonsOf(reply, isTheirs, isOver, at, portal);
  const texts = summaryTexts(change, alone, at, called);
  const stands = [top, ...fields, buttons].map(({ view }) => view);
  const { shown, rest } = fitting(
    weighed(change, alone, isOver, at).flatMap(({ line, mayWait }) =>
      runLines([line]).map((item) => ({ item, mayWait })),
    ),
    charactersIn([stands, texts]),
    !isTheirs ? MOST_SHOWN : fields.length > 0 ? MOST_WITH_INPUT : MOST_PENDING,
  );
  const { finding, findingMissing } = words.changes.buttons;
  return {
    // What is read in two seconds, and what can be pressed.
    shown: [
      top,
      parts.summary.with({ lines: shown, texts }),
      ...fields,
      ...(needsReview(change) ? [parts.review.with({ label: finding, missing: findingMissing })] : []),
      buttons,
    ],
    folded: [
      ...(rest.length === 0 ? [] : [parts.section.with({ heading: words.common.more, lines: rest })]),
      ...foldedParts(change, isOver, at),
    ],
  };
}

function buttonsOf(
  { change, alone, isOnlooker = false }: ChangeCard,
  isTheirs: boolean,
  isOver: boolean,
  at: Instant,
  portal: string,
): Part {
  return parts.actions.with({
    decisions: isTheirs ? decisions(change, alone) : [],
    offers: isOnlooker ? [] : offerButtons(change, alone, isOver, at),
    links: linksTo(change.status.state === 'applied' ? ['partnerAccess'] : [], portal),
    unfold: words.common.unfold,
  });
}

/** What can be said of it, and what its lines suggest. */
function offerButtons(change: Change, alone: boolean, isOver: boolean, at: Instant): readonly OfferButton[] {
  const suggested = [
    ...weighed(change, alone, isOver, at).map(({ line }) => line),
    ...outlookSections(change, outcomeOf(change, isOver)).flatMap(({ lines }) => lines),
  ];
  return offerRows([...followUpOffers(change, isOver), ...offersIn(suggested)]).flatMap(({ offers }) =>
    offers.map((offer) => ({ ...offer, inputs: offer.title === words.offers.titles.review ? 'auto' : 'none' })),
  );
}

function head(change: Change, alone: boolean, at: Instant): Part {
  const { plan, partner, lookalikes, approval } = change.proposal;
  const { standing, state, sign, style } = statusWords(change, at, alone);
  const effect = standingEffect(plan, standing);
  const isAsked = change.status.state === 'pending' && !isDue(change, at);
  const outcome = `${sign} ${state}`;
  const isBreaking = isAsked && approval === 'breakGlass';
  return parts.status.with({
    style,
    alarms: isBreaking ? [{ text: words.changes.status.breakingGlass }] : [],
    title: words.changes.planTitle(plan),
    runs: runLines([words.tenants.partner(partner, isAlike(lookalikes))]).flatMap(({ runs }) => runs),
    // As long as it is asked for, what it would do counts most; after that, what became of it.
    door: (isAsked ? [effect, state] : [outcome, effect]).join(DOT),
  });
}

const DOT = ' · ';

const summaryTexts = (change: Change, alone: boolean, at: Instant, called: readonly Person[]) => [
  ...mentionLines(called),
  ...[...stepsInShort(change), ...endTexts(change, at), ...statusWords(change, at, alone).texts].map((text) => ({
    text,
  })),
];

/** Who, what, before and after, how risky; of what explains that, the first line has to be there. */
const weighed = (change: Change, alone: boolean, isOver: boolean, at: Instant) => [
  ...needed(lookalikeLines(change.proposal.lookalikes)),
  ...needed([comparedInShort(comparison(change, isOver))]),
  ...firstNeeded(releaseLines(change, isOver, alone)),
  ...firstNeeded(glassLines(change)),
  ...needed(alarmLines(change)),
  ...needed(endLines(change)),
  ...firstNeeded(statusWords(change, at, alone).lines),
  ...needed(challengeLines(change, isOver)),
];

const needed = (lines: readonly Line[]) => lines.map((line) => ({ line, mayWait: false }));
const firstNeeded = (lines: readonly Line[]) => lines.map((line, nth) => ({ line, mayWait: nth > 0 }));

/** What has to be typed is there to be read. */
function challengeLines({ proposal, status }: Change, isOver: boolean): readonly Line[] {
  const isAsked = proposal.challenge !== null && status.state === 'pending' && !isOver;
  return isAsked ? [words.changes.status.tenantId(proposal.partner.tenantId)] : [];
}

/** Before and after, what it means, and last the ids. */
function foldedParts(change: Change, isOver: boolean, at: Instant): readonly Part[] {
  const { partner, lookalikes } = change.proposal;
  const outcome = outcomeOf(change, isOver);
  return [
    ...lookalikesView(lookalikes, partner).map(parts.lookalikes.with),
    parts.settings.with(comparison(change, isOver)),
    ...meaningSections(change, outcome).map(parts.section.with),
    ...stepSections(change).map(parts.section.with),
    ...outlookSections(change, outcome).map(({ heading, lines }) =>
      parts.section.with({ heading, lines: runLines(lines) }),
    ),
    parts.details.with({ details: details(change).map((fact) => factView(fact, at)) }),
  ];
}

export function changeCard(reply: ChangeCard, at: Instant, portal: string): Card {
  const { shown, folded } = changeParts(reply, at, portal);
  const items = folded.map(({ element }) => element);
  return withMentions({ ...card, body: [...shown.map(({ element }) => element), { ...fold, items }] }, reply.called);
}
