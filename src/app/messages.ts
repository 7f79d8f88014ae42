import type { Spoken } from '../commands/spoken.ts';
import type { Person } from '../domain/people/person.ts';
import { identify } from '../domain/people/sender.ts';
import { refused } from '../domain/replies/notice.ts';
import type { Reply } from '../domain/replies/reply.ts';
import type { Given } from './authorize.ts';
import type { Bot } from './bot-interface.ts';
import type { Line } from './handle.ts';
import type { Hearing } from './telling/subscriptions/hearing.ts';
import { noteStranger } from './note-stranger.ts';
import type { Outbox } from './outbox.ts';
import type { Places } from './places.ts';
import { StoreError, type Ports, type Settings } from './ports.ts';

/** Where a line comes from. */
type From = Pick<Line, 'conversation' | 'channelKind'>;

/** What people write: each message is answered once, however often it is delivered. */
export function messages(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  where: Pick<Places, 'remember'>,
  out: Outbox,
  hears: Pick<Hearing, 'wrote'>,
  answer: (line: Line) => Promise<Given<Reply>>,
): Pick<Bot, 'say'> {
  const heard = async (spoken: Spoken, person: Person, from: From): Promise<Reply> => {
    if (spoken.kind === 'forwarded') return { kind: 'notice', notice: spoken };
    const { text, leftOut } = spoken;
    return (await answer({ text, quoted: leftOut.includes('quote'), person, ...from, card: null })).value;
  };

  return {
    say: async ({ spoken, sender, conversation, channelKind, delivery }) => {
      try {
        if (!(await store.take(delivery, clock.now()))) return;
      } catch (error) {
        // Without its store the bot could neither keep nor remember anything: it says so and does nothing.
        await out.apologise(error, conversation);
        return;
      }
      try {
        const person = identify(sender, homeTenant);
        if ('kind' in person && spoken.kind !== 'forwarded') {
          await noteStranger({ store, clock, log }, homeTenant, sender, spoken.text);
        }
        if (!('kind' in person)) await where.remember(person, conversation);
        const reply = 'kind' in person ? refused(person) : await heard(spoken, person, { conversation, channelKind });
        await out.show(reply, conversation, 'kind' in person ? undefined : person);
        if (!('kind' in person)) await hears.wrote(person);
      } catch (error) {
        if (error instanceof StoreError) await out.apologise(error, conversation);
        else log.error('message.unanswered', error, { ...delivery });
      } finally {
        await out.finish(delivery);
      }
    },
  };
}
