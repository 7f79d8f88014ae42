import { cameWithMore, isDue, isWaiting, needsReview, type Change } from '../../../domain/change/change.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { ChangeCard } from '../../../domain/replies/reply.ts';
import { offersIn, type Line } from '../../../words/line.ts';
import { runLines } from '../../../words/runs.ts';
import { words } from '../../../words/words.ts';
import { standingEffect } from '../../door.ts';
import { beside, signed } from '../../style.ts';
import type { Card } from '../../expand.ts';
import { linksTo } from '../../links.ts';
import { buttonsFor } from '../../offers.ts';
import { mentionLines, withMentions } from '../../mentions.ts';
import { charactersIn, fitting, MOST_SHOWN } from '../../fold.ts';
import { factView } from '../../facts.ts';
import card from '../../templates/change/card.json' with { type: 'json' };
import fold from '../../templates/change/fold.json' with { type: 'json' };
import { lookalikeLines, lookalikesView } from '../lookalikes.ts';
import { comparedInShort, comparison } from './comparison.ts';
import { endLines, endTexts, movedTexts } from './ends.ts';
import { decisions, inputs } from './decide.ts';
import { details } from './details.ts';
import { followUpOffers, MOST_RESTORED } from './follow-up.ts';
import { manyRulesAfter } from './many-rules.ts';
import { manyLines, manyOffers, manySections, whomOf } from './many.ts';
import { parts, sectionPart, type OfferButton, type Part } from './parts.ts';
import { releaseLines } from './release.ts';
import { meaningSections, outcomeOf, outlookSections, stepSections } from './sections.ts';
import { alarmLines, glassLines, statusWords } from './status.ts';
import { stepsInShort } from './steps.ts';
import { restorable } from './told-many.ts';

/** What the card of a change says: at first sight, and what is unfolded. */
export type ChangeParts = { readonly shown: readonly Part[]; readonly folded: readonly Part[] };

/** A card that can be decided is not as tall as others, less so where something is typed on it. */
const MOST_PENDING = 570;
const MOST_WITH_INPUT = 510;
const MOST_NEEDED = 2;

export function changeParts(reply: ChangeCard, at: Instant, portal: string): ChangeParts {
  const { change, alone, isOnlooker = false, called = [] } = reply;
  const isOver = isDue(change, at);
  const isTheirs = isWaiting(change, at) && !isOnlooker;
  const top = head(change, alone, at);
  const { shown: fields, waiting } = isTheirs ? inputs(change, alone) : { shown: [], waiting: [] };
  const buttons = buttonsOf(reply, isTheirs, isOver, at, portal);
  const crowded = isCrowded(change, called, fields.length > 0);
  const texts = summaryTexts(change, alone, at, called, crowded);
  const moved = movedTexts(change, isOver, at).map((text) => ({ text }));
  const stands = [...[top, ...fields, buttons].map(({ view }) => view), moved];
  const most = !isTheirs ? MOST_SHOWN : fields.length > 0 ? MOST_WITH_INPUT : MOST_PENDING;
  const fit = (lines: ReturnType<typeof weighed>) =>
    fitting(
      lines.flatMap(({ line, mayWait }) => runLines([line]).map((item) => ({ item, mayWait }))),
      charactersIn([stands, texts]),
      most,
    );
  const lines = weighed(change, alone, isOver, at, crowded);
  const all = fit(lines);
  const isTooMuch = charactersIn([stands, texts, all.shown]) > MOST_SHOWN;
  // With the longest names only what comes first has to be there.
  const { shown, rest } = isTooMuch
    ? fit(lines.map((one, nth) => (nth < MOST_NEEDED ? one : { ...one, mayWait: true })))
    : all;
  const { finding, findingMissing } = words.changes.buttons;
  return {
    // What is read in two seconds, and what can be pressed.
    shown: [
      top,
      parts.summary.with({ moved, lines: shown, texts }),
      ...fields,
      ...(canReview(reply) ? [parts.review.with({ label: finding, missing: findingMissing })] : []),
      buttons,
    ],
    folded: [
      ...waiting,
      ...(rest.length === 0 ? [] : [sectionPart({ heading: words.common.more, lines: rest })]),
      ...foldedParts(change, isOver, at),
    ],
  };
}

/** Alone with the bot is whoever broke the glass: somebody else says what they found. */
const canReview = ({ change, alone, isOnlooker = false }: ChangeCard): boolean =>
  needsReview(change) && !alone && !isOnlooker;

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
  const own = [...followUpOffers(change, isOver), ...manyOffers(change, at)];
  const all = [...own, ...offersIn(suggested)].filter(({ title }) => !alone || title !== 'review');
  return buttonsFor(all, [words.common.unfold]).map((offer) =>
    // What is waited for is the one that is coloured.
    offer.title === words.offers.titles.review
      ? { ...offer, inputs: 'auto', style: 'positive' }
      : { ...offer, inputs: 'none' },
  );
}

