import type { RunLine } from '../../../words/runs.ts';
import type { FactView } from '../../facts.ts';
import type { Link } from '../../links.ts';
import type { Button } from '../../offers.ts';
import type { Style } from '../../style.ts';
import { cardTemplate, type Card, type View } from '../../expand.ts';
import actions from '../../templates/change/actions.json' with { type: 'json' };
import challenge from '../../templates/change/challenge.json' with { type: 'json' };
import details from '../../templates/change/details.json' with { type: 'json' };
import lookalikes from '../../templates/change/lookalikes.json' with { type: 'json' };
import rejection from '../../templates/change/rejection.json' with { type: 'json' };
import review from '../../templates/change/review.json' with { type: 'json' };
import section from '../../templates/change/section.json' with { type: 'json' };
import settings from '../../templates/change/settings.json' with { type: 'json' };
import status from '../../templates/change/status.json' with { type: 'json' };
import summary from '../../templates/change/summary.json' with { type: 'json' };
import type { LookalikesView } from '../lookalikes.ts';
import type { Comparison } from './comparison.ts';
import type { Section } from './sections.ts';

/** A part of a change's card: an element, and what it was made of. */
export type Part = { readonly template: object; readonly view: View; readonly element: Card };

type Kind<Said extends View> = { readonly template: object; readonly with: (view: Said) => Part };

function part<Said extends View>(template: object): Kind<Said> {
  const fill = cardTemplate(template);
  return { template, with: (view) => ({ template, view, element: fill(view) }) };
}

type Texts = readonly { readonly text: string }[];
type Lines = { readonly lines: readonly RunLine[] };
type Headed = Lines & { readonly headings: readonly { readonly heading: string }[]; readonly texts: Texts };
type Input = { readonly label: string };
/** What, of whom, and what it does to the door; above it what must not be missed. */
type Head = {
  readonly style: Style;
  readonly alarms: Texts;
  readonly title: string;
  readonly runs: RunLine['runs'];
  readonly door: string;
};
/** A button that decides. */
export type Decision = {
  readonly title: string;
  readonly style: 'default' | 'positive' | 'destructive';
  readonly changeId: string;
  readonly verdict: string;
};

/** `inputs`: whether what is typed on the card goes with it. */
export type OfferButton = Omit<Button, 'style'> & {
  readonly inputs: 'auto' | 'none';
  readonly style: Button['style'] | 'positive';
};
type Buttons = {
  readonly decisions: readonly Decision[];
  readonly offers: readonly OfferButton[];
  readonly links: readonly Link[];
  readonly unfold: string;
};

/** A section as its template wants it. */
export const sectionPart = ({ heading, lines, texts = [] }: Section): Part =>
  parts.section.with({
    headings: heading === '' ? [] : [{ heading }],
    lines,
    texts: texts.map((text) => ({ text })),
  });

/** What a change's card can say, each with a template of its own. */
export const parts = {
  status: part<Head>(status),
  /** `moved`: from which end to which. */
  summary: part<Lines & { readonly moved: Texts; readonly texts: Texts }>(summary),
  lookalikes: part<LookalikesView[number]>(lookalikes),
  settings: part<Comparison>(settings),
  section: part<Headed>(section),
  details: part<{ readonly details: readonly FactView[] }>(details),
  challenge: part<Input>(challenge),
  rejection: part<Input>(rejection),
  review: part<Input & { readonly missing: string }>(review),
  actions: part<Buttons>(actions),
};
