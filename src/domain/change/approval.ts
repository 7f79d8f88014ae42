import type { Many } from '../policy/many.ts';
import { movesOf } from '../policy/moves.ts';
import { steps, type Plan } from '../policy/plan.ts';
import { fieldsOf, otherSettings, type Snapshot } from '../policy/snapshot.ts';
import type { Step } from '../policy/step.ts';

/**
 * The rule that whoever runs the bot has chosen. `self`: the requester confirms. `second-person`: another administrator
 * approves. `risk`: another one for what opens the tenant, the requester for anything else.
 */
export const APPROVAL_RULES = ['self', 'second-person', 'risk'] as const;
export type ApprovalRule = (typeof APPROVAL_RULES)[number];

/** Who decides one change. `breakGlass`: the requester, although the rule asks for another person; it is reviewed later. */
export type Approval = 'self' | 'secondPerson' | 'breakGlass';

/**
 * In an incident nobody waits for another one to close. What opens more than one partner at once takes another one whatever
 * the rule, but for what takes back a freeze: who froze alone could not thaw.
 */
export function approvalFor(rule: ApprovalRule, plan: Plan): Exclude<Approval, 'breakGlass'> {
  if (plan.many?.kind === 'freeze') return 'self';
  if (plan.many?.kind === 'list' && openings(plan.many) > 1) return 'secondPerson';
  if (rule === 'self') return 'self';
  return rule === 'second-person' || opens(plan) ? 'secondPerson' : 'self';
}

const openings = ({ members }: Many): number => members.filter(({ plan }) => opens(plan)).length;

/** No more than so many others can be asked to approve a change. */
export const MOST_APPROVERS = 5;

/** The rule in force: who decides, and how many others must approve what opens the tenant. */
export type Rules = { readonly approvals: ApprovalRule; readonly approvers: number };

/** How many others must approve a change that others decide: one is enough for what opens nothing. */
export function approversFor({ approvers }: Pick<Rules, 'approvers'>, plan: Plan): number {
  return opens(plan) ? approvers : 1;
}

/** Who decides a change, and how many of them it takes. */
type Decided = { readonly approval: Approval; readonly approvers: number; readonly plan: Plan };

/** Whether the rule in force asks for more people than the change was proposed with. */
export function needsMore(rules: Rules, { approval, approvers, plan }: Decided): boolean {
  if (approval === 'breakGlass' || approvalFor(rules.approvals, plan) === 'self') return false;
  return approval === 'self' || approversFor(rules, plan) > approvers;
}

/**
 * Whether somebody is who decides a change: what its card shows them follows from it, and no right.
 * @param isRequester whether they asked for it
 * @param mayChange whether they hold the role
 */
export function isForThem(approval: Approval, isRequester: boolean, mayChange: boolean): boolean {
  return approval === 'secondPerson' ? !isRequester && mayChange : isRequester;
}

/**
 * Whether it lets in more than before, or prepares for that, at any point of its way: what takes a second person is what
 * is told first, and red.
 */
export function opens(plan: Pick<Plan, 'before' | 'after' | 'prolongs' | 'many'>): boolean {
  // With a freeze ends what kept everything closed.
  if (plan.many !== undefined) return plan.many.kind === 'thaw' || openings(plan.many) > 0;
  if (plan.prolongs === true) return true;
  return steps(plan).some((step) => stepOpens(step, plan)) || movesOf(plan).some(({ way }) => way === 'wider');
}

function stepOpens(step: Step, { before }: Pick<Plan, 'before'>): boolean {
  switch (step.kind) {
    case 'addPartner':
    case 'createSyncPolicy':
    case 'restorePartner':
    case 'restoreSyncPolicy':
    // It can be restored from there.
    case 'recreateDeletedSyncPolicy':
      return true;
    case 'updateSyncPolicy':
      return step.userSync === true || step.groupSync === true;
    case 'updateAutomaticRedemption': {
      const { redemptionInbound, redemptionOutbound } = fieldsOf(before);
      const { inbound, outbound } = step.automaticRedemption;
      // Not set leaves it to the default, which may be on.
      return (
        (inbound !== false && inbound !== redemptionInbound) || (outbound !== false && outbound !== redemptionOutbound)
      );
    }
    case 'updateTemplate':
      return step.userSync;
    case 'resetTemplate':
      // What forbade is gone, or it applies to more tenants than it did.
      return fieldsOf(before).templateSync !== true;
    case 'removePartner':
      return forbidsAnything(before);
    // What they open, or not, is told from what they make of it.
    case 'updateSettings':
    case 'deleteSyncPolicy':
    case 'purgeSyncPolicy':
      return false;
  }
}

/** The only ones of a partner's settings that say nothing about who may come in, go out or be trusted. */
export const FORBID_NOTHING: readonly string[] = ['isServiceProvider', 'isInMultiTenantOrganization'];

/**
 * Whether a partner may forbid something for itself: without the partner, the default decides, which may allow it now or
 * one day. Known by their names only, and Microsoft adds to them; what was not read may be any of them.
 */
function forbidsAnything(before: Snapshot): boolean {
  const fields = fieldsOf(before);
  return (
    fields.redemptionInbound === false ||
    fields.redemptionOutbound === false ||
    fields.otherSettings === 'unknown' ||
    otherSettings(before).some(({ name }) => !FORBID_NOTHING.includes(name))
  );
}
