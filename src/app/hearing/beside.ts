import type { Person } from '../../domain/people/person.ts';
import { identify } from '../../domain/people/sender.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { Found } from '../../domain/replies/found.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { LONGEST_LINE } from '../../commands/reading/parse.ts';
import type { Given } from '../authorize.ts';
import type { Bot } from '../bot-interface.ts';
import type { Line } from './handle.ts';
import { inWords } from '../in-words.ts';
import type { PerPerson } from '../per-person.ts';
import type { Ports, Settings } from '../ports.ts';
import { toAnybody } from '../use-case.ts';

/**
 * What is asked beside the conversation: while somebody writes, and about a message. It is answered to them alone, where
 * they asked; nothing is posted, changed or remembered.
 */
export function beside(
  ports: Pick<Ports, 'ids' | 'log'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lines: PerPerson,
  search: (person: Person, text: string) => Promise<Given<Found>>,
  answer: (line: Line) => Promise<Given<Reply>>,
): Pick<Bot, 'find' | 'explain'> {
  return {
    find: async ({ text, sender }) => {
      const person = identify(sender, homeTenant);
      if ('kind' in person) return refused(person);
      const asked = { command: 'searchPartners', person };
      const given = lines.take<Given<Found>>(
        person.objectId,
        () => inWords(ports, asked, () => search(person, text)),
        (refusal) => toAnybody({ kind: 'refused', refusal }),
      );
      return (await given).value;
    },
    explain: async ({ text, sender, conversation, channelKind }) => {
      const person = identify(sender, homeTenant);
      if ('kind' in person) return refused(person);
      // Whoever wrote it, it is what a line is about, and no line.
      const line = `explain ${text}`.slice(0, LONGEST_LINE).trim();
      return (await answer({ text: line, quoted: false, person, conversation, channelKind, card: null })).value;
    },
  };
}
