import type { Instant } from '../../domain/instant.ts';
import type { DeletedList, DeletedView } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { fieldsOf, live, type DeletedItems, type FieldName, type Snapshot } from '../../domain/policy/snapshot.ts';
import { moment } from '../../words/en/moment.ts';
import { FIELD_LABELS, fieldWords } from '../../words/en/changes/settings.ts';
import { shortened, withoutMiddle } from '../../words/text.ts';
import { domainOf, nameOf } from '../../words/en/tenant.ts';
import type { Report } from './report.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Graph: policyDeletableItem. */
const KEPT_DAYS = 30;
/** More, or with longer names, would not fit a card. */
const MOST_BLOCKS = 15;
const LONGEST_NAME_OF_MANY = 60;
const FIELDS: readonly FieldName[] = ['userSync', 'groupSync', 'policyName'];

export function deletedListReport({ rows }: DeletedList, at: Instant): Report {
  const left = rows.length - MOST_BLOCKS;
  return {
    title: deletedTitle({ rows }),
    style: 'emphasis',
    lines: [
      rows.length === 0
        ? ['Microsoft Graph keeps no deleted sync policy and no deleted partner.']
        : ['Microsoft Graph removes them for good when their days are over. What ends first is at the top.'],
    ],
    blocks: rows.slice(0, MOST_BLOCKS).map(({ tenant, items }) => ({
      heading: [
        { strong: shortened(nameOf(tenant), LONGEST_NAME_OF_MANY) },
        `, ${withoutMiddle(domainOf(tenant), LONGEST_NAME_OF_MANY)}`,
      ],
      rows: [],
      lines: [
        ...itemRows(items, at).map(({ label, value }): Line => [`${label} `, ...value]),
        [{ say: `show deleted ${tenant.tenantId}` }],
      ],
    })),
    footer: `Read on ${moment(at)}${left > 0 ? `; ${left} more are not shown` : ''}`,
    offers: [],
  };
}

export function deletedTitle({ rows }: Pick<DeletedList, 'rows'>): string {
  if (rows.length === 0) return 'Nothing deleted';
  return rows.length === 1
    ? '1 organisation with deleted settings'
    : `${rows.length} organisations with deleted settings`;
}

export function deletedItemReport(deleted: DeletedView, at: Instant): Report {
  const { tenant, items, state } = deleted;
  const { policy } = items;
  const restored = policy === null ? null : live({ ...NO_REDEMPTION, identitySynchronization: policy });
  return {
    title: policy === null ? 'No deleted sync policy' : 'Deleted sync policy',
    style: policy === null ? 'emphasis' : 'warning',
    lines: [],
    blocks: [
      {
        heading: [{ strong: nameOf(tenant) }, `, ${domainOf(tenant)}`],
        rows: [
          { label: 'Tenant id', value: [{ say: tenant.tenantId }] },
          ...itemRows(items, at),
          ...(restored === null
            ? []
            : FIELDS.map((name) => ({ label: FIELD_LABELS[name], value: [deletedWords(name, restored)] }))),
          { label: 'Live partner', value: [state === null ? 'none' : 'exists'] },
          { label: 'Live sync policy', value: [(state?.identitySynchronization ?? null) === null ? 'none' : 'exists'] },
        ],
        lines: policy === null ? [] : whatNext(deleted),
      },
    ],
    footer: `Read on ${moment(at)}`,
    offers: [],
  };
}

/** Graph: beta, which alone has deleted policies, shows no group sync of them. */
const deletedWords = (name: FieldName, restored: Snapshot): string =>
  name === 'groupSync' && fieldsOf(restored).groupSync === 'unknown'
    ? 'not shown by Graph for a deleted policy'
    : fieldWords(name, restored, null);

const NO_REDEMPTION = { automaticRedemption: { inbound: null, outbound: null } };

function whatNext({ tenant: { tenantId }, items, state }: DeletedView): readonly Line[] {
  const partnerToo = state === null && items.partner !== null;
  const isInTheWay = (state?.identitySynchronization ?? null) !== null;
  return [
    isInTheWay
      ? ['It cannot be restored while there is a live sync policy.']
      : [
          `To bring it back${partnerToo ? ', with its partner' : ''}, type `,
          { say: `restore sync policy for ${tenantId}` },
          '.',
        ],
    ['To remove it for good, type ', { say: `purge sync policy for ${tenantId}` }, '.'],
  ];
}

function itemRows({ policy, partner }: DeletedItems, at: Instant) {
  return [
    ...(policy === null ? [] : [{ label: 'Sync policy', value: [kept(policy.deletedAt, at)] }]),
    ...(partner === null ? [] : [{ label: 'Partner', value: [kept(partner.deletedAt, at)] }]),
  ];
}

/** Such as `deleted on 2 Jan 2026, 09:00 UTC; 27 days left`. */
function kept(deletedAt: Instant | null, at: Instant): string {
  if (deletedAt === null) return 'deleted; Graph does not say when';
  const days = Math.max(0, Math.ceil((deletedAt + KEPT_DAYS * DAY_MS - at) / DAY_MS));
  return `deleted on ${moment(deletedAt)}; ${days === 1 ? '1 day' : `${days} days`} left`;
}