function head(change: Change, alone: boolean, at: Instant): Part {
  const { plan, approval } = change.proposal;
  const { standing, state, sign, style } = statusWords(change, at, alone);
  const effect = standingEffect(change, standing);
  const isAsked = isWaiting(change, at);
  const outcome = signed(sign, state);
  const isBreaking = isAsked && approval === 'breakGlass';
  return parts.status.with({
    style,
    alarms: isBreaking ? [{ text: words.changes.status.breakingGlass }] : [],
    title: words.changes.planTitle(plan),
    runs: runLines([whomOf(change)]).flatMap(({ runs }) => runs),
    // As long as it is asked for, what it would do counts most; after that, what became of it.
    door: beside(isAsked ? [effect, state] : [outcome, effect, ...openQuestions(change)]),
  });
}

/** Why it still has to be looked at, although it has ended. */
const openQuestions = (change: Change): readonly string[] => [
  ...(cameWithMore(change) ? [words.changes.status.moreChanged] : []),
  ...(needsReview(change) ? [words.changes.status.waitsForReview] : []),
];

/** The steps are among what is unfolded, too. */
const summaryTexts = (change: Change, alone: boolean, at: Instant, called: readonly Person[], crowded: boolean) => [
  ...mentionLines(called),
  ...[
    ...(crowded ? [] : stepsInShort(change)),
    ...endTexts(change, at),
    ...statusWords(change, at, alone, crowded).texts,
  ].map((text) => ({ text })),
];

/** Whether more has to stand there than on other cards, so that what can wait does. @param asks whether something is typed */
function isCrowded(change: Change, called: readonly Person[], asks: boolean): boolean {
  const { lookalikes, ends, alarm, approvers, approval } = change.proposal;
  const { status } = change;
  const isLong = charactersIn(runLines([whomOf(change)])) > MOST_IN_A_LINE;
  if (!asks) return approval === 'breakGlass' && isLong;
  return (
    isLong ||
    approvers > 1 ||
    called.length + lookalikes.length > 0 ||
    ends !== null ||
    alarm !== null ||
    (status.state === 'pending' && (status.release ?? status.looking) !== null)
  );
}
/** Whom it is about takes more than a line. */
const MOST_IN_A_LINE = 60;

/** Who, what, before and after, how risky; of what explains that, the first line has to be there. */
const weighed = (change: Change, alone: boolean, isOver: boolean, at: Instant, crowded = false) => [
  ...needed(lookalikeLines(change.proposal.lookalikes)),
  ...needed(manyLines(change)),
  ...needed([comparedInShort(comparison(change, isOver))]),
  ...firstNeeded(releaseLines(change, isOver, alone)),
  ...firstNeeded(glassLines(change)),
  ...needed(alarmLines(change)),
  ...needed(endLines(change)),
  ...presentLines(change, isOver),
  ...statusWords(change, at, alone, crowded).lines.map((line, nth) => ({
    line,
    mayWait: nth > namedBelow(change) && !isLookedAt(change),
  })),
  ...needed(manyRulesAfter(change)),
  ...needed(challengeLines(change, isOver)),
];

/** Each whom a button restores is named, so that people know whom. */
const namedBelow = (change: Change): number => {
  const { length } = restorable(change);
  return length > MOST_RESTORED ? 0 : length;
};

const isLookedAt = ({ status }: Change): boolean => status.state === 'pending' && status.looking !== null;

const needed = (lines: readonly Line[]) => lines.map((line) => ({ line, mayWait: false }));
const firstNeeded = (lines: readonly Line[]) => lines.map((line, nth) => ({ line, mayWait: nth > 0 }));

/** Who is here already of a partner that is opened or closed; where there is no room it is unfolded. */
function presentLines({ proposal: { present }, ...change }: Change, isOver: boolean) {
  if (present === undefined || outcomeOf(change, isOver) !== 'ahead') return [];
  return [{ line: [words.changes.presence.ahead(present)], mayWait: true }];
}

/** What has to be typed is there to be read. */
function challengeLines({ proposal, status }: Change, isOver: boolean): readonly Line[] {
  const isAsked = proposal.challenge !== null && status.state === 'pending' && !isOver;
  return isAsked ? [words.changes.status.tenantId(proposal.partner.tenantId)] : [];
}

/** Before and after, what it means, and last the ids. */
function foldedParts(change: Change, isOver: boolean, at: Instant): readonly Part[] {
  const { partner, lookalikes, plan } = change.proposal;
  const outcome = outcomeOf(change, isOver);
  return [
    ...lookalikesView(lookalikes, partner).map(parts.lookalikes.with),
    ...(plan.many === undefined ? [parts.settings.with(comparison(change, isOver))] : []),
    ...manySections(change, at).map(sectionPart),
    ...meaningSections(change, outcome).map(sectionPart),
    ...stepSections(change).map(sectionPart),
    ...outlookSections(change, outcome).map(({ heading, lines }) => sectionPart({ heading, lines: runLines(lines) })),
    parts.details.with({ details: details(change).map((fact) => factView(fact, at)) }),
  ];
}

export function changeCard(reply: ChangeCard, at: Instant, portal: string): Card {
  const { shown, folded } = changeParts(reply, at, portal);
  const items = folded.map(({ element }) => element);
  return withMentions({ ...card, body: [...shown.map(({ element }) => element), { ...fold, items }] }, reply.called);
}
