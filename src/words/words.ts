import type { Notice } from '../domain/replies/notice.ts';
import type { Offer } from '../domain/replies/offer.ts';
import { say, type ByKind } from './by-kind.ts';
import { english } from './en/english.ts';
import type { Line, Message } from './line.ts';

/** What another language says of the same values, in whatever words, parts and order it needs. */
type InOtherWords<Said> = Said extends (...values: infer Values) => infer Answer
  ? (...values: Values) => InOtherWords<Answer>
  : Said extends string
    ? string
    : Said extends Line
      ? Line
      : Said extends readonly Line[]
        ? readonly Line[]
        : Said extends Message
          ? Message
          : { readonly [Key in keyof Said]: InOtherWords<Said[Key]> };

/** What a language must be able to say; English is the measure. */
export type Words = InOtherWords<typeof english>;

/** The language that the bot speaks. */
export const words: Words = english;

export function messageOf(notice: Notice): Message {
  return say<ByKind<Notice>, Notice['kind'], Message>(words.notices, notice.kind, notice);
}

/** What the button is called that says it. */
export const titleOf = ({ title, command }: Offer): string =>
  title === 'asCommand' ? commandTitleOf({ command }) : words.offers.titles[title];

/** What the button of its command is called wherever it stands. */
export const commandTitleOf = ({ command }: Pick<Offer, 'command'>): string =>
  words.offers.commands[command] ?? command;

/** What a command does. Throws for one that has no sentence: a mistake that the first test finds. */
export function summaryOf(command: string): string {
  const summary = words.help.summaries[command];
  if (summary === undefined) throw new Error(`no summary of the command ${command}`);
  return summary;
}
