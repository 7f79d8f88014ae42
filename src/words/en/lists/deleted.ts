import { offersOfPartner } from '../../../commands/offers.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { DeletedList, DeletedView } from '../../../domain/replies/reply.ts';
import type { Line } from '../../line.ts';
import { common } from '../common.ts';
import { when } from '../moment.ts';
import { plural } from '../plural.ts';

const left = (days: number): string => `${plural(days, { one: '# day', other: '# days' })} left`;

/** What was deleted and can still be restored. */
export const deleted = {
  title: ({ rows }: Pick<DeletedList, 'rows'>): string =>
    plural(rows.length, {
      none: 'Nothing deleted',
      one: '# organisation with deleted settings',
      other: '# organisations with deleted settings',
    }),
  none: 'Microsoft Graph keeps no deleted sync policy and no deleted partner.',
  some: 'Microsoft Graph removes them for good when the days beside them are over. The first to go is on top.',
  footer: (left: number, at: Instant): string =>
    left > 0 ? common.notShown(common.readOn(at), left) : common.readOn(at),
  policy: 'Sync policy',
  partner: 'Partner',
  /** Such as `deleted; 27 days left`. */
  kept: (daysLeft: number): string => `deleted; ${left(daysLeft)}`,
  /** @param what the policy or the partner */
  deletedOn: (what: string, deletedAt: Instant, daysLeft: number, at: Instant): string =>
    `${what} deleted on ${when(deletedAt, at)}; ${left(daysLeft)}`,
  keptSinceUnknown: 'deleted; Graph does not say when',
};

/** One deleted policy, as it would be restored. */
export const deletedOne = {
  title: ({ items }: DeletedView): string => (items.policy === null ? 'No deleted sync policy' : 'Deleted sync policy'),
  toast: ({ items }: DeletedView): string => `${items.policy === null ? 'no' : 'a'} deleted sync policy`,
  keeps: 'What Graph keeps',
  thereNow: 'What is there now',
  /** What it would be, and is not now. */
  ifRestored: 'If it is restored',
  /** Graph: beta, which alone has deleted policies, shows no group sync of them. */
  groupSyncHidden: 'not shown by Graph for a deleted policy',
  livePartner: 'Live partner',
  livePolicy: 'Live sync policy',
  live: (exists: boolean): string => (exists ? 'exists' : 'none'),
  inTheWay: ['It cannot be restored while there is a live sync policy.'],
  restore: (tenantId: TenantId, withPartner: boolean): Line => [
    `To bring it back${withPartner ? ', with its partner' : ''}, type `,
    { say: offersOfPartner.restore(tenantId) },
    '.',
  ],
  purge: (tenantId: TenantId): Line => ['To remove it for good, type ', { say: offersOfPartner.purge(tenantId) }, '.'],
};
