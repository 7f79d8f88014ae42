import type { Spoken } from '../../commands/reading/spoken.ts';
import type { AccessRefusal } from '../../domain/people/access.ts';
import type { Person } from '../../domain/people/person.ts';
import { identify, zoneOf, type Sender } from '../../domain/people/sender.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Given } from '../authorize.ts';
import type { Bot } from '../bot-interface.ts';
import type { Line } from './handle.ts';
import type { Hearing } from '../telling/subscriptions/hearing.ts';
import { noteStranger } from './note-stranger.ts';
import { countRefusal } from '../note-refusal.ts';
import type { Outbox } from './outbox.ts';
import type { Places } from './places.ts';
import type { Asker } from '../telling/readers/right-eyes.ts';
import { ownChat } from '../telling/alone/own-chat.ts';
import { privatePlace } from '../telling/readers/private-place.ts';
import { StoreError, type Delivery, type Ports, type Settings } from '../ports.ts';
import { typingDuring } from './typing.ts';

/** For so long a process that was killed may seem to handle a message. */
const HEARD_OF_MS = 15_000;
const ASK_AGAIN_MS = 500;
/** What is answered so soon nobody else has taken meanwhile: a process is heard of for longer. */
const SURELY_OURS_MS = 2_000;

/** Where a line comes from. */
type From = Pick<Line, 'conversation' | 'channelKind' | 'zone' | 'files'>;

/** What people write: each message is answered once, however often it is delivered. */
export function messages(
  ports: Pick<Ports, 'store' | 'channel' | 'clock' | 'log' | 'telemetry' | 'background'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  where: Pick<Places, 'remember'>,
  out: Outbox,
  hears: Pick<Hearing, 'wrote'>,
  answer: (line: Line) => Promise<Given<Reply>>,
): Pick<Bot, 'say' | 'sendForm'> {
  const { store, clock, log, telemetry, background } = ports;
  const heard = async (spoken: Spoken, person: Person, from: From, inPrivate: boolean): Promise<Reply> => {
    if (spoken.kind === 'forwarded') return { kind: 'notice', notice: spoken };
    const { text, leftOut } = spoken;
    const line = { text, quoted: leftOut.includes('quote'), person, ...from, card: null };
    const place = await privatePlace(ports, person, from.conversation, inPrivate);
    return (await answer({ ...line, ...place })).value;
  };

  /** A process that is killed in the middle is still heard of for a moment, in which Teams sends its message again. */
  const isTaken = async (delivery: Delivery): Promise<boolean> => {
    for (let waited = 0; !(await store.take(delivery, clock.now())); waited += ASK_AGAIN_MS) {
      if (waited >= HEARD_OF_MS || !(await store.isElsewhere(delivery))) return false;
      await clock.sleep(ASK_AGAIN_MS);
    }
    return true;
  };

  const strange = async (refusal: AccessRefusal, sender: Sender, text: string): Promise<void> => {
    const isNoted = await noteStranger({ store, clock, log }, homeTenant, sender, text);
    if (!isNoted) countRefusal(telemetry, { kind: 'refused', refusal });
  };

  const say: Bot['say'] = async (message) => {
    const { spoken, sender, conversation, channelKind, inPrivate, files = [], delivery } = message;
    const identified = identify(sender, homeTenant);
    const person = 'kind' in identified ? null : identified;
    const asker: Asker = { person, account: sender.account, inPrivate };
    try {
      if (!(await isTaken(delivery))) return;
    } catch (error) {
      // Without its store the bot could neither keep nor remember anything: it says so and does nothing.
      await out.apologise(error, conversation, asker);
      return;
    }
    const since = clock.elapsed();
    /** Whoever was frozen in the middle may wake up when another process has answered. */
    const isTakenOver = async (): Promise<boolean> =>
      clock.elapsed() - since > SURELY_OURS_MS && (await store.isTakenOver(delivery));
    try {
      if ('kind' in identified && spoken.kind !== 'forwarded') {
        await strange(identified, sender, spoken.text);
      }
      await where.remember(sender, conversation);
      const reply =
        'kind' in identified
          ? refused(identified)
          : await typingDuring(
              ports,
              { conversation, inPrivate },
              heard(spoken, identified, { conversation, channelKind, files, ...zoneOf(sender) }, inPrivate),
            );
      if (await isTakenOver()) return;
      await out.show(reply, conversation, asker);
      if (person !== null) await hears.wrote(person);
    } catch (error) {
      if (await isTakenOver().catch(() => false)) return;
      if (error instanceof StoreError) await out.apologise(error, conversation, asker);
      else log.error('message.unanswered', error, { ...delivery });
    } finally {
      await out.finish(delivery);
    }
  };

  return {
    say,
    sendForm: async ({ sender, conversation, spoken, ...message }, isOpenly) => {
      const person = identify(sender, homeTenant);
      if ('kind' in person) {
        if (spoken.kind === 'line') await strange(person, sender, spoken.text);
        return { kind: 'told', notice: { kind: 'refused', refusal: person } };
      }
      const own = isOpenly ? conversation : await ownChat(ports, person.objectId, conversation);
      if (own === undefined) return { kind: 'told', notice: { kind: 'cannotTellAlone', to: person, access: null } };
      const line = { ...message, sender, spoken, conversation: own, inPrivate: false };
      background.start('form', () => say(line));
      return { kind: own.conversationId === conversation.conversationId ? 'here' : 'ownChat' };
    },
  };
}
