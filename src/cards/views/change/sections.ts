import type { Change } from '../../../domain/change/change.ts';
import { stepsDone } from '../../../domain/change/status.ts';
import { typedName } from '../../../domain/partners/tenant.ts';
import { steps, touched } from '../../../domain/policy/plan.ts';
import { syncState } from '../../../domain/policy/policy.ts';
import { direction } from '../../../domain/policy/purpose.ts';
import type { Line } from '../../../words/line.ts';
import { runLines, type RunLine } from '../../../words/runs.ts';
import type { Style } from '../../style.ts';
import { words } from '../../../words/words.ts';
import { meaningLines } from './meaning.ts';
import { outlook } from '../outlook.ts';

/** A part of the card under a heading of its own. */
export type Section = { readonly heading: string; readonly lines: readonly RunLine[] };
/** The verdict on whether sync will work, in a colour. */
export type OutlookView = { readonly style: Style; readonly title: string; readonly lines: readonly Line[] };

/** `ahead`: it can still come about. `done`: it has. `past`: it did not, or nobody knows. */
export type Outcome = 'ahead' | 'done' | 'past';

const says = words.changes.meaning;

export function outcomeOf({ status }: Change, isOver: boolean): Outcome {
  if (status.state === 'applied') return 'done';
  return status.state === 'applying' || (status.state === 'pending' && !isOver) ? 'ahead' : 'past';
}

/** What the change means for people; nothing once it did not come about. */
export function meaningSections(change: Change, outcome: Outcome): readonly Section[] {
  if (outcome === 'past') return [];
  const lines = meaningLines(change, outcome === 'done' ? 'now' : 'after');
  return lines.length === 0 ? [] : [section(says.heading, lines)];
}

/** How it is done: worth saying when there is more than one step. */
export function stepSections({ proposal, status }: Change, outcome: Outcome): readonly Section[] {
  const all = steps(proposal.plan);
  if (outcome !== 'ahead' || all.length < 2) return [];
  const done = stepsDone(status);
  const lines = all.map((step, index) => (index < done ? says.stepDone(step) : says.stepAhead(index + 1, step)));
  return [section(says.inSteps(all.length), lines)];
}

/** Whether sync will work, where the change is about that: it lets users in, or concerns what else they need. */
export function outlookViews({ proposal, status }: Change, outcome: Outcome): readonly OutlookView[] {
  const { plan, defaults, partner, lookalikes, requester } = proposal;
  const isAbout = direction(plan) === 'opens' || touched(plan).includes('redemptionInbound');
  if (outcome === 'past' || !isAbout) return [];
  const done = status.state === 'applied';
  const snapshot = done ? status.found : plan.after;
  if (snapshot.kind === 'template' || syncState(snapshot.partner) !== 'on') return [];
  const pair = { typed: typedName(partner, lookalikes.length === 0), home: requester.tenantId };
  const { style, title, lines } = outlook(snapshot.partner, defaults, done ? 'now' : 'after', pair);
  return [{ style, title, lines }];
}

function section(heading: string, lines: readonly Line[]): Section {
  return { heading, lines: runLines(lines) };
}
