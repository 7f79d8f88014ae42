import { fieldsOf, type Plan, type Step } from '../../domain/plan.ts';
import type { Setting } from '../../domain/policy.ts';
import type { Line } from '../../domain/reply.ts';
import { isBlank, shortened } from '../text.ts';

/** What a change does, in words. */

/** Whether the change opens the door to a partner's users or closes it; `other`: neither. */
export function direction({ before, after }: Plan): 'opens' | 'closes' | 'other' {
  const was = fieldsOf(before).userSync;
  const will = fieldsOf(after).userSync;
  if (was === will) return 'other';
  return will === true ? 'opens' : 'closes';
}

/** What a change is called. It follows from what the change does, so that no card can be called something else. */
export function planTitle(plan: Plan): string {
  const { before, after } = plan;
  if (after === null) return 'Remove partner configuration';
  if (fieldsOf(before).policy === 'present' && fieldsOf(after).policy === 'absent') return 'Remove sync policy';
  switch (direction(plan)) {
    case 'opens':
      return 'Enable user sync';
    case 'closes':
      return 'Disable user sync';
    case 'other':
      return 'Change partner settings';
  }
}

/** One step; a policy's name comes from people, so it is text to be shown and no part of the sentence. */
export function stepLine(step: Step): Line {
  switch (step.kind) {
    case 'addPartner':
      return ['Add this organisation as a partner; all it does not set follows the defaults.'];
    case 'createSyncPolicy':
      return [`Create its sync policy with user sync ${setting(step.userSync)}`, ...named(step.displayName), '.'];
    case 'updateSyncPolicy': {
      const sync = step.userSync === undefined ? [] : [`user sync ${setting(step.userSync)}`];
      const name = step.displayName === undefined ? [] : named(step.displayName);
      return ['Change its sync policy: ', ...sync, ...name, '.'];
    }
  }
}

const setting = (value: Setting): string => (value === null ? 'not set' : value ? 'on' : 'off');

const LONGEST_NAME = 80;

function named(name: string | null): Line {
  return name === null || isBlank(name)
    ? [' and no name']
    : [' and the name ', { strong: shortened(name, LONGEST_NAME) }];
}
