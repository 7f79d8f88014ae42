import { identify, zoneOf, type Sender } from '../../domain/people/sender.ts';
import type { AccessRefusal } from '../../domain/people/access.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import { isShared } from '../../domain/replies/audience.ts';
import { COMMANDS } from '../../commands/list.ts';
import { parse } from '../../commands/reading/parse.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { isUndecided } from '../../domain/telling/subject.ts';
import type { Given } from '../authorize.ts';
import type { Bot } from '../bot-interface.ts';
import { answerOf, type Decider } from '../changing/click.ts';
import { decide } from '../changing/decide.ts';
import { clicksIn } from './clicks.ts';
import type { Line } from './handle.ts';
import type { Named } from '../changing/revert-drift.ts';
import type { Outbox } from './outbox.ts';
import { asUrgent, spanNow, type Ports, type Settings } from '../ports.ts';
import { countRefusal, noteRefusal } from '../note-refusal.ts';
import { noteStranger } from './note-stranger.ts';
import { toAnybody } from '../use-case.ts';
import { typingDuring } from './typing.ts';
import { drawAgain } from '../telling/cards/draw-again.ts';
import { privatePlace } from '../telling/readers/private-place.ts';
import { decideDrift } from '../watching/decide-drift.ts';

/** What people press. Each click is answered within the time a client waits. */
export function presses(
  ports: Ports,
  settings: Settings,
  decider: Decider,
  out: Outbox,
  lookup: Named,
  answer: (line: Line) => Promise<Given<Reply>>,
): Pick<Bot, 'press' | 'pressDrift' | 'pressLine'> {
  const { store } = ports;
  const clicks = clicksIn(ports, (delivery) => out.finish(delivery));

  const stranger = async (refusal: AccessRefusal, sender: Sender, wanted: Parameters<typeof noteStranger>[3]) => {
    const notice: Notice = { kind: 'refused', refusal };
    if (!(await noteStranger(ports, settings.homeTenant, sender, wanted))) countRefusal(ports.telemetry, notice);
    return told(notice);
  };

  return {
    press: async ({ sender, ...click }) => {
      spanNow()?.about(click.changeId);
      const person = identify(sender, settings.homeTenant);
      if ('kind' in person) return stranger(person, sender, { command: click.verdict, change: click.changeId });
      const decided = asUrgent('decision', () =>
        decide(decider, { ...click, person }, (work) => clicks.withinBudget(work)),
      );
      return answerOf(await decided);
    },

    pressDrift: async ({ driftId, verdict, reason, sender, conversation, card, inPrivate, delivery }) => {
      const person = identify(sender, settings.homeTenant);
      if ('kind' in person) return stranger(person, sender, { command: `${verdict} ${driftId}`, change: null });
      const asker = { person, account: sender.account, inPrivate };
      // Everybody in the channel may click: whoever may not decide must not keep others from it.
      const key = `${driftId} ${person.objectId}`;
      const reply = await clicks.answer(
        key,
        delivery,
        async () => {
          const click = { driftId, verdict, reason, person, conversation, card };
          const deciding = asUrgent('decision', () =>
            decider.clicks.take(
              person.objectId,
              () => decideDrift(ports, settings, lookup, click),
              (refusal) => toAnybody({ kind: 'refused', refusal }),
            ),
          );
          const { value: given } = await typingDuring(ports, { conversation, inPrivate }, deciding);
          const asked = { by: person, command: `${verdict} ${driftId}`, line: null, change: null };
          if (given.kind === 'notice') await noteRefusal(ports, asked, given.notice);
          return given;
        },
        (given, late) => out.answerClick(given, { conversation, replaced: null, isAnswered: late }, asker),
        (error) => out.apologiseForClick(error, conversation, asker),
      );
      if (reply === undefined) return told({ kind: 'atIt' });
      if (reply.kind === 'notice') return told(reply.notice);
      return reply.kind === 'drift' ? { kind: 'reply', reply } : told({ kind: 'seeNewCard' });
    },

    pressLine: async ({ text, sender, card, conversation, channelKind, inPrivate, delivery }) => {
      const person = identify(sender, settings.homeTenant);
      if ('kind' in person) return stranger(person, sender, text);
      // The message id comes with the click: it must not lead to a card on which somebody decides.
      const id = card === null ? undefined : await store.shownOn(card);
      const shown = id === undefined ? undefined : await store.subject(id);
      const isInTheWay = shown !== undefined && isUndecided(shown);
      if (isInTheWay && !isOnRefusal(text)) return told({ kind: 'cardMovedOn' });
      // What only they can see is replaced by nothing: what answers a click on it is said beside it.
      const isWhispered = card !== null && out.isWhispered(card);
      const asker = { person, account: sender.account, inPrivate: inPrivate || isWhispered };
      const replaced = shown === undefined && !isWhispered ? card : null;
      /** What they read takes the place of the card for them only, so it can also be one on which something is kept;
       * but not of whom it is about: whoever looks at that is still to decide. */
      const isBeside = (given: Reply): boolean =>
        isShared(given) || given.kind === 'changePartners' ? replaced === null : isWhispered && given.kind !== 'notice';
      const asked = { conversation, inPrivate: asker.inPrivate };
      const place = await privatePlace(ports, person, conversation, asker.inPrivate);
      const line = {
        text,
        quoted: false,
        person,
        conversation,
        channelKind,
        ...zoneOf(sender),
        card: replaced,
        ...place,
      };
      const reply = await clicks.answer(
        replaced?.messageId ?? `${person.objectId} ${text}`,
        delivery,
        async () => (await typingDuring(ports, asked, answer(line))).value,
        (given, late) => out.answerClick(given, { conversation, replaced, isAnswered: late || isBeside(given) }, asker),
        (error) => out.apologiseForClick(error, conversation, asker),
      );
      if (reply === undefined) return told({ kind: 'atIt' });
      // For whoever clicked, what kept them from deciding stands in its place.
      if (isInTheWay && id !== undefined && isWithdrawn(reply)) await drawAgain(store, id);
      if (reply.kind === 'notice') return told(reply.notice);
      return isBeside(reply) ? told({ kind: 'seeNewCard' }) : { kind: 'reply', reply };
    },
  };
}

const told = (notice: Notice) => ({ kind: 'told', notice }) as const;

/** Whether what a button says asks for nothing that would take the card's place: what it says stands beside it. */
function isOnRefusal(text: string): boolean {
  const parsed = parse(text, COMMANDS);
  return (
    parsed.kind === 'request' && ['withdraw', 'showChange', 'stopChange', 'freezeAll'].includes(parsed.request.kind)
  );
}

const isWithdrawn = (reply: Reply): boolean => reply.kind === 'notice' && reply.notice.kind === 'withdrawn';
