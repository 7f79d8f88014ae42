import type { Reply } from '../domain/replies/reply.ts';
import type { Given } from './authorize.ts';
import type { Bot } from './bot-interface.ts';
import { beside } from './hearing/beside.ts';
import { applier } from './changing/apply.ts';
import type { Decider } from './changing/click.ts';
import { cardLooks } from './changing/look-at-card.ts';
import { withAlarm } from './changing/show-alarm.ts';
import { listsOf } from './finding/lists.ts';
import { presenceOfDrifts } from './finding/presence.ts';
import { partnerLookup } from './finding/partner-lookup.ts';
import { tenantNames } from './finding/tenant-names.ts';
import { warnings } from './finding/warned.ts';
import { handle, type Line } from './hearing/handle.ts';
import { messages } from './hearing/messages.ts';
import { outbox } from './hearing/outbox.ts';
import { perPerson } from './per-person.ts';
import { places } from './hearing/places.ts';
import type { Ports, Settings } from './ports.ts';
import { presses } from './hearing/presses.ts';
import { readiness } from './running/readiness.ts';
import { hearing } from './telling/subscriptions/hearing.ts';
import type { AsShown } from './telling/cards/change-card.ts';
import { presenter } from './telling/cards/present.ts';
import { ticks } from './running/ticks.ts';
import { takenFiles } from './hearing/taken-files.ts';
import { fileWriter, partnerSearch, useCases } from './use-cases.ts';
import { watchedApplier, watchedLooks } from './running/watched.ts';
import { withPresence, withSubscribers } from './watching/drift-asks.ts';
import { withDefaults } from './watching/drift-defaults.ts';
import { watcher } from './watching/watch.ts';

/** Wires the whole bot, without Teams, Graph, SQL or a clock of its own. */
export function createBot(outside: Ports, settings: Settings): Bot {
  const { clock } = outside;
  const { lists, directory } = listsOf(outside.directory, clock);
  const ports: Ports = { ...outside, directory };
  const lookup = partnerLookup(lists, ports.tenants, tenantNames(ports));
  const presence = presenceOfDrifts(ports, settings);
  const asShown: AsShown = async (subject, conversation) => {
    if (subject.kind === 'change') return withAlarm(ports.store, subject);
    const told = await withDefaults(ports.store, settings.homeTenant, withPresence(subject, presence));
    return withSubscribers(ports.store, settings.approvals, told, conversation);
  };
  const cards = presenter(ports, asShown);
  const { telemetry } = ports;
  const changes = watchedApplier(applier(ports, settings, cards), telemetry);
  const looks = watcher(ports, settings, lookup, clock.now(), () => cards.drawAll());
  const watching = watchedLooks(looks, telemetry);
  const decider: Decider = {
    ports,
    settings,
    applier: changes,
    presenter: cards,
    checking: new Set(),
    clicks: perPerson(clock),
  };
  const lines = perPerson(clock);
  const cases = useCases(ports, settings, lookup, watching, decider);
  const answer = (line: Line): Promise<Given<Reply>> => handle(ports, settings, { cases, lines }, line);
  const out = outbox(ports, settings, cards);
  const hears = hearing(ports);
  const where = places(ports, settings);
  return {
    ...messages(ports, settings, where, out, hears, answer),
    ...presses(ports, settings, decider, out, lookup, answer),
    ...takenFiles(ports, settings, fileWriter(ports, settings, lookup), out),
    ...beside(ports, settings, lines, partnerSearch(ports, lookup), answer),
    warned: warnings(lookup, settings.homeTenant, clock),
    look: cardLooks(ports, settings.homeTenant, asShown),
    clickedIn: (event) => {
      where.clickedIn(event);
    },
    installed: (event) => where.installed(event),
    uninstalled: (event) => where.uninstalled(event),
    ...ticks(ports, settings, lookup, changes, cards, watching, hears),
    ...readiness(ports, settings, watching, lookup),
  };
}
