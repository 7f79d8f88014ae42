import { AUDIT_ACTIVITIES, HOME_ACTIVITIES, type AuditActivity } from '../../domain/drift/audit.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { AuditRecord, OwnRecord, Ports, Settings } from '../ports.ts';
import { GIVE_UP_MS, isDone } from './audit-records.ts';
import { transientFinding } from './find-transients.ts';
import { keepRecords, KEPT_MS } from './keep-records.ts';
import { evidenceMatching } from './match-evidence.ts';
import { actorNaming } from './name-actors.ts';
import { noteMisuse } from './note-misuse.ts';
import type { PacedAuditLog } from './paced-audit-log.ts';
import { arrivalReading } from './read-arrivals.ts';

/** What the bot's own app did is read so often, each kind of record, one after the other, and who came. */
const OWN_EVERY_MS = 10_000;
const KIND_EVERY_MS = 30_000;
/** Of the tenant as a whole there is little to tell. */
const HOME_EVERY_MS = 120_000;
const ARRIVALS_EVERY_MS = 60_000;
/** So many other questions at most are asked before the one about the bot's own app, once it is due. */
const OTHERS_BETWEEN = 5;
/** Records come late, and not in their order. */
const OVERLAP_MS = 60 * 60_000;
/** Some come hours late: so often the whole last day is read. */
const DEEP_EVERY_MS = 60 * 60_000;

type Key = AuditActivity | 'own' | 'arrivals';
const KEYS: readonly Key[] = ['own', ...AUDIT_ACTIVITIES, ...HOME_ACTIVITIES, 'arrivals'];
const isOfNoStep = (activity: AuditActivity): boolean => HOME_ACTIVITIES.some((one) => one === activity);

const asOwn = (record: AuditRecord): OwnRecord => ({ ...record, called: record.activity });
const ofKind =
  (activity: AuditActivity) =>
  (record: OwnRecord): readonly AuditRecord[] =>
    record.activity === activity ? [{ ...record, activity }] : [];

export interface AuditReading {
  /** Asks the audit log one question, when it may; in the background. */
  readDue(): Promise<void>;
}

/**
 * Reads Entra's audit log continuously: every kind of record in its turn, from where it was left, also by an earlier
 * process. In between it is asked who made a drift, and for the records of the bot's own steps.
 */
export function auditReading(
  ports: Ports,
  settings: Pick<Settings, 'appId' | 'homeTenant' | 'approvals' | 'syncBurst'>,
  lookup: Pick<PartnerLookup, 'names'>,
  audit: PacedAuditLog,
): AuditReading {
  const { store, clock } = ports;
  const naming = actorNaming(ports, settings, audit);
  const matching = evidenceMatching(ports, settings, audit);
  const transients = transientFinding(ports, settings, lookup);
  const arrivals = arrivalReading(ports, settings, audit);
  const asked = new Map<Key, number>();
  const deep = new Map<Key, number>();
  /** Whoever was asked last waits: what nobody can name must not hold up the alarm, nor the other way round. */
  let isReadingsTurn = false;
  let began: Instant | undefined;
  /** Questions since the last one about the bot's own app. */
  let others = 0;

  const everyMs = (key: Key): number => {
    if (key === 'own') return OWN_EVERY_MS;
    if (key !== 'arrivals') return isOfNoStep(key) ? HOME_EVERY_MS : KIND_EVERY_MS;
    // Between two of its pages whatever else is late has its turn.
    return arrivals.isUnderWay() ? 0 : ARRIVALS_EVERY_MS;
  };

  const lateness = (key: Key): number => {
    const at = asked.get(key);
    if (at === undefined) return Number.MAX_SAFE_INTEGER;
    return clock.elapsed() - at - everyMs(key);
  };

  const readOwn = async (records: readonly OwnRecord[], since: Instant): Promise<void> => {
    const done = records.filter(isDone);
    for (const activity of AUDIT_ACTIVITIES) await matching.match(activity, done.flatMap(ofKind(activity)), since);
    await noteMisuse(ports, settings, lookup, records);
  };

  const read = async (activity: AuditActivity, records: readonly AuditRecord[], since: Instant): Promise<void> => {
    const done = records.filter(isDone);
    // What the bot's own app did of the others is read by itself, and told from them by its name.
    if (!isOfNoStep(activity)) {
      // First: what is left over is nobody's step.
      await matching.match(activity, done, since);
      await noteMisuse(ports, settings, lookup, records.map(asOwn));
    }
    await naming.name(done);
    await keepRecords(ports, settings, done);
  };

  const readNext = async (): Promise<void> => {
    const due = KEYS.map((key) => ({ key, late: lateness(key) }))
      .filter(({ late }) => late >= 0)
      .sort((a, b) => b.late - a.late);
    // What the bot's own app did without it is an alarm: after a start it does not wait until all others were read once.
    const isOwnsTurn = others >= OTHERS_BETWEEN;
    const next = (isOwnsTurn ? due.find(({ key }) => key === 'own') : undefined) ?? due[0];
    if (next === undefined) return;
    others = next.key === 'own' ? 0 : others + 1;
    const { key } = next;
    asked.set(key, clock.elapsed());
    if (key === 'arrivals' && arrivals.isUnderWay()) {
      arrivals.goOn();
      return;
    }
    const now = clock.now();
    const until = await store.auditReadUntil(key);
    const isDeep = clock.elapsed() - (deep.get(key) ?? -DEEP_EVERY_MS) >= DEEP_EVERY_MS;
    // It may have been read up to a time that is yet to come: the clock was set back since.
    const recent = until === undefined ? now : Math.max(Math.min(until, now) - OVERLAP_MS, now - KEPT_MS);
    const since = isDeep ? Math.min(recent, now - GIVE_UP_MS) : recent;
    const done = async (): Promise<void> => {
      if (isDeep) deep.set(key, clock.elapsed());
      await store.noteAuditRead(key, now);
    };
    if (key === 'own') {
      audit.askOwn(since, async (records) => {
        await readOwn(records, since);
        await done();
      });
      return;
    }
    if (key === 'arrivals') {
      arrivals.begin(since, done);
      return;
    }
    audit.askAll(key, since, async (records) => {
      await read(key, records, since);
      await done();
    });
  };

  return {
    readDue: async () => {
      // What the bot's app does from now on is to be the bot's.
      began ??= await store.rememberedSince(clock.now());
      await transients.findDue();
      if (!audit.isFree()) return;
      const rest = [() => naming.nameDue(), () => matching.matchDue()];
      isReadingsTurn = !isReadingsTurn;
      for (const ask of isReadingsTurn ? [readNext, ...rest] : [...rest, readNext]) {
        if (audit.isFree()) await ask();
      }
    },
  };
}
