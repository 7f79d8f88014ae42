import type { ConversationReference, PostedMessage } from '../domain/telling/conversation.ts';
import { parseTenantId, type ChangeId, type DriftId } from '../domain/ids.ts';
import type { Person } from '../domain/people/person.ts';
import { identify, type Sender } from '../domain/people/sender.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { isUndecided } from '../domain/telling/subject.ts';
import { applier } from './changing/apply.ts';
import { clicksIn } from './clicks.ts';
import { clockWatch } from './clock-watch.ts';
import { decide } from './changing/decide.ts';
import type { ClickAnswer, Decider, Verdict } from './changing/click.ts';
import { decideDrift, type DriftVerdict } from './watching/decide-drift.ts';
import { refused, type Notice } from '../domain/replies/notice.ts';
import { eventDeliverer } from './telling/deliver-events.ts';
import { handle, type Line } from './handle.ts';
import { installed, uninstalled } from './telling/installation.ts';
import { evidenceMatching } from './watching/match-evidence.ts';
import { actorNaming } from './watching/name-actors.ts';
import { pacedAuditLog } from './watching/paced-audit-log.ts';
import { partnerLookup } from './finding/partner-lookup.ts';
import { StoreError, type Delivery, type Ports, type Settings } from './ports.ts';
import { postman } from './telling/post-letters.ts';
import { presenter } from './telling/present.ts';
import { remind } from './telling/remind.ts';
import { settler } from './changing/settle.ts';
import { lostTeller } from './telling/tell-lost.ts';
import { tenantNames } from './finding/tenant-names.ts';
import { troubleOf } from './trouble.ts';
import { useCases } from './use-cases.ts';
import { watcher } from './watching/watch.ts';

export type Message = {
  readonly text: string;
  readonly sender: Sender;
  readonly conversation: ConversationReference;
  readonly delivery: Delivery;
};

/** Where the bot was added or removed, and by whom. */
export type Installation = { readonly sender: Sender; readonly conversation: ConversationReference };

/** Who clicked on which message. */
export type ClickedCard = { readonly sender: Sender; readonly card: PostedMessage; readonly delivery: Delivery };

/** The whole bot, without Teams, Graph, SQL or a clock of its own. */
export interface Bot {
  /** A message somebody wrote: answered once, however often it is delivered. */
  say(message: Message): Promise<void>;
  /** A click on a change's card; answered within the time a client waits, whatever Graph does. */
  press(click: {
    readonly changeId: ChangeId;
    readonly verdict: Verdict;
    readonly typed: string | null;
    readonly reason: string | null;
    readonly sender: Sender;
    /** The message that carries the card; null: Teams did not say. */
    readonly card: PostedMessage | null;
  }): Promise<ClickAnswer>;
  /** A click on a drift's card; answered within the same time. */
  pressDrift(
    click: {
      readonly driftId: DriftId;
      readonly verdict: DriftVerdict;
      /** What was typed on the card; null: nothing. */
      readonly reason: string | null;
    } & ClickedCard,
  ): Promise<LineAnswer>;
  /** A click that says a line, as the one who clicks; the answer takes the place of the clicked card. */
  pressLine(click: { readonly text: string } & ClickedCard): Promise<LineAnswer>;
  /** The bot was added to a conversation: it introduces itself, once. */
  installed(event: Installation): Promise<void>;
  /** The bot was removed from a conversation, and is told nothing of it any more. */
  uninstalled(event: Installation): Promise<void>;
  /** What time brings: cards expire, outcomes are settled, cards that are behind are drawn. Not to be called while it runs. */
  tick(): Promise<void>;
  /** Looks whether somebody else changed a partner. Not to be called while it runs. */
  watch(): Promise<void>;
  /** Rejects when the store or Graph cannot be used. */
  ready(): Promise<void>;
}

/** What a click is answered with that may bring another card. */
export type LineAnswer =
  { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'told'; readonly notice: Notice };

/** Anybody may ask whether the bot is ready, so Graph is asked at most this often for it. */
const ASK_READY_EVERY_MS = 1_000;
const DELIVERIES_KEPT_MS = 24 * 60 * 60 * 1000;

