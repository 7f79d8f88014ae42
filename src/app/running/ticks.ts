import type { Bot } from '../bot-interface.ts';
import { endKeeper } from '../changing/ends/keep-ends.ts';
import { recertifier } from '../changing/recertify/recertifier.ts';
import { manyKeeper } from '../changing/many/keep-many.ts';
import { settler } from '../changing/settle.ts';
import type { Applier } from '../changing/apply.ts';
import { clockWatch } from './clock-watch.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import { asLeader, asUrgent, type Ports, type Settings } from '../ports.ts';
import { eventDeliverer } from '../telling/events/deliver-events.ts';
import type { Hearing } from '../telling/subscriptions/hearing.ts';
import { postman } from '../telling/letters/post-letters.ts';
import type { Presenter } from '../telling/cards/present.ts';
import { certificateTeller } from '../telling/letters/tell-certificate.ts';
import { digestWriter } from '../telling/letters/write-digests.ts';
import { reviewReminder } from '../telling/letters/remind-of-reviews.ts';
import { remind } from '../telling/letters/remind.ts';
import { wordSpreader } from '../telling/letters/spread-words.ts';
import { lostRetrier } from '../telling/subscriptions/retry-lost.ts';
import { parkedTeller } from '../telling/events/tell-parked.ts';
import { headWitness } from '../telling/witness.ts';
import { lostTeller } from '../telling/subscriptions/tell-lost.ts';
import { pacedAuditLog } from '../watching/paced-audit-log.ts';
import { auditReading } from '../watching/read-audit-log.ts';
import { digests as digestOf } from '../use-cases.ts';
import type { Watcher } from '../watching/watch.ts';

/** Whoever was not asked about for so long is no partner any more. */
const NAMES_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const DELIVERIES_KEPT_MS = 24 * 60 * 60 * 1000;

/** What time brings, and nobody asks for. */
export function ticks(
  ports: Ports,
  settings: Pick<
    Settings,
    'appId' | 'homeTenant' | 'approvals' | 'certificateEnds' | 'recertifyDays' | 'recertifyUnanswered' | 'syncBurst'
  >,
  lookup: PartnerLookup,
  changes: Applier,
  cards: Presenter,
  watching: Pick<Watcher, 'watch' | 'look'>,
  hears: Pick<Hearing, 'look'>,
): Pick<Bot, 'tick' | 'watch'> {
  const { store, clock, log } = ports;
  const settling = settler(ports, changes);
  const ends = endKeeper(ports, settings, changes);
  const recertifying = recertifier(ports, settings, lookup);
  const many = manyKeeper(ports, settings, changes, lookup, () => watching.look());
  const lost = lostTeller(ports);
  const retrying = lostRetrier(ports);
  const words = wordSpreader(ports);
  const letters = postman(ports, (since) => digestOf(ports, lookup, settings.homeTenant, since));
  const digests = digestWriter(ports);
  const witness = headWitness(ports);
  const reviews = reviewReminder(ports);
  const certificate = certificateTeller(ports, settings);
  const events = eventDeliverer(ports, settings);
  const parked = parkedTeller(ports);
  const audit = auditReading(ports, settings, lookup, pacedAuditLog(ports));
  const wall = clockWatch(clock, log);
  let forgetAt = 0;

  /** What one process does for all that share the store. */
  const lead = async (): Promise<void> => {
    await hears.look();
    await asUrgent('decision', () => settling.settleDue());
    await asUrgent('decision', () => ends.keep());
    recertifying.keep();
    await asUrgent('decision', () => many.keep());
    await remind(ports);
    await reviews.remind();
    await digests.write();
    await certificate.tell();
    await witness.witness();
    await cards.drawAll();
    await words.spread();
    await letters.send();
    events.deliver();
    await parked.tell();
    await lost.tell();
    await retrying.retry();
    await audit.readDue();
    if (clock.elapsed() < forgetAt) return;
    await store.forgetDeliveries(clock.now() - DELIVERIES_KEPT_MS);
    await store.forgetUsed(clock.now());
    await store.forgetNames(clock.now() - NAMES_KEPT_MS);
    forgetAt = clock.elapsed() + DELIVERIES_KEPT_MS / 24;
  };

  return {
    tick: () =>
      asUrgent('watch', async () => {
        wall.look();
        await asLeader(store, lead);
        if (!store.leadership.leads()) await cards.drawAll();
        await lookup.keepNames();
      }),

    watch: () =>
      asLeader(store, async () => {
        await watching.watch();
        await cards.drawAll();
      }),
  };
}
