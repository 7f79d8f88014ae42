import { steps, touched, type Plan } from '../../domain/policy/plan.ts';
import type { Setting } from '../../domain/policy/policy.ts';
import { fieldsOf } from '../../domain/policy/snapshot.ts';
import type { Step } from '../../domain/policy/step.ts';
import type { Line } from '../line.ts';
import { isBlank, shortened } from '../text.ts';

/** What a change does, in words. */

/** Whether the change opens the door to a partner's users or closes it; `other`: neither. */
export function direction({ before, after }: Plan): 'opens' | 'closes' | 'other' {
  const was = fieldsOf(before).userSync === true;
  const will = fieldsOf(after).userSync === true;
  if (was === will) {
    const deniesNow = fieldsOf(before).userSync === null && fieldsOf(after).userSync === false;
    return deniesNow && fieldsOf(before).policy === 'present' ? 'closes' : 'other';
  }
  return will ? 'opens' : 'closes';
}

/** What a change is called. It follows from what the change does, so that no card can be called something else. */
export function planTitle(plan: Plan): string {
  const kinds = steps(plan).map(({ kind }) => kind);
  // What is restored and then set right, since Graph may not show all of it beforehand, is restored all the same.
  const last = kinds.find((kind) => kind === 'restoreSyncPolicy') ?? kinds.at(-1);
  const opens = direction(plan) === 'opens';
  switch (last) {
    case 'removePartner':
      return 'Remove partner';
    case 'deleteSyncPolicy':
      return 'Delete sync policy';
    case 'restorePartner':
      return 'Restore partner';
    case 'restoreSyncPolicy':
      return opens ? 'Restore sync policy, with user sync on' : 'Restore sync policy';
    case 'purgeSyncPolicy':
      return 'Purge deleted sync policy';
    case 'recreateDeletedSyncPolicy':
      return 'Recreate deleted sync policy';
    case 'resetTemplate':
      return 'Reset template';
    case 'updateTemplate':
      return fieldsOf(plan.after).templateSync === true
        ? 'Enable user sync in template'
        : 'Disable user sync in template';
    case 'addPartner':
      return 'Add partner';
    case 'createSyncPolicy':
      return opens ? 'Enable user sync' : 'Create sync policy, switched off';
    case 'updateAutomaticRedemption':
      return 'Change automatic redemption';
    case 'updateSyncPolicy':
    case undefined:
      return updateTitle(plan);
  }
}

function updateTitle(plan: Plan): string {
  switch (direction(plan)) {
    case 'opens':
      return 'Enable user sync';
    case 'closes':
      return 'Disable user sync';
    case 'other': {
      const names = touched(plan);
      const onlyName = names.length === 1 && names[0] === 'policyName';
      if (onlyName) return 'Rename sync policy';
      if (!names.includes('groupSync')) return 'Change partner settings';
      return fieldsOf(plan.after).groupSync === true ? 'Enable group sync' : 'Disable group sync';
    }
  }
}

/** One step; a policy's name comes from people, so it is text to be shown and no part of the sentence. */
export function stepLine(step: Step): Line {
  switch (step.kind) {
    case 'addPartner':
      return ['Add this organisation as a partner; all it does not set follows the defaults.'];
    case 'updateAutomaticRedemption': {
      const { inbound, outbound } = step.automaticRedemption;
      return [`Set automatic redemption: inbound ${setting(inbound)}, outbound ${setting(outbound)}.`];
    }
    case 'createSyncPolicy': {
      const group = step.groupSync === undefined ? '' : ` and group sync ${setting(step.groupSync)}`;
      return [
        `Create its sync policy with user sync ${setting(step.userSync)}${group}`,
        ...named(step.displayName),
        '.',
      ];
    }
    case 'updateSyncPolicy': {
      const sync = step.userSync === undefined ? [] : [`user sync ${setting(step.userSync)}`];
      const group = step.groupSync === undefined ? [] : [`group sync ${setting(step.groupSync)}`];
      const name = step.displayName === undefined ? [] : named(step.displayName);
      return ['Change its sync policy: ', [...sync, ...group].join(', '), ...name, '.'];
    }
    case 'deleteSyncPolicy':
      return ['Delete its sync policy.'];
    case 'removePartner':
      return ['Remove the partner with all its cross-tenant access settings.'];
    case 'restorePartner':
      return ['Restore the deleted partner as it was.'];
    case 'restoreSyncPolicy':
      return ['Restore the deleted sync policy as it was.'];
    case 'purgeSyncPolicy':
      return ['Remove the deleted sync policy for good.'];
    case 'recreateDeletedSyncPolicy':
      return ['Put the policy back among the deleted ones.'];
    case 'updateTemplate':
      return [`Set user sync ${setting(step.userSync)} in the template.`];
    case 'resetTemplate':
      return ['Reset the template.'];
  }
}

const setting = (value: Setting): string => (value === null ? 'not set' : value ? 'on' : 'off');

const LONGEST_NAME = 80;

function named(name: string | null): Line {
  return name === null || isBlank(name)
    ? [' and no name']
    : [' and the name ', { strong: shortened(name, LONGEST_NAME) }];
}
