import { partsDiffering } from './moves.ts';
import { steps, touched, type Plan } from './plan.ts';
import { fieldsOf, isOfDefault } from './snapshot.ts';

/**
 * What a plan is for: what one would call it. `moveEnd`: what is open stays open until another end. `changeTenant`: the
 * clouds that it works with, or what partners get by its multitenant organization; perhaps the default, too.
 * `restoreOpenSyncPolicy`: restored, and with user sync on.
 */
export const PURPOSES = [
  'changeMany',
  'freeze',
  'thaw',
  'moveEnd',
  'addPartner',
  'removePartner',
  'restorePartner',
  'changePartner',
  'changeRedemption',
  'changeTrust',
  'changeSettings',
  'changeDefaults',
  'changeTenant',
  'createSyncPolicy',
  'renameSyncPolicy',
  'deleteSyncPolicy',
  'restoreSyncPolicy',
  'restoreOpenSyncPolicy',
  'purgeSyncPolicy',
  'recreateDeletedSyncPolicy',
  'enableUserSync',
  'disableUserSync',
  'enableGroupSync',
  'disableGroupSync',
  'enableTemplateSync',
  'disableTemplateSync',
  'resetTemplate',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Whether a plan opens the door to a partner's users or closes it; `other`: neither. */
export function direction({ before, after }: Plan): 'opens' | 'closes' | 'other' {
  const was = fieldsOf(before).userSync === true;
  const will = fieldsOf(after).userSync === true;
  if (was === will) {
    const deniesNow = fieldsOf(before).userSync === null && fieldsOf(after).userSync === false;
    return deniesNow && fieldsOf(before).policy === 'present' ? 'closes' : 'other';
  }
  return will ? 'opens' : 'closes';
}

/** It follows from what the plan does, so that no change can be called something else. */
export function purposeOf(plan: Plan): Purpose {
  if (plan.many !== undefined) return plan.many.kind === 'list' ? 'changeMany' : plan.many.kind;
  const kinds = steps(plan).map(({ kind }) => kind);
  if (plan.prolongs === true && kinds.length === 0) return 'moveEnd';
  // What is restored and then set right, since Graph may not show all of it beforehand, is restored all the same.
  const last = kinds.find((kind) => kind === 'restoreSyncPolicy') ?? kinds.at(-1);
  const opens = direction(plan) === 'opens';
  switch (last) {
    case 'addPartner':
    case 'removePartner':
    case 'restorePartner':
    case 'deleteSyncPolicy':
    case 'purgeSyncPolicy':
    case 'recreateDeletedSyncPolicy':
    case 'resetTemplate':
      return last;
    case 'restoreSyncPolicy':
      return opens ? 'restoreOpenSyncPolicy' : 'restoreSyncPolicy';
    case 'createSyncPolicy':
      return opens ? 'enableUserSync' : 'createSyncPolicy';
    case 'updateTemplate':
      return fieldsOf(plan.after).templateSync === true ? 'enableTemplateSync' : 'disableTemplateSync';
    case 'updateAutomaticRedemption':
      return 'changeRedemption';
    case 'updateSettings':
      if (partsDiffering(plan).length > 0) return 'changeTenant';
      if (isOfDefault(plan.before)) return 'changeDefaults';
      return isTrustAlone(plan) ? 'changeTrust' : 'changeSettings';
    case 'updateSyncPolicy':
    case undefined:
      return purposeOfUpdate(plan);
  }
}

const isTrustAlone = (plan: Plan): boolean =>
  steps(plan).every(
    (step) =>
      step.kind === 'addPartner' ||
      (step.kind === 'updateSettings' && step.settings.every(({ name }) => name === 'inboundTrust')),
  );

function purposeOfUpdate(plan: Plan): Purpose {
  switch (direction(plan)) {
    case 'opens':
      return 'enableUserSync';
    case 'closes':
      return 'disableUserSync';
    case 'other': {
      const names = touched(plan);
      const onlyName = names.length === 1 && names[0] === 'policyName';
      if (onlyName) return 'renameSyncPolicy';
      if (!names.includes('groupSync')) return 'changePartner';
      return fieldsOf(plan.after).groupSync === true ? 'enableGroupSync' : 'disableGroupSync';
    }
  }
}
