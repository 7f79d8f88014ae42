import type { Proposal, FollowUp } from '../../src/domain/change/proposal.ts';
import {
  groupSyncSet,
  partnerAdded,
  partnerRemoved,
  policyCreated,
  policyDeleted,
  policyPurged,
  policyRenamed,
  policyRestored,
  redemptionSet,
  templateReset,
  templateSyncSet,
  userSyncOff,
  userSyncOn,
  type Goal,
  type PartnerGoal,
  type TemplateGoal,
} from '../../src/domain/policy/goals.ts';
import { allClosed } from '../../src/domain/ends/door.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { purposeOf } from '../../src/domain/policy/purpose.ts';
import { reverted } from '../../src/domain/policy/revert.ts';
import {
  live,
  type DeletedItems,
  type PartnerSnapshot,
  type TemplateSnapshot,
} from '../../src/domain/policy/snapshot.ts';
import { aTenant, changeIdOf, HOME, NOW } from '../builders.ts';
import { fabrikam, partnerWith } from './changes.ts';
import { TENANT_CLOSED, TENANT_WIDER } from './settings.ts';

/** One proposal of every kind of change, by name. */

const DAY = 24 * 60 * 60_000;

export const kept: DeletedItems = {
  partner: null,
  policy: { displayName: 'Fabrikam', userSync: true, groupSync: false, deletedAt: NOW - 3 * DAY },
};
export const keptBoth: DeletedItems = {
  ...kept,
  partner: { automaticRedemption: { inbound: true, outbound: null }, deletedAt: NOW - 3 * DAY },
};

export const withoutPolicy: PartnerState = { ...partnerWith(null, true), identitySynchronization: null };
const withGroupSync = (groupSync: boolean | null): PartnerSnapshot =>
  live({
    ...partnerWith(true, true),
    identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync },
  });
const deletedOf = (partner: PartnerState, deleted: DeletedItems): PartnerSnapshot => ({
  kind: 'partner',
  partner,
  deleted,
});
export const templateOf = (userSync: TemplateSnapshot['userSync']): TemplateSnapshot => ({
  kind: 'template',
  userSync,
  appliesTo: 'existingPartners,newPartners',
});

const contoso = aTenant({ tenantId: HOME, displayName: 'Contoso', defaultDomainName: 'contoso.com' });

const afterOf = (again: string, goal: Goal) => {
  if (goal.kind === 'nothingToDo') throw new Error(`“${again}” would change nothing`);
  return goal.after;
};

function asked(again: string, goal: PartnerGoal, before: PartnerSnapshot, more: Partial<Proposal> = {}) {
  const line = `${again} fabrikam.com`;
  const after = afterOf(line, goal(before, fabrikam));
  const plan = { tenantId: fabrikam.tenantId, before, after };
  return { partner: fabrikam, again: line, plan, ...more } satisfies Partial<Proposal>;
}

function askedOfTemplate(again: string, goal: TemplateGoal, before: TemplateSnapshot) {
  const plan = { tenantId: HOME, before, after: afterOf(again, goal(before)) };
  return { partner: contoso, again, plan, defaults: null } satisfies Partial<Proposal>;
}

/** The change that takes back another; `now`: what that one left behind. */
function undoing(first: Partial<Proposal> & Pick<Proposal, 'plan'>, now = first.plan.after) {
  const follows = { what: 'undo' satisfies FollowUp, change: changeIdOf(9), purpose: purposeOf(first.plan) } as const;
  const plan = { ...first.plan, before: now, after: reverted(first.plan, now) };
  return { ...first, again: `undo ${changeIdOf(9)}`, plan, challenge: null, follows } satisfies Partial<Proposal>;
}

