import { COMMANDS } from '../../commands/list.ts';
import { usageText } from '../../commands/phrase.ts';
import { knownErrorIn } from '../../domain/known-error.ts';
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
  useCase(ports, 'explain', (proof, { request: { text } }) =>
    proof.give({ kind: 'notice', notice: { kind: 'explained', error: knownErrorIn(text) } }),
  );
