import { fileName } from '../../domain/declared/file.ts';
import { identify } from '../../domain/people/sender.ts';
import { refused, type Notice } from '../../domain/replies/notice.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Bot, TakenFile } from '../bot-interface.ts';
import type { FileWriter } from '../use-cases.ts';
import { inWords } from '../in-words.ts';
import type { Outbox } from './outbox.ts';
import { FileError, type Ports, type Settings } from '../ports.ts';
import { answering, nothing } from '../use-case.ts';

type Said = { readonly kind: 'notice'; readonly notice: Notice };

/** Files that people take: made anew, for whoever may see it then, and put where Teams says. Behind the answer to the click. */
export function takenFiles(
  ports: Ports,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  write: FileWriter,
  out: Outbox,
): Pick<Bot, 'takeFile'> {
  const { store, files, channel, clock, log, background } = ports;

  const reply = async ({ wanted, uploadUrl, sender }: TakenFile): Promise<Reply> => {
    const person = identify(sender, homeTenant);
    if ('kind' in person) return refused(person);
    const asked = { command: 'takeFile', person };
    const given = await inWords(ports, asked, () =>
      answering<'read', undefined, Said>(ports, person, 'read', {
        early: nothing,
        answer: async (proof) => {
          try {
            await files.upload(uploadUrl, await write(wanted));
          } catch (error) {
            if (!(error instanceof FileError)) throw error;
            log.error('file.untaken', error, { problem: error.problem, objectId: person.objectId });
            return proof.refuse({ kind: 'fileNotPut', problem: error.problem });
          }
          return proof.give<Said>({ kind: 'notice', notice: { kind: 'filePut', name: fileName(wanted) } });
        },
      }),
    );
    return given.value;
  };

  const take = async (file: TakenFile): Promise<void> => {
    const { conversation, sender, stored, delivery } = file;
    if (!(await store.take(delivery, clock.now()))) return;
    try {
      const answer = await reply(file);
      const isPut = answer.kind === 'notice' && answer.notice.kind === 'filePut';
      const person = identify(sender, homeTenant);
      const asker = { person: 'kind' in person ? null : person, account: sender.account, inPrivate: true };
      await (isPut && stored !== null ? channel.showFile(conversation, stored) : out.show(answer, conversation, asker));
    } finally {
      await out.finish(delivery);
    }
  };

  return {
    takeFile: (file) => {
      // Teams offers files in chats of one person only.
      if (file.conversation.conversationType !== 'personal') return;
      background.start('file', () => take(file));
    },
  };
}
