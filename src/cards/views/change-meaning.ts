import type { Change } from '../../domain/change/change.ts';
import { steps, touched, type Plan } from '../../domain/policy/plan.ts';
import { syncState } from '../../domain/policy/policy.ts';
import { readiness } from '../../domain/policy/readiness.ts';
import type { Line } from '../../words/line.ts';
import { difference, fieldsOf } from '../../domain/policy/snapshot.ts';
import type { Step } from '../../domain/policy/step.ts';
import { typedName } from '../../domain/partners/tenant.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { outlook } from '../../words/en/outlook.ts';
import { direction, stepLine } from '../../words/en/plan.ts';
import { otherSettingsWords } from '../../words/en/settings.ts';
import type { Style } from '../../words/style.ts';
import { supportLines } from '../../words/en/tenants.ts';

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
  const { plan, partner } = change.proposal;
  const done = outcome === 'done';
  const kinds = steps(plan).map(({ kind }) => kind);
  const lines = [
    ...supportLines(partner),
    ...steps(plan).flatMap((step) => stepMeaning(plan, step, done)),
    ...redemptionMeaning(plan, done),
    ...syncMeaning(change, done),
    ...(kinds.includes('deleteSyncPolicy') ? [POLICY_KEPT] : []),
  ];
  return lines.length === 0 ? [] : [section('What it means', lines)];
}

/** What a step means beyond what the settings side by side already say. */
function stepMeaning(plan: Plan, step: Step, done: boolean): readonly Line[] {
  switch (step.kind) {
    case 'addPartner':
      return done
        ? [['This organisation was not a partner; it has been added as one.']]
        : [['This organisation is not a partner yet; it will be added as one.']];
    case 'removePartner':
      return [removalMeaning(plan, done)];
    case 'restoreSyncPolicy':
      return [['The policy comes back with the settings it had when it was deleted.']];
    case 'purgeSyncPolicy':
      return [
        [
          { strong: done ? 'It can no longer be restored.' : 'It cannot be restored after that.' },
          ' Live settings stay.',
        ],
        ['Undo may be refused: it uses a call of Graph beta that Microsoft has not finished documenting.'],
      ];
    case 'recreateDeletedSyncPolicy':
      return [
        ['The policy goes back among the deleted ones, from where it can be restored.'],
        ...(keepsGroupSync(plan) ? [['Its group sync is lost: Microsoft’s draft of that call knows none.']] : []),
        ...(done
          ? []
          : [['It may be refused: it uses a call of Graph beta that Microsoft has not finished documenting.']]),
      ];
    case 'updateTemplate':
      return [['It replaces a tenant’s own setting when the tenant joins the multitenant organization.']];
    case 'resetTemplate':
      return [
        ['Tenants that have joined already keep the settings they have.'],
        ['Microsoft decides anew to whom the template applies, as a rule to all tenants that join.'],
      ];
    case 'updateAutomaticRedemption':
    case 'createSyncPolicy':
    case 'deleteSyncPolicy':
    case 'updateSyncPolicy':
    case 'restorePartner':
      return [];
  }
}

const keepsGroupSync = ({ after }: Plan): boolean =>
  after.kind === 'partner' && after.deleted !== 'unread' && after.deleted.policy?.groupSync === true;

function removalMeaning({ before }: Plan, done: boolean): Line {
  const others = otherSettingsWords(before);
  if (others === 'none') {
    return ['It set nothing of its own for B2B collaboration, direct connect or trust that could be lost.'];
  }
  return [
    { strong: done ? 'Everything' : 'Everything will be gone' },
    done ? ' that was set for this partner is gone:' : ' that is set for this partner:',
    ` ${others ?? 'B2B collaboration, direct connect and trust'} as well. I cannot set that again.`,
  ];
}

/** Who is shown the consent prompt (Entra: automatic redemption); nothing where what applies follows the defaults. */
function redemptionMeaning({ before, after }: Plan, done: boolean): readonly Line[] {
  const changed = difference(before, after);
  const { redemptionInbound: inbound, redemptionOutbound: outbound } = fieldsOf(after);
  const are = done ? 'are' : 'will be';
  const notShown = `${done ? 'are not' : 'will not be'} shown`;
  const lines: Line[] = [];
  if (changed.includes('redemptionInbound') && typeof inbound === 'boolean') {
    lines.push([
      inbound
        ? `This partner’s users ${notShown} a consent prompt here. Sync needs that.`
        : `This partner’s users ${are} shown a consent prompt here. Sync does not work like that.`,
    ]);
  }
  if (changed.includes('redemptionOutbound') && typeof outbound === 'boolean') {
    lines.push([
      outbound
        ? `Our users ${notShown} a consent prompt there, if the partner allows that as well.`
        : `Our users ${are} shown a consent prompt there.`,
    ]);
  }
  return lines;
}

function syncMeaning(change: Change, done: boolean): readonly Line[] {
  const { plan } = change.proposal;
  switch (direction(plan)) {
    case 'opens':
      return opensMeaning(change, done);
    case 'closes':
      return closesMeaning(change, done);
    case 'other':
      return steps(plan).some(({ kind }) => kind === 'removePartner' || kind === 'deleteSyncPolicy')
        ? [USERS_STAY]
        : [];
  }
}

/** Graph: policyDeletableItem. `may`: it is documented for beta alone. */
const POLICY_KEPT: Line = ['Microsoft may keep the deleted policy for 30 days.'];
const USERS_STAY: Line = ['Users who are already here stay as guests or members.'];

function opensMeaning({ proposal: { plan, defaults }, status }: Change, done: boolean): readonly Line[] {
  const state = status.state === 'applied' ? status.found : plan.after;
  if (state.kind === 'template') return [];
  const works = readiness(state.partner, defaults).verdict === 'ready';
  const who = works ? 'This partner’s administrators can' : 'Once sync works, this partner’s administrators can';
  const when = works ? (done ? ' now' : ' then') : '';
  return [[`${who}${when} create, update and delete users here through sync, which runs about every 40 minutes.`]];
}

function closesMeaning({ status }: Change, done: boolean): readonly Line[] {
  const stopped: Line = [
    done ? 'Further changes through sync are stopped. ' : 'This stops further changes through sync. ',
    { strong: done ? 'Nobody was removed.' : 'It removes nobody.' },
    ' Users who are already synchronised stay.',
  ];
  if (done) {
    return [stopped, ['To remove them, sync must be on again while they are unassigned in the source tenant.']];
  }
  // Who has confirmed already cannot wait any more.
  if (status.state !== 'pending') return [stopped];
  return [
    stopped,
    [
      'If they are to be removed, do not confirm yet: they must be unassigned in the source tenant first, while sync is still on.',
    ],
  ];
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
  return [{ style, title, lines: runLines(lines) }];
}

function section(heading: string, lines: readonly Line[]): Section {
  return { heading, lines: runLines(lines) };
}
