import { COMMANDS } from '../../commands/list.ts';
import { usageText } from '../../commands/phrase.ts';
import { knownErrorIn } from '../../domain/known-error.ts';
import { nearErrors } from '../../domain/near-error.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';

/** The same for everybody, always. */
const HELP: Reply = {
  kind: 'help',
  commands: COMMANDS.filter(({ isButton }) => !isButton).map(({ name, usage, example }) => ({
    name,
    usage: usageText(usage),
    example,
  })),
};

/** What people can say. */
export const help = (ports: Ports): UseCase<'help'> => useCase(ports, 'help', (proof) => proof.give(HELP));

/** What an error of Microsoft's means. */
export const explain = (ports: Ports): UseCase<'explain'> =>
  useCase(ports, 'explain', (proof, { request: { text } }) => {
    const error = knownErrorIn(text);
    // What is only near is suggested: somebody who acts on an error that they do not have does harm.
    const notice: Notice =
      error === null ? { kind: 'errorUnknown', near: nearErrors(text) } : { kind: 'explained', error };
    return proof.give({ kind: 'notice', notice });
  });
