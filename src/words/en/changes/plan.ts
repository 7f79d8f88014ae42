import { closesAll } from '../../../domain/ends/door.ts';
import { steps, type Plan } from '../../../domain/policy/plan.ts';
import type { Setting } from '../../../domain/policy/policy.ts';
import { purposeOf, type Purpose } from '../../../domain/policy/purpose.ts';
import type { Step } from '../../../domain/policy/step.ts';
import { tenantPartOf, type TenantPart } from '../../../domain/policy/tenant-wide.ts';
import { say, type ByKind, type Sayings } from '../../by-kind.ts';
import { LONGEST_POLICY_NAME } from '../../field-value.ts';
import type { Line } from '../../line.ts';
import { isBlank, shortened } from '../../text.ts';
import { plural } from '../plural.ts';
import { settingNames } from './moves.ts';

/** What a change is called. */
const TITLES: Readonly<Record<Purpose, string>> = {
  changeMany: 'Change several partners',
  freeze: 'Freeze all partners',
  thaw: 'Thaw partners',
  moveEnd: 'Change when it ends',
  addPartner: 'Add partner',
  removePartner: 'Remove partner',
  restorePartner: 'Restore partner',
  changePartner: 'Change partner settings',
  changeRedemption: 'Change automatic redemption',
  changeTrust: 'Change inbound trust',
  changeDefaults: 'Change the default for all partners',
  changeTenant: 'Change settings of the whole tenant',
  changeSettings: 'Change cross-tenant access settings',
  createSyncPolicy: 'Create sync policy, switched off',
  renameSyncPolicy: 'Rename sync policy',
  deleteSyncPolicy: 'Delete sync policy',
  restoreSyncPolicy: 'Restore sync policy',
  restoreOpenSyncPolicy: 'Restore sync policy, with user sync on',
  purgeSyncPolicy: 'Purge deleted sync policy',
  recreateDeletedSyncPolicy: 'Recreate deleted sync policy',
  enableUserSync: 'Enable user sync',
  disableUserSync: 'Disable user sync',
  enableGroupSync: 'Enable group sync',
  disableGroupSync: 'Disable group sync',
  enableTemplateSync: 'Enable user sync in template',
  disableTemplateSync: 'Disable user sync in template',
  resetTemplate: 'Reset template',
};

/** What a step does; a policy's name comes from people, so it is text to be shown and no part of the sentence. */
const STEPS: Sayings<ByKind<Step>, Line> = {
  addPartner: () => ['Add this organisation as a partner; all it does not set follows the defaults.'],
  updateAutomaticRedemption: ({ automaticRedemption: { inbound, outbound } }) => [
    `Set automatic redemption: inbound ${setting(inbound)}, outbound ${setting(outbound)}.`,
  ],
  updateSettings: ({ settings }) => [`Set ${settingNames(settings.map(({ name }) => name))} as it is to be.`],
  createSyncPolicy: ({ displayName, userSync, groupSync }) => {
    const group = groupSync === undefined ? '' : ` and group sync ${setting(groupSync)}`;
    return [`Create its sync policy with user sync ${setting(userSync)}${group}`, ...named(displayName), '.'];
  },
  updateSyncPolicy: ({ displayName, userSync, groupSync }) => {
    const sync = userSync === undefined ? [] : [`user sync ${setting(userSync)}`];
    const group = groupSync === undefined ? [] : [`group sync ${setting(groupSync)}`];
    const name = displayName === undefined ? [] : named(displayName);
    return ['Change its sync policy: ', [...sync, ...group].join(', '), ...name, '.'];
  },
  deleteSyncPolicy: () => ['Delete its sync policy.'],
  removePartner: () => ['Remove the partner with all its cross-tenant access settings.'],
  restorePartner: () => ['Restore the deleted partner as it was.'],
  restoreSyncPolicy: () => ['Restore the deleted sync policy as it was.'],
  purgeSyncPolicy: () => ['Remove the deleted sync policy for good.'],
  recreateDeletedSyncPolicy: () => ['Put the policy back among the deleted ones.'],
  updateTemplate: ({ userSync }) => [`Set user sync ${setting(userSync)} in the template.`],
  resetTemplate: () => ['Reset the template.'],
};

/** The same in a word or two, for a line of them. */
const SHORT: Readonly<Record<Step['kind'], string>> = {
  addPartner: 'add partner',
  updateAutomaticRedemption: 'set redemption',
  updateSettings: 'set settings',
  createSyncPolicy: 'create policy',
  updateSyncPolicy: 'change policy',
  deleteSyncPolicy: 'delete policy',
  removePartner: 'remove partner',
  restorePartner: 'restore partner',
  restoreSyncPolicy: 'restore policy',
  purgeSyncPolicy: 'purge policy',
  recreateDeletedSyncPolicy: 'put policy back',
  updateTemplate: 'set template',
  resetTemplate: 'reset template',
};

const setting = (value: Setting): string => (value === null ? 'not set' : value ? 'on' : 'off');

const named = (name: string | null): Line =>
  name === null || isBlank(name)
    ? [' and no name']
    : [' and the name ', { strong: shortened(name, LONGEST_POLICY_NAME) }];

/** What a change was for, where no more is known of it. */
export const purposeTitle = (purpose: Purpose): string => TITLES[purpose];

/** What is called by the last of its steps. Where the others close as much, that says too little. */
const CLOSING: readonly Purpose[] = [
  'changeRedemption',
  'changeTrust',
  'changeSettings',
  'disableUserSync',
  'disableGroupSync',
];

function titleOfOne(plan: Plan): string {
  const purpose = purposeOf(plan);
  const isAll = CLOSING.includes(purpose) && steps(plan).length > 1 && closesAll(plan);
  return isAll ? 'Close partner' : TITLES[purpose];
}

/** Of many: what, where it is the same for each, and of how many. A freeze is of whoever else is found open, too. */
export function planTitle(plan: Plan): string {
  const { many } = plan;
  if (many === undefined || many.kind === 'freeze') return titleOfOne(plan);
  const whom = plural(many.members.length, { one: '# partner', other: '# partners' });
  if (many.kind === 'thaw') return `Thaw ${whom}`;
  const [purpose, ...others] = new Set(many.members.map((member) => purposeOf(member.plan)));
  return purpose === undefined || others.length > 0 ? `Change ${whom}` : `${TITLES[purpose]} for ${whom}`;
}

export const stepLine = (step: Step): Line => say<ByKind<Step>, Step['kind'], Line>(STEPS, step.kind, step);

/** What is of the tenant as a whole, each with a step of its own. */
const SHORT_OF_TENANT: Readonly<Record<TenantPart, string>> = {
  policy: 'set clouds',
  partnerTemplate: 'set template for partners',
  syncTemplate: 'set template for sync',
};

export function shortStep(step: Step): string {
  const [first] = step.kind === 'updateSettings' ? step.settings : [];
  const part = first && tenantPartOf(first);
  return part === undefined ? SHORT[step.kind] : SHORT_OF_TENANT[part];
}