export function createBot(ports: Ports, settings: Settings): Bot {
  const { store, channel, clock, log, background } = ports;
  const names = tenantNames(ports.tenants, clock, log);
  const lookup = partnerLookup(ports.directory, ports.tenants, names);
  const cards = presenter(ports);
  const changes = applier(ports, settings);
  const settling = settler(ports, changes);
  const decider: Decider = { ports, settings, applier: changes, presenter: cards, checking: new Set() };
  const lost = lostTeller(ports);
  const letters = postman(ports);
  const events = eventDeliverer(ports);
  const watching = watcher(ports, settings, lookup, clock.now());
  const audit = pacedAuditLog(ports);
  const naming = actorNaming(ports, settings, audit);
  const matching = evidenceMatching(ports, settings, audit);
  const wall = clockWatch(clock, log);
  let askReadyAt = 0;
  let readiness: Promise<void> = Promise.resolve();
  let forgetAt = 0;

  /** Draws a reply: through the outbox what is kept up to date, anything else straight away. */
  const show = async (reply: Reply, conversation: ConversationReference): Promise<void> => {
    if (reply.kind === 'change') await drawOwn(reply.change.proposal.id);
    else if (reply.kind === 'drift') await cards.drawAll();
    else await channel.post(conversation, reply);
  };

  /** Somebody waits for the card: where the store keeps it from them, they are to hear of that. */
  const drawOwn = async (id: ChangeId): Promise<void> => {
    const failure = await cards.draw(id);
    if (failure !== undefined) throw failure;
  };

  /** Says that something was thrown before anything was written to Graph, where nobody else can say it any more. */
  const apologise = async (error: unknown, conversation: ConversationReference): Promise<void> => {
    const reference = ports.ids.reference();
    log.error('message.failed', error, { reference, conversationId: conversation.conversationId });
    await show({ kind: 'notice', notice: troubleOf(error, reference) }, conversation).catch((unheard: unknown) => {
      log.error('message.unanswered', unheard, { reference });
    });
  };

  const cases = useCases(ports, settings, lookup, watching);
  const answer = (line: Line): Promise<Reply> => handle(ports, settings, cases, line);

  const finish = async (delivery: Delivery): Promise<void> => {
    try {
      await store.finish(delivery);
    } catch (error) {
      log.error('delivery.unfinished', error, { ...delivery });
    }
  };

  const clicks = clicksIn(ports, finish);

  /** What a card shows is kept there: the answer to a click on it comes beside it. */
  const beside =
    ({ conversation }: PostedMessage) =>
    async (reply: Reply, late: boolean): Promise<void> => {
      if (reply.kind !== 'notice' || late) await show(reply, conversation);
    };

  /**
   * Puts the answer to a click where the clicked card is. A no is for the one who clicked: the card stays as it is for
   * everybody else, and a no that comes too late to answer the click is said beside it.
   */
  const place = async (reply: Reply, card: PostedMessage, late: boolean): Promise<void> => {
    if (reply.kind === 'change') await drawOwn(reply.change.proposal.id);
    else if (late && reply.kind === 'notice') await channel.post(card.conversation, reply);
    else if (late && (await store.shownOn(card)) === undefined) await channel.update(card, reply);
  };

  /** For what the bot says there on its own one day; what is asked now is answered all the same. */
  const remember = async (person: Person, conversation: ConversationReference): Promise<void> => {
    try {
      await store.heard(person.objectId, conversation);
    } catch (error) {
      log.error('conversation.unremembered', error, { conversationId: conversation.conversationId });
    }
  };

  /** Other organisations' installations are none of ours. */
  const isOurs = ({ sender: { tenantIds } }: Installation): boolean =>
    tenantIds.length > 0 && tenantIds.every((id) => parseTenantId(id) === settings.homeTenant);

  const checkReady = async (): Promise<void> => {
    await store.check();
    watching.check();
    const partners = await lookup.list();
    background.start('names', async () => {
      await lookup.names(partners.map((partner) => partner.tenantId));
    });
  };

  return {
    say: async ({ text, sender, conversation, delivery }) => {
      try {
        if (!(await store.take(delivery, clock.now()))) return;
      } catch (error) {
        // Without its store the bot could neither keep nor remember anything: it says so and does nothing.
        await apologise(error, conversation);
        return;
      }
      try {
        const person = identify(sender, settings.homeTenant);
        if (!('kind' in person)) await remember(person, conversation);
        const reply = 'kind' in person ? refused(person) : await answer({ text, person, conversation, card: null });
        await show(reply, conversation);
      } catch (error) {
        if (error instanceof StoreError) await apologise(error, conversation);
        else log.error('message.unanswered', error, { ...delivery });
      } finally {
        await finish(delivery);
      }
    },

    press: async ({ sender, ...click }) => {
      const person = identify(sender, settings.homeTenant);
      if ('kind' in person) return { kind: 'told', notice: { kind: 'refused', refusal: person } };
      return decide(decider, { ...click, person }, (work) => clicks.withinBudget(work));
    },

    pressDrift: async ({ driftId, verdict, reason, sender, card, delivery }) => {
      const person = identify(sender, settings.homeTenant);
      if ('kind' in person) return { kind: 'told', notice: { kind: 'refused', refusal: person } };
      const { conversation } = card;
      const work = (): Promise<Reply> =>
        decideDrift(ports, settings, { driftId, verdict, reason, person, conversation });
      // Everybody in the channel may click: whoever may not decide must not keep others from it.
      const key = `${card.messageId} ${person.objectId}`;
      const reply = await clicks.answer(key, delivery, work, beside(card), (error) => apologise(error, conversation));
      if (reply === undefined) return { kind: 'told', notice: { kind: 'atIt' } };
      if (reply.kind === 'notice') return { kind: 'told', notice: reply.notice };
      return reply.kind === 'drift' ? { kind: 'reply', reply } : { kind: 'told', notice: { kind: 'seeNewCard' } };
    },

    pressLine: async ({ text, sender, card, delivery }) => {
      const person = identify(sender, settings.homeTenant);
      if ('kind' in person) return { kind: 'told', notice: { kind: 'refused', refusal: person } };
      // The message id comes with the click: it must not lead to a card on which somebody decides.
      const id = await store.shownOn(card);
      const shown = id === undefined ? undefined : await store.subject(id);
      if (shown !== undefined && isUndecided(shown)) return { kind: 'told', notice: { kind: 'cardMovedOn' } };
      const replaces = shown === undefined;
      const line = { text, person, conversation: card.conversation, card: replaces ? card : null };
      const reply = await clicks.answer(
        card.messageId,
        delivery,
        () => answer(line),
        replaces ? (reply, late) => place(reply, card, late) : beside(card),
        (error) => apologise(error, card.conversation),
      );
      if (reply === undefined) return { kind: 'told', notice: { kind: 'atIt' } };
      if (reply.kind === 'notice') return { kind: 'told', notice: reply.notice };
      return replaces ? { kind: 'reply', reply } : { kind: 'told', notice: { kind: 'seeNewCard' } };
    },

    installed: async (event) => {
      if (!isOurs(event)) return;
      const person = identify(event.sender, settings.homeTenant);
      // Whoever adds the bot for themselves can be told something alone from then on.
      if (!('kind' in person) && event.conversation.conversationType === 'personal') {
        await remember(person, event.conversation);
      }
      await installed(ports, event.conversation);
    },
    uninstalled: async (event) => {
      if (isOurs(event)) await uninstalled(ports, event.conversation);
    },

    tick: async () => {
      wall.look();
      await settling.settleDue();
      await remind(ports);
      await cards.drawAll();
      await letters.send();
      events.deliver();
      await lost.tell();
      await naming.nameDue();
      await matching.matchDue();
      if (clock.elapsed() < forgetAt) return;
      await store.forgetDeliveries(clock.now() - DELIVERIES_KEPT_MS);
      forgetAt = clock.elapsed() + DELIVERIES_KEPT_MS / 24;
    },

    watch: async () => {
      await watching.watch();
      await cards.drawAll();
    },

    ready: () => {
      if (clock.elapsed() >= askReadyAt) {
        askReadyAt = clock.elapsed() + ASK_READY_EVERY_MS;
        readiness = checkReady();
        // Whoever asks is told; a failure that nobody asked about again is no crash.
        readiness.catch(() => undefined);
      }
      return readiness;
    },
  };
}