const offWithoutGroups = { displayName: 'Fabrikam', userSync: false, groupSync: false } as const;
const removing = asked('remove partner', partnerRemoved, live(partnerWith(true, true)));
const removingOff = asked(
  'remove partner',
  partnerRemoved,
  live({ ...partnerWith(false, true), identitySynchronization: offWithoutGroups }),
);
const keptOff: DeletedItems = {
  ...keptBoth,
  policy: { ...offWithoutGroups, groupSync: 'unknown', deletedAt: NOW - DAY },
};
const purging = asked('purge sync policy for', policyPurged, deletedOf(withoutPolicy, kept), {
  challenge: fabrikam.tenantId.slice(-4),
});
const trusting = (value: object | null): PartnerSnapshot => {
  const text = JSON.stringify(value);
  const others = value === null ? [] : [{ name: 'inboundTrust', fingerprint: text, value: text }];
  return live({ ...partnerWith(true, true), others });
};
const trustBack = {
  partner: fabrikam,
  again: 'revert drift D-7K3M9QX2',
  plan: { tenantId: fabrikam.tenantId, before: trusting({ isMfaAccepted: true }), after: trusting(null) },
} satisfies Partial<Proposal>;
const wholeTenant = { tenantId: HOME, before: live(TENANT_CLOSED), after: live(TENANT_WIDER) };
const wholeTenantBack = {
  partner: contoso,
  again: 'revert drift D-7K3M9QX2',
  plan: { tenantId: HOME, before: live(TENANT_WIDER), after: reverted(wholeTenant, live(TENANT_WIDER)) },
  defaults: null,
} satisfies Partial<Proposal>;
const enabling = asked('enable sync for', userSyncOn, live(null));

export const PLANS = {
  'enable sync': enabling,
  'disable sync': asked('disable sync for', userSyncOff, live(partnerWith(true, true))),
  'create policy': asked('create sync policy for', policyCreated, live(withoutPolicy)),
  'create policy of a stranger': asked('create sync policy for', policyCreated, live(null)),
  'delete policy': asked('delete sync policy for', policyDeleted, live(partnerWith(true, true))),
  'delete policy that is off': asked('delete sync policy for', policyDeleted, live(partnerWith(false, true))),
  rename: asked('rename sync policy for', policyRenamed('Fabrikam Residences'), live(partnerWith(true, true)), {
    again: 'rename sync policy for fabrikam.com to "Fabrikam Residences"',
  }),
  'group sync on': asked('enable group sync for', groupSyncSet(true), withGroupSync(false)),
  'group sync off': asked('disable group sync for', groupSyncSet(false), withGroupSync(true)),
  'add partner': asked('add partner', partnerAdded, live(null)),
  'remove partner': removing,
  'redemption inbound on': asked(
    'enable auto redemption from',
    redemptionSet('inbound', true),
    live(partnerWith(true)),
  ),
  'redemption outbound off': asked(
    'disable auto redemption to',
    redemptionSet('outbound', false),
    live({ ...partnerWith(true), automaticRedemption: { inbound: true, outbound: true } }),
  ),
  'close partner': asked(
    'close partner',
    allClosed,
    live({ ...partnerWith(true), automaticRedemption: { inbound: true, outbound: null } }),
  ),
  'trust as it was': trustBack,
  'the whole tenant as it was': wholeTenantBack,
  'restore policy': asked('restore sync policy for', policyRestored, deletedOf(withoutPolicy, kept)),
  'restore policy and partner': asked('restore sync policy for', policyRestored, deletedOf(null, keptBoth)),
  'purge policy': purging,
  'recreate deleted policy': undoing(purging),
  'undo enable sync': undoing(enabling),
  'undo remove partner': undoing(removing),
  'undo remove partner, kept': undoing(removing, deletedOf(null, keptBoth)),
  'undo remove partner, kept in part': undoing(removingOff, deletedOf(null, keptOff)),
  'template on': askedOfTemplate('enable sync in template', templateSyncSet(true), templateOf(null)),
  'template off': askedOfTemplate('disable sync in template', templateSyncSet(false), templateOf(true)),
  'template reset': askedOfTemplate('reset template', templateReset, templateOf(true)),
} as const satisfies Readonly<Record<string, Partial<Proposal>>>;
