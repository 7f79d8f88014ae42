import type { ChangeId } from '../../../domain/ids.ts';
import type { RunLine } from '../../../words/runs.ts';
import type { Style } from '../../style.ts';
import type { TenantView } from '../../tenant-view.ts';
import { cardTemplate, type Card, type View } from '../../expand.ts';
import approval from '../../templates/change/approval.json' with { type: 'json' };
import challenge from '../../templates/change/challenge.json' with { type: 'json' };
import decision from '../../templates/change/decision.json' with { type: 'json' };
import details from '../../templates/change/details.json' with { type: 'json' };
import lookalikes from '../../templates/change/lookalikes.json' with { type: 'json' };
import offers from '../../templates/offers.json' with { type: 'json' };
import outlook from '../../templates/change/outlook.json' with { type: 'json' };
import partner from '../../templates/change/partner.json' with { type: 'json' };
import rejection from '../../templates/change/rejection.json' with { type: 'json' };
import release from '../../templates/change/release.json' with { type: 'json' };
import section from '../../templates/change/section.json' with { type: 'json' };
import settings from '../../templates/change/settings.json' with { type: 'json' };
import status from '../../templates/change/status.json' with { type: 'json' };
import withdrawal from '../../templates/change/withdrawal.json' with { type: 'json' };
import type { LookalikesView } from '../lookalikes.ts';
import type { ButtonRow } from '../../offers.ts';
import type { Comparison } from './comparison.ts';
import type { FactView } from '../../facts.ts';

/** A part of a change's card: an element, and what it was made of. */
export type Part = { readonly template: object; readonly view: View; readonly element: Card };

type Kind<Said extends View> = { readonly template: object; readonly with: (view: Said) => Part };

function part<Said extends View>(template: object): Kind<Said> {
  const fill = cardTemplate(template);
  return { template, with: (view) => ({ template, view, element: fill(view) }) };
}

type Lines = { readonly lines: readonly RunLine[] };
type Headed = Lines & { readonly heading: string };
type Titled = Lines & { readonly title: string; readonly style: Style };
type Input = { readonly label: string };
/** Buttons that decide on the change, with their titles. */
type Buttons<Title extends string> = { readonly changeId: ChangeId } & Readonly<Record<Title, string>>;

/** What a change's card can say, each with a template of its own. */
export const parts = {
  status: part<Titled & { readonly state: string }>(status),
  release: part<Lines>(release),
  partner: part<TenantView & { readonly tenantIdLabel: string }>(partner),
  lookalikes: part<LookalikesView[number]>(lookalikes),
  settings: part<Comparison>(settings),
  section: part<Headed>(section),
  outlook: part<Titled>(outlook),
  details: part<{ readonly details: readonly FactView[] }>(details),
  challenge: part<Input>(challenge),
  decision: part<Buttons<'confirm' | 'cancel'>>(decision),
  rejection: part<Input>(rejection),
  approval: part<Buttons<'approve' | 'reject' | 'looking'>>(approval),
  withdrawal: part<Buttons<'cancel'>>(withdrawal),
  followUps: part<ButtonRow>(offers),
};
