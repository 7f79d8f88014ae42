import type { Store } from '../../../src/app/ports.ts';
import { toEveryAdministrator } from '../../../src/domain/telling/letter.ts';
import {
  aConversation,
  aDrift,
  aMessage,
  aMisuse,
  anActor,
  aPerson,
  aSight,
  aTenant,
  aTransient,
  digestIdOf,
  driftIdOf,
  HOME,
  NOW,
  nthChange,
  objectIdOf,
  tenantIdOf,
  theProposal,
} from '../../builders.ts';
import { writeJournal } from '../../contracts/store-journal.ts';

const SYNC = 'Update a partner cross-tenant identity sync setting' as const;
const place = (name: string) => aConversation({ conversationId: `19:${name}@thread.v2`, activityId: null });

/** Something of everything that a store keeps; a change is left open, with a card. */
export async function writeEverything(store: Store): Promise<void> {
  await store.beginTelling();
  await store.noteApprovals({ rule: 'risk', approvers: 1 }, NOW);
  for (const name of ['b', 'a']) {
    await store.subscribe({ conversation: place(name), topics: ['drift'], by: aPerson(), at: NOW, state: 'alive' });
  }
  await writeJournal(store);
  await writeJournal(store, 2);
  const drifts = [11, 12].map((n) =>
    aDrift({ id: driftIdOf(n), partner: aTenant({ tenantId: tenantIdOf(600 + n) }), detectedAt: NOW }),
  );
  const seen = drifts.map(
    (drift) => ({ tenantId: drift.partner.tenantId, revision: 0, kind: 'drifted', drift }) as const,
  );
  await store.recordLook(seen, NOW, [place('a')], false, { id: digestIdOf(1), tenantId: HOME, at: NOW });
  const open = nthChange(40);
  await store.insert(open, theProposal(open), aMessage(), [place('a')]);
  await store.addMisuse(aMisuse(), ['audit-1'], [place('a')]);
  await store.noteAuditRead(SYNC, NOW);
  const burst = { partner: null, domain: 'a.example', count: 2, limit: 1, from: NOW, until: NOW };
  await store.noteBurst(burst, ['a.example'], [toEveryAdministrator({ kind: 'syncBurst', burst })], NOW);
  const touches = [{ field: 'userSync', became: true, was: null, sure: true }] as const;
  for (const auditId of ['a', 'b']) {
    const record = { activity: SYNC, touches, tells: true, tenantId: tenantIdOf(1), by: anActor({ auditId, at: NOW }) };
    await store.keepRecords([record], NOW);
  }
  const [asked] = await store.recertifications([tenantIdOf(1)], NOW);
  if (asked !== undefined) await store.moveRecertification(asked, { kind: 'owned', by: aPerson(), at: NOW });
  const transient = aTransient();
  await store.judge({ explained: [], found: { transient, records: [] }, more: [] }, [place('a')]);
  await store.recordSight(aSight(), [place('a')]);
  await store.write(toEveryAdministrator({ kind: 'nobodyHears', since: NOW }));
  await store.heard(objectIdOf(1), { ...place('alone'), conversationType: 'personal' });
  await store.heard(objectIdOf(1), place('a'), { account: '29:1', displayName: 'Ada', at: NOW });
  await store.noteDecides(objectIdOf(1), true, NOW);
  await store.noteUnreached(objectIdOf(2), NOW);
  await store.greet('19:a@thread.v2', NOW);
  const readers = { channel: 'unread', others: 'unread' } as const;
  await store.noteReadersSaid({ place: '19:a@thread.v2', say: 'notify here', seen: readers, at: NOW });
  for (const activityId of ['1', '2']) await store.take({ conversationId: '19:a@thread.v2', activityId }, NOW);
  await store.keepNames([{ tenant: aTenant(), readAt: NOW }]);
  const untold = await store.untold();
  if (untold === undefined) throw new Error('nothing is to be told outside');
  await store.park(untold, { id: 'event-1', type: 'change.proposed', status: 500, at: NOW });
}
