import type { Change } from '../../domain/change.ts';
import { steps, type Plan } from '../../domain/plan.ts';
import { readiness } from '../../domain/readiness.ts';
import type { Line } from '../../domain/reply.ts';
import { runLines, type RunLine } from '../runs.ts';
import { outlook } from '../words/outlook.ts';
import { direction, stepLine } from '../words/plan.ts';
import type { Style } from '../words/style.ts';

/** A part of the card under a heading of its own. */
export type Section = { readonly heading: string; readonly lines: readonly RunLine[] };
/** The verdict on whether sync will work, in a colour. */
export type OutlookView = { readonly style: Style; readonly title: string; readonly lines: readonly RunLine[] };

/** `ahead`: it can still come about. `done`: it has. `past`: it did not, or nobody knows. */
type Outcome = 'ahead' | 'done' | 'past';

export function outcomeOf({ status }: Change, isOver: boolean): Outcome {
  if (status.state === 'applied') return 'done';
  return status.state === 'applying' || (status.state === 'pending' && !isOver) ? 'ahead' : 'past';
}

/** How it is done: worth saying when there is more than one step. */
export function stepSections({ proposal }: Change, outcome: Outcome): readonly Section[] {
  const all = steps(proposal.plan);
  if (outcome !== 'ahead' || all.length < 2) return [];
  return [
    section(
      `In ${all.length} steps`,
      all.map((step, index) => [`${index + 1}. `, ...stepLine(step)]),
    ),
  ];
}

/** What the change means for people; nothing once it did not come about. */
export function meaningSections(change: Change, outcome: Outcome): readonly Section[] {
  const lines = outcome === 'past' ? [] : [...adding(change.proposal.plan, outcome), ...meaning(change, outcome)];
  return lines.length === 0 ? [] : [section('What it means', lines)];
}

function adding({ before, after }: Plan, outcome: Outcome): readonly Line[] {
  if (before !== null || after === null) return [];
  return outcome === 'done'
    ? [['This organisation was not a partner; it has been added as one.']]
    : [['This organisation is not a partner yet; it will be added as one.']];
}

function meaning({ proposal: { plan, defaults }, status }: Change, outcome: Outcome): readonly Line[] {
  const done = outcome === 'done';
  switch (direction(plan)) {
    case 'opens': {
      const state = status.state === 'applied' ? status.found : plan.after;
      const works = readiness(state, defaults).verdict === 'ready';
      const who = works ? 'This partner’s administrators can' : 'Once sync works, this partner’s administrators can';
      const when = works ? (done ? ' now' : ' then') : '';
      return [[`${who}${when} create, update and delete users here through sync, which runs about every 40 minutes.`]];
    }
    case 'closes':
      return [
        [
          done ? 'Further changes through sync are stopped. ' : 'This stops further changes through sync. ',
          { strong: done ? 'Nobody was removed:' : 'It removes nobody:' },
          ' users who are already synchronised stay.',
        ],
        done
          ? ['To remove them, sync must be on again while they are unassigned in the source tenant.']
          : [
              'If they are to be removed, do not confirm yet: they must be unassigned in the source tenant first, while sync is still on.',
            ],
      ];
    case 'other':
      return [];
  }
}

export function outlookViews({ proposal, status }: Change, outcome: Outcome): readonly OutlookView[] {
  if (outcome === 'past') return [];
  const { plan, defaults } = proposal;
  const { style, title, lines } =
    status.state === 'applied' ? outlook(status.found, defaults, 'now') : outlook(plan.after, defaults, 'after');
  return [{ style, title, lines: runLines(lines) }];
}

function section(heading: string, lines: readonly Line[]): Section {
  return { heading, lines: runLines(lines) };
}
