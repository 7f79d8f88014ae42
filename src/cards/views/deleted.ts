import { offersOfPartner } from '../../commands/offers.ts';
import type { Instant } from '../../domain/instant.ts';
import { fieldsOf, live, type DeletedItems, type FieldName, type Snapshot } from '../../domain/policy/snapshot.ts';
import type { DeletedList, DeletedView } from '../../domain/replies/reply.ts';
import type { Fact, Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import type { Report } from './report.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Graph: policyDeletableItem. */
const KEPT_DAYS = 30;
/** More, or with longer names, would not fit a card. */
const MOST_BLOCKS = 8;
const LONGEST_NAME_OF_MANY = 60;
const FIELDS: readonly FieldName[] = ['userSync', 'groupSync', 'policyName'];

export function deletedListReport(list: DeletedList, at: Instant): Report {
  const { rows } = list;
  const { title, none, some, footer, deletedOn, keptSinceUnknown } = words.lists.deleted;
  return {
    title: title(list),
    style: 'emphasis',
    lines: [[rows.length === 0 ? none : some]],
    of: 'partners',
    blocks: rows.slice(0, MOST_BLOCKS).map(({ tenant, isAlike, items }) => ({
      heading: words.tenants.inList(tenant, isAlike, LONGEST_NAME_OF_MANY),
      rows: [],
      lines: kept(items).flatMap(({ label, deletedAt }) =>
        deletedAt === null ? [[`${label} ${keptSinceUnknown}`]] : [],
      ),
      texts: kept(items).flatMap(({ label, deletedAt }) =>
        deletedAt === null ? [] : [deletedOn(label, deletedAt, daysLeft(deletedAt, at), at)],
      ),
      offers: [
        offersOfPartner.showDeleted(tenant.tenantId),
        ...(items.policy === null ? [] : [offersOfPartner.restore(tenant.tenantId)]),
      ],
    })),
    footer: footer(rows.length - MOST_BLOCKS, at),
    offers: [],
  };
}

export function deletedItemReport(deleted: DeletedView, at: Instant): Report {
  const { tenant, items, state } = deleted;
  const { policy } = items;
  const { title, keeps, thereNow, livePartner, livePolicy, live: is, ifRestored } = words.lists.deletedOne;
  const restored = policy === null ? null : live({ ...NO_REDEMPTION, identitySynchronization: policy });
  return {
    title: title(deleted),
    style: 'emphasis',
    lines: [words.tenants.partner(tenant), ...(policy === null ? [] : whatNext(deleted))],
    blocks: [
      ...(items.policy === null && items.partner === null
        ? []
        : [{ heading: [{ strong: keeps }], rows: itemRows(items, at) }]),
      ...(restored === null
        ? []
        : [
            {
              heading: [{ strong: ifRestored }],
              rows: FIELDS.map((name) => ({
                label: words.changes.fieldLabels[name],
                value: [restoredWords(name, restored)],
              })),
            },
          ]),
      {
        heading: [{ strong: thereNow }],
        rows: [
          { label: livePartner, value: [is(state !== null)] },
          { label: livePolicy, value: [is(hasPolicy(deleted))] },
          { label: words.common.tenantId, value: [{ code: tenant.tenantId }] },
        ],
      },
    ],
    footer: words.common.readOn(at),
    offers: [],
  };
}

const NO_REDEMPTION = { automaticRedemption: { inbound: null, outbound: null } };

const restoredWords = (name: FieldName, restored: Snapshot): string =>
  name === 'groupSync' && fieldsOf(restored).groupSync === 'unknown'
    ? words.lists.deletedOne.groupSyncHidden
    : words.changes.fieldWords(name, restored, null);

/** Whether there is a live policy in the place of the deleted one. */
const hasPolicy = ({ state }: DeletedView): boolean => (state?.identitySynchronization ?? null) !== null;

function whatNext(deleted: DeletedView): readonly Line[] {
  const { tenant, items, state } = deleted;
  const { inTheWay, restore, purge } = words.lists.deletedOne;
  const partnerToo = state === null && items.partner !== null;
  return [hasPolicy(deleted) ? inTheWay : restore(tenant.tenantId, partnerToo), purge(tenant.tenantId)];
}

/** What is kept of a tenant. */
function kept({
  policy,
  partner,
}: DeletedItems): readonly { readonly label: string; readonly deletedAt: Instant | null }[] {
  const labels = words.lists.deleted;
  return [
    ...(policy === null ? [] : [{ label: labels.policy, deletedAt: policy.deletedAt }]),
    ...(partner === null ? [] : [{ label: labels.partner, deletedAt: partner.deletedAt }]),
  ];
}

const itemRows = (items: DeletedItems, at: Instant): readonly Fact[] =>
  kept(items).map(({ label, deletedAt }) =>
    deletedAt === null
      ? { label, value: [words.lists.deleted.keptSinceUnknown] }
      : { label, value: [words.lists.deleted.kept(daysLeft(deletedAt, at))], when: deletedAt },
  );

const daysLeft = (deletedAt: Instant, at: Instant): number =>
  Math.max(0, Math.ceil((deletedAt + KEPT_DAYS * DAY_MS - at) / DAY_MS));
