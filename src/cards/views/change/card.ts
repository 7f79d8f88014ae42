import { isDue } from '../../../domain/change/change.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ChangeCard } from '../../../domain/replies/reply.ts';
import { tenantView } from '../../tenant-view.ts';
import { offersIn } from '../../../words/line.ts';
import { runLines } from '../../../words/runs.ts';
import { words } from '../../../words/words.ts';
import type { Card } from '../../expand.ts';
import { effectView } from '../../door.ts';
import { offerRows } from '../../offers.ts';
import card from '../../templates/change/card.json' with { type: 'json' };
import { factView } from '../../facts.ts';
import { lookalikesView } from '../lookalikes.ts';
import { comparison } from './comparison.ts';
import { decideParts } from './decide.ts';
import { details } from './details.ts';
import { followUpOffers } from './follow-up.ts';
import { parts, type Part } from './parts.ts';
import { releaseLines } from './release.ts';
import { meaningSections, outcomeOf, outlookViews, stepSections } from './sections.ts';
import { alarmLines, glassLines, statusWords } from './status.ts';

/** What the card of a change says, in this order. */
export function changeParts({ change, alone }: ChangeCard, at: Instant): readonly Part[] {
  const { planTitle } = words.changes;
  const { plan, partner, lookalikes } = change.proposal;
  const isOver = isDue(change, at);
  const outcome = outcomeOf(change, isOver);
  const { state, style, lines } = statusWords(change, at, alone);
  const release = releaseLines(change, isOver, alone);
  const told = [[effectView(plan, partner).text], ...lines, ...glassLines(change), ...alarmLines(change)];
  const outlooks = outlookViews(change, outcome);
  const suggested = offersIn([...told, ...release, ...outlooks.flatMap((one) => one.lines)]);
  return [
    parts.status.with({
      style,
      title: planTitle(plan),
      state,
      lines: runLines(told),
    }),
    ...(release.length === 0 ? [] : [parts.release.with({ lines: runLines(release) })]),
    parts.partner.with({ ...tenantView(partner), tenantIdLabel: `${words.common.tenantId} ` }),
    ...lookalikesView(lookalikes, partner).map(parts.lookalikes.with),
    parts.settings.with(comparison(change, isOver)),
    ...meaningSections(change, outcome).map(parts.section.with),
    ...stepSections(change, outcome).map(parts.section.with),
    ...outlooks.map((one) => parts.outlook.with({ ...one, lines: runLines(one.lines) })),
    parts.details.with({ details: details(change).map((fact) => factView(fact, at)) }),
    ...(change.status.state === 'pending' && !isOver ? decideParts(change, alone) : []),
    ...offerRows([...followUpOffers(change), ...suggested]).map(parts.followUps.with),
  ];
}

export function changeCard(reply: ChangeCard, at: Instant): Card {
  return { ...card, body: changeParts(reply, at).map(({ element }) => element) };
}
