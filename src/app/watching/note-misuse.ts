import { misuseOf, stops, type Deed } from '../../domain/drift/misuse.ts';
import { toEveryAdministrator } from '../../domain/telling/letter.ts';
import { drawWaitingAgain } from '../changing/show-alarm.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { OwnRecord, Ports, Settings } from '../ports.ts';
import { everybody } from '../telling/audience.ts';
import { isOwnRecord } from './audit-records.ts';
import { explain } from './explain-record.ts';

type Desk = Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>;

/** A record tells of so many partners, and of so many settings, as a card has room for. */
const MOST = 3;

/**
 * Finds what the bot's own app did without the bot, and sounds the alarm: somebody else holds its credential. Each record is
 * told of once.
 */
export async function noteMisuse(
  desk: Desk,
  { appId, homeTenant }: Pick<Settings, 'appId' | 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'names'>,
  records: readonly OwnRecord[],
): Promise<void> {
  const { store, clock } = desk;
  const since = await store.rememberedSince(clock.now());
  const deeds: Deed[] = [];
  for (const record of records) {
    if (!isOwnRecord(record, appId) || (await store.isTold(record.auditId))) continue;
    const why = await explain(store, record, homeTenant, since, records);
    if (why === 'explained' || why === 'wait') continue;
    const { auditId, called: activity, at, tenantIds, touches, outcome } = record;
    const partners = await lookup.names(tenantIds.slice(0, MOST));
    const changed = touches.slice(0, MOST).map(({ field, became }) => ({ field, became }));
    deeds.push({ auditId, activity, at, partners, changed, why, outcome });
  }
  await alarm(desk, homeTenant, deeds.filter(stops));
  await alarm(
    desk,
    homeTenant,
    deeds.filter((deed) => !stops(deed)),
  );
}

async function alarm(desk: Desk, homeTenant: Settings['homeTenant'], deeds: readonly Deed[]): Promise<void> {
  if (deeds.length === 0) return;
  const { store, clock, ids, log } = desk;
  const auditIds = deeds.map(({ auditId }) => auditId);
  const isStop = deeds.some(stops);
  const open = isStop ? await store.openMisuse() : undefined;
  if (open !== undefined) {
    const more = await store.moveMisuse(open, { kind: 'more', deeds, at: clock.now() }, auditIds);
    // Where that has ended meanwhile, or somebody took its row away, it is an alarm of its own.
    if (more !== undefined) {
      log.error('misuse.more', undefined, { misuseId: open.id, auditIds });
      return;
    }
  }
  const misuse = misuseOf(ids.misuse(), homeTenant, deeds, clock.now());
  await store.addMisuse(misuse, auditIds, await everybody(store), [
    toEveryAdministrator({ kind: 'misuse', misuse: misuse.id }),
  ]);
  if (isStop) await drawWaitingAgain(store);
  log.error(isStop ? 'misuse.found' : 'misuse.told', undefined, { misuseId: misuse.id, auditIds });
}
