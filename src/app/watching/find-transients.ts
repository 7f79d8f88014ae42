import { namelessTenant } from '../../domain/partners/tenant.ts';
import type { Change } from '../../domain/change/change.ts';
import { meanwhile, type Doings, type Found } from '../../domain/drift/meanwhile.ts';
import {
  auditIdsOf,
  isWorse,
  learned,
  nextTransient,
  transientOf,
  type Passage,
  type Transient,
} from '../../domain/drift/transient.ts';
import type { TenantId, TransientId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { offBy } from '../../domain/period.ts';
import { touched, waypoints } from '../../domain/policy/plan.ts';
import { fieldsOf } from '../../domain/policy/snapshot.ts';
import { toEveryAdministrator } from '../../domain/telling/letter.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Judgement, KeptRecord, Ports, RecordKey, Settings, Watched } from '../ports.ts';
import { listeners } from '../telling/audience.ts';
import { isNamelessApp, SKEW_MS } from './audit-records.ts';
import { ECHO_MS } from './own-effect.ts';
import { expectedOf } from './suspects.ts';

/** No partner has more drifts or changes in the time of which records are kept. */
const LATEST = 100;
const EVERY_MS = 5_000;
/** People wait for answers meanwhile. */
const MOST_AT_ONCE = 200;
const BESIDE_MS = 5 * 60_000;

export interface TransientFinding {
  /** Finds, when it is time, what others changed and changed back between two looks, and has it told. */
  findDue(): Promise<void>;
}

/** Finds in the records that are kept what no look could see: each is told of once, and once more when more is known. */
export function transientFinding(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'names'>,
): TransientFinding {
  const { store, clock, ids, log } = ports;
  let notBefore = 0;
  /** The partner that was looked at last: the next ones are first in the next turn. */
  let last: TenantId | undefined;

  const judge = async (): Promise<void> => {
    const tenants = await store.tenantsInQuestion(clock.now() - ECHO_MS);
    const since = await store.watchedSince();
    const watched = tenants.length === 0 || since === undefined ? undefined : await store.watched();
    if (since === undefined || watched === undefined || watched.lookedAt === null) return;
    const verdict = verdictOn();
    let judged = 0;
    for (const tenantId of inTurn(tenants, last)) {
      if (judged >= MOST_AT_ONCE) break;
      const seen = seenOf(watched, watched.lookedAt, tenantId);
      const records = await store.recordsOf(tenantId);
      if (!records.some((record) => isReady(record, seen.at))) continue;
      judged += 1;
      last = tenantId;
      const { changes } = await store.history(tenantId, LATEST, 0);
      // What is being written is seen when it has ended.
      if (changes.some(({ status }) => status.state === 'applying')) continue;
      const drifts = await store.lastDrifts(tenantId, LATEST);
      // An app of which the log gives no id may be the bot.
      const foreign = records.filter(({ by }) => !isNamelessApp(by) || !changes.some((one) => isAtTime(one, by.at)));
      const found = meanwhile(
        { records: foreign, drifts, writes: writesOf(changes), now: seen.state },
        seen.at - ECHO_MS,
      );
      const [partner] = found.length === 0 ? [] : await lookup.names([tenantId]);
      const named = partner ?? namelessTenant(tenantId);
      const passages = found
        .filter((one) => isLater(one, since))
        .map(({ waits, ...rest }) => ({ waits, passage: { partner: named, ...rest } }));
      await verdict.take(passages, records, seen.at);
    }
    await verdict.give();
  };

  /** What is to be told of several partners together. */
  const verdictOn = () => {
    const explained: RecordKey[] = [];
    const fresh: Passage[] = [];
    const told: RecordKey[] = [];
    const more: Judgement['more'][number][] = [];
    const moved = new Map<TransientId, Transient>();

    const add = async (passage: Passage, rows: readonly KeptRecord[], all: readonly KeptRecord[]): Promise<void> => {
      const known = [...rows, ...all.filter((one) => rows.some((row) => isBeside(row, one)))].flatMap(
        ({ transient }) => transient ?? [],
      )[0];
      const before = known && (moved.get(known) ?? (await store.transient(known)));
      // A card that is drawn anew rings no bell.
      if (before === undefined || isWorse(passage, before)) {
        fresh.push(passage);
        told.push(...rows.map(keyOf));
        return;
      }
      const event = learned(before, passage, clock.now());
      moved.set(before.id, nextTransient(before, event));
      more.push({ transient: before, event, records: rows.map(keyOf) });
    };

    return {
      take: async (
        passages: readonly { readonly waits: Found['waits']; readonly passage: Passage }[],
        records: readonly KeptRecord[],
        seenAt: Instant,
      ): Promise<void> => {
        const rowsOf = (passage: Passage) => records.filter(({ by }) => auditIdsOf(passage).includes(by.auditId));
        const isNew = (passage: Passage) => rowsOf(passage).some(({ state }) => state === 'open');
        const news = passages.filter(({ passage }) => isNew(passage));
        const now = news.filter(({ waits }) => waits === null || waits <= clock.now()).map(({ passage }) => passage);
        const settled = new Set(now.flatMap(auditIdsOf));
        // What has a record in common with what is told now is told with it.
        const later = news.map(({ passage }) => passage).filter((passage) => !now.includes(passage));
        const along = later.filter((passage) => auditIdsOf(passage).some((id) => settled.has(id)));
        for (const passage of [...now, ...along]) await add(passage, rowsOf(passage), records);
        const busy = new Set([...now, ...later].flatMap(auditIdsOf));
        const rest = records.filter((record) => isReady(record, seenAt) && !busy.has(record.by.auditId));
        explained.push(...rest.map(keyOf));
      },
      give: async (): Promise<void> => {
        if (explained.length + fresh.length + more.length === 0) return;
        const transient = fresh.length === 0 ? null : transientOf(ids.transient(), homeTenant, fresh, clock.now());
        const found = transient && { transient, records: told };
        const places = found === null ? [] : await listeners(store, 'drift');
        const isUnheard = transient !== null && places.length === 0;
        const word = isUnheard ? [toEveryAdministrator({ kind: 'transientUnheard', transient: transient.id })] : [];
        await store.judge({ explained, found, more }, places, word);
        const auditIds = told.map(({ auditId }) => auditId);
        if (transient !== null) log.warn('transient.found', { transientId: transient.id, auditIds });
        for (const one of more) log.warn('transient.more', { transientId: one.transient.id });
      },
    };
  };

  return {
    findDue: async () => {
      if (clock.elapsed() < notBefore) return;
      notBefore = clock.elapsed() + EVERY_MS;
      await judge();
    },
  };
}

/** What was done together comes in records of several kinds, which are read one after the other. */
const isBeside = (a: KeptRecord, b: KeptRecord): boolean => Math.abs(a.by.at - b.by.at) <= BESIDE_MS;

/** Those after `last` first, so that what waits for long holds up no other. */
function inTurn(tenants: readonly TenantId[], last: TenantId | undefined): readonly TenantId[] {
  const isNext = (id: TenantId): boolean => last === undefined || id > last;
  return [...tenants.filter(isNext), ...tenants.filter((id) => !isNext(id))];
}

const keyOf = ({ tenantId, by: { auditId } }: KeptRecord): RecordKey => ({ tenantId, auditId });

/** Whether what it changed would have been found by now: looks may be older than what is, and not believed at once. */
const isReady = ({ state, by }: KeptRecord, seenAt: Instant): boolean => state === 'open' && by.at <= seenAt - ECHO_MS;

/** By clocks that do not agree, what only brought something back may be of before the first look. */
const isLater = ({ from, until, waits }: Found, since: Instant): boolean =>
  waits === null ||
  [from, until?.kind === 'record' ? until.by : null].some((by) => by !== null && by.at >= since + SKEW_MS);

/** How looks see a partner, and when they did last. */
function seenOf({ baselines, drifts }: Watched, lookedAt: Instant, tenantId: TenantId) {
  const baseline = baselines.find((one) => one.tenantId === tenantId);
  const open = drifts.find(({ partner }) => partner.tenantId === tenantId);
  return { at: baseline?.seenAt ?? lookedAt, state: expectedOf({ baseline, open }) };
}

/** Whether the bot may have written a change at that time. */
function isAtTime({ proposal, status }: Change, at: Instant): boolean {
  const isWritten = ['unknown', 'applied', 'failed'].includes(status.state);
  return (
    isWritten && offBy({ from: proposal.requestedAt, until: 'at' in status ? status.at : Infinity }, at) <= SKEW_MS
  );
}

/** What the bot's own changes have written. */
function writesOf(changes: readonly Change[]): Doings['writes'] {
  return changes.flatMap(({ proposal: { id, plan }, status }) => {
    if (plan.before.kind === 'template' || !('at' in status)) return [];
    const left = leftBy(status, plan);
    return left === undefined ? [] : [{ change: id, at: status.at, names: touched(plan), left: fieldsOf(left) }];
  });
}

function leftBy(status: Change['status'], plan: Change['proposal']['plan']) {
  if (status.state === 'applied') return plan.after;
  if (status.state !== 'failed') return undefined;
  const { failure } = status;
  if (failure.kind === 'diverged') return failure.found;
  return failure.kind === 'partlyApplied' ? waypoints(plan)[failure.done.length] : undefined;
}
