import type { Change } from '../../domain/change.ts';
import { steps } from '../../domain/plan.ts';
import { readiness } from '../../domain/readiness.ts';
import type { Line } from '../../domain/reply.ts';
import type { Step } from '../../domain/step.ts';
import { typedName } from '../../domain/tenant.ts';
import { runLines, type RunLine } from '../runs.ts';
import { outlook } from '../words/outlook.ts';
import { direction, stepLine } from '../words/plan.ts';
import type { Style } from '../words/style.ts';
import { supportLines } from '../words/tenant.ts';

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
export function stepSections({ proposal, status }: Change, outcome: Outcome): readonly Section[] {
  const all = steps(proposal.plan);
  if (outcome !== 'ahead' || all.length < 2) return [];
  const done = status.state === 'applying' && status.phase === 'writing' ? status.done : 0;
  return [
    section(
      `In ${all.length} steps`,
      all.map((step, index) => [`${index < done ? '✓' : `${index + 1}.`} `, ...stepLine(step)]),
    ),
  ];
}

/** What the change means for people; nothing once it did not come about. */
export function meaningSections(change: Change, outcome: Outcome): readonly Section[] {
  if (outcome === 'past') return [];
  const done = outcome === 'done';
  const lines = [
    ...supportLines(change.proposal.partner),
    ...steps(change.proposal.plan).flatMap((step) => stepMeaning(step, done)),
    ...syncMeaning(change, done),
  ];
  return lines.length === 0 ? [] : [section('What it means', lines)];
}

/** What a step means beyond what the settings side by side already say. */
function stepMeaning(step: Step, done: boolean): readonly Line[] {
  switch (step.kind) {
    case 'addPartner':
      return done
        ? [['This organisation was not a partner; it has been added as one.']]
        : [['This organisation is not a partner yet; it will be added as one.']];
    case 'removePartner':
      return [
        [
          { strong: done ? 'Everything' : 'Everything will be gone' },
          done ? ' that was set for this partner is gone:' : ' that is set for this partner:',
          ' B2B collaboration, direct connect and trust as well, which I neither read nor can bring back one by one.',
        ],
        ['Users who are already here stay as guests or members.'],
      ];
    case 'deleteSyncPolicy':
      return [['Users who are already synchronised stay. Microsoft may keep the deleted policy for 30 days.']];
    case 'restoreSyncPolicy':
      return [['The policy comes back with the settings it had when it was deleted.']];
    case 'purgeSyncPolicy':
      return [[{ strong: 'It cannot be restored after that.' }, ' Live settings stay as they are.']];
    case 'recreateDeletedSyncPolicy':
      return [['That uses a call of Graph beta that Microsoft has not finished documenting; it may be refused.']];
    case 'updateAutomaticRedemption':
      return [
        ['Inbound: users of this partner are not asked to accept an invitation here. Outbound: ours are not, there.'],
      ];
    case 'updateTemplate':
      return [['It applies to every tenant of the multitenant organization that the template covers, when it joins.']];
    case 'resetTemplate':
      return [['Tenants that have joined already keep the settings they have.']];
    case 'createSyncPolicy':
    case 'updateSyncPolicy':
    case 'restorePartner':
      return [];
  }
}

function syncMeaning({ proposal: { plan, defaults }, status }: Change, done: boolean): readonly Line[] {
  const state = status.state === 'applied' ? status.found : plan.after;
  if (state.kind === 'template') return [];
  switch (direction(plan)) {
    case 'opens': {
      const works = readiness(state.partner, defaults).verdict === 'ready';
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
  const pair = {
    typed: typedName(proposal.partner, proposal.lookalikes.length === 0),
    home: proposal.requester.tenantId,
  };
  const done = status.state === 'applied';
  const snapshot = done ? status.found : plan.after;
  if (snapshot.kind === 'template') return [];
  const { style, title, lines } = outlook(snapshot.partner, defaults, done ? 'now' : 'after', pair);
  return [{ style, title, lines: runLines(lines) }];
}

function section(heading: string, lines: readonly Line[]): Section {
  return { heading, lines: runLines(lines) };
}
