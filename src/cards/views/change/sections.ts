import { isShutAgain, type Change } from '../../../domain/change/change.ts';
import { typedName } from '../../../domain/partners/tenant.ts';
import { steps, touched } from '../../../domain/policy/plan.ts';
import { syncState } from '../../../domain/policy/policy.ts';
import { direction } from '../../../domain/policy/purpose.ts';
import type { Step } from '../../../domain/policy/step.ts';
import type { Line } from '../../../words/line.ts';
import { runLines, type RunLine } from '../../../words/runs.ts';
import { words } from '../../../words/words.ts';
import { meaningLines } from './meaning.ts';
import { outlook } from '../outlook.ts';

/** A part of the card under a heading of its own; without one it goes on with the part before. */
export type Section = {
  readonly heading: string;
  readonly lines: readonly RunLine[];
  /** Sentences of ours below them that tell a time; left out: none. */
  readonly texts?: readonly string[];
};
/** The same, of which the lines can suggest something. */
export type OutlookSection = { readonly heading: string; readonly lines: readonly Line[] };

/** `ahead`: it can still come about. `done`: it has. `past`: it did not, or is over, or nobody knows. */
export type Outcome = 'ahead' | 'done' | 'past';

const says = words.changes.meaning;

export function outcomeOf(change: Pick<Change, 'status' | 'end'>, isOver: boolean): Outcome {
  const { status } = change;
  if (status.state === 'applied') return isShutAgain(change) ? 'past' : 'done';
  return status.state === 'applying' || (status.state === 'pending' && !isOver) ? 'ahead' : 'past';
}

/** What the change means for people; nothing once it did not come about. */
export function meaningSections(change: Change, outcome: Outcome): readonly Section[] {
  if (outcome === 'past') return [];
  const lines = meaningLines(change, outcome === 'done' ? 'now' : 'after');
  return lines.length === 0 ? [] : [section(says.heading, lines)];
}

/** How it is done: worth saying when there is more than one step, until all are done. */
export function stepSections({ proposal, status }: Change): readonly Section[] {
  const all = steps(proposal.plan);
  const isOver = status.state === 'applied' || (status.state === 'failed' && status.failure.kind !== 'partlyApplied');
  if (all.length < 2 || isOver) return [];
  const { step, steps: say } = says;
  return [
    section(
      say.inSteps(all.length),
      status.state === 'failed' && status.failure.kind === 'partlyApplied'
        ? endedSteps(all, status.failure.done.length)
        : all.map((one, index) => step(index + 1, one)),
    ),
  ];
}

function endedSteps(all: readonly Step[], count: number): readonly Line[] {
  const { done, notDone } = words.changes.ended;
  return all.map((step, index) => (index < count ? done(step) : notDone(step)));
}

/** Whether sync will work, where the change is about that: it lets users in, or concerns what else they need. */
export function outlookSections({ proposal, status }: Change, outcome: Outcome): readonly OutlookSection[] {
  const { plan, defaults, partner, lookalikes, requester } = proposal;
  const isAbout = direction(plan) === 'opens' || touched(plan).includes('redemptionInbound');
  if (outcome === 'past' || !isAbout) return [];
  const done = status.state === 'applied';
  const snapshot = done ? status.found : plan.after;
  if (snapshot.kind === 'template' || syncState(snapshot.partner) !== 'on') return [];
  const pair = { typed: typedName(partner, lookalikes.length === 0), home: requester.tenantId };
  const { title, lines, forThem } = outlook(snapshot.partner, defaults, done ? 'now' : 'after', pair);
  return [
    { heading: title, lines },
    ...(forThem.length === 0 ? [] : [{ heading: words.changes.outlook.textFollows, lines: forThem }]),
  ];
}

function section(heading: string, lines: readonly Line[]): Section {
  return { heading, lines: runLines(lines) };
}
