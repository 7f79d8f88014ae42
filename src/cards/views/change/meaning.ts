import type { Change } from '../../../domain/change/change.ts';
import { steps, type Plan } from '../../../domain/policy/plan.ts';
import { direction } from '../../../domain/policy/purpose.ts';
import { readiness } from '../../../domain/policy/readiness.ts';
import { movesOf } from '../../../domain/policy/moves.ts';
import { isSettable } from '../../../domain/policy/settings.ts';
import { difference, fieldsOf, otherSettings } from '../../../domain/policy/snapshot.ts';
import type { Step } from '../../../domain/policy/step.ts';
import type { Line } from '../../../words/line.ts';
import type { Tense } from '../../../words/tense.ts';
import { words } from '../../../words/words.ts';

const says = words.changes.meaning;

/** What the change means for people, beyond what the settings side by side already say. */
export function meaningLines(change: Change, tense: Tense): readonly Line[] {
  const { plan, partner } = change.proposal;
  const all = steps(plan);
  const deletesPolicy = all.some(({ kind }) => kind === 'deleteSyncPolicy');
  return [
    ...words.tenants.supportLines(partner),
    ...all.flatMap((step) => stepMeaning(plan, step, tense)),
    ...redemptionMeaning(plan, tense),
    ...movesMeaning(plan),
    ...syncMeaning(change, tense),
    ...(deletesPolicy ? [says.policyKept] : []),
  ];
}

function stepMeaning(plan: Plan, step: Step, tense: Tense): readonly Line[] {
  switch (step.kind) {
    case 'addPartner':
      return [says.partnerAdded[tense]];
    case 'removePartner':
      return [removalMeaning(plan, tense)];
    case 'restoreSyncPolicy':
      return [says.policyRestored];
    case 'purgeSyncPolicy':
      return [says.purged[tense], says.undoMayBeRefused];
    case 'recreateDeletedSyncPolicy':
      return [
        says.amongDeleted,
        ...(keepsGroupSync(plan) ? [says.groupSyncLost] : []),
        ...(tense === 'now' ? [] : [says.mayBeRefused]),
      ];
    case 'updateTemplate':
      return [says.templateReplaces];
    case 'resetTemplate':
      return [says.joinedKeep, says.templateReach];
    case 'updateAutomaticRedemption':
    case 'updateSettings':
    case 'createSyncPolicy':
    case 'deleteSyncPolicy':
    case 'updateSyncPolicy':
    case 'restorePartner':
      return [];
  }
}

const keepsGroupSync = ({ after }: Plan): boolean =>
  after.kind === 'partner' && after.deleted !== 'unread' && after.deleted.policy?.groupSync === true;

function removalMeaning({ before }: Plan, tense: Tense): Line {
  if (fieldsOf(before).otherSettings === 'unknown') return says.partnerRemoved(null)[tense];
  // To belong to our organisation is nothing that is set for a partner.
  const others = otherSettings(before).filter(({ name }) => name !== 'isInMultiTenantOrganization');
  if (others.length === 0) return says.nothingElseLost;
  const lost = others.filter((one) => !isSettable(one));
  return says.partnerRemoved({ all: namesOf(others), lost: namesOf(lost) })[tense];
}

const namesOf = (settings: readonly { readonly name: string }[]): readonly string[] => settings.map(({ name }) => name);

/** What the other settings open or close. */
export function movesMeaning(of: Pick<Plan, 'before' | 'after'>): readonly Line[] {
  const is = fieldsOf(of.after);
  return movesOf(of).map((move) => [says.move(move, is[move.field] !== null)]);
}

/** Who is shown the consent prompt; nothing where what applies follows the defaults. */
function redemptionMeaning({ before, after }: Plan, tense: Tense): readonly Line[] {
  const changed = difference(before, after);
  const { redemptionInbound: inbound, redemptionOutbound: outbound } = fieldsOf(after);
  const are = (redeemed: boolean) => (redeemed ? 'redeemed' : 'asked');
  return [
    ...(changed.includes('redemptionInbound') && typeof inbound === 'boolean'
      ? [says.theirUsers[are(inbound)][tense]]
      : []),
    ...(changed.includes('redemptionOutbound') && typeof outbound === 'boolean'
      ? [says.ourUsers[are(outbound)][tense]]
      : []),
  ];
}

function syncMeaning(change: Change, tense: Tense): readonly Line[] {
  const { plan } = change.proposal;
  switch (direction(plan)) {
    case 'opens':
      return opensMeaning(change, tense);
    case 'closes':
      return closesMeaning(change, tense);
    case 'other':
      return steps(plan).some(({ kind }) => kind === 'removePartner' || kind === 'deleteSyncPolicy')
        ? [says.usersStay]
        : [];
  }
}

function opensMeaning({ proposal: { plan, defaults }, status }: Change, tense: Tense): readonly Line[] {
  const state = status.state === 'applied' ? status.found : plan.after;
  if (state.kind === 'template') return [];
  const works = readiness(state.partner, defaults).verdict === 'ready';
  return [says.opens[works ? 'works' : 'notYet'][tense]];
}

function closesMeaning({ status }: Change, tense: Tense): readonly Line[] {
  // Who has confirmed already, and waits for the outcome, cannot wait any more.
  const isTooLate = tense === 'after' && status.state !== 'pending';
  return [says.closes[tense], ...(isTooLate ? [] : [says.toRemoveUsers[tense]])];
}
