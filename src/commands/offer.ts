import { asksForChange } from '../domain/people/role.ts';
import type { Offer, OfferedLine } from '../domain/replies/offer.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './list.ts';
import { parse } from './reading/parse.ts';
import { match, write, type Slots } from './reading/phrase.ts';

/** Offers a command with what stands in its slots. Throws where that would not be understood as just this: a mistake of ours. */
export function offer(command: Command, slots: Slots = {}, title: OfferedLine['title'] = 'asCommand'): Offer {
  const made = offerOrNone(command, slots, title);
  if (made === undefined) throw new Error(`the command ${command.name} does not understand what is offered`);
  return made;
}

/** The same with words of somebody's in its slots, which may turn the line into another one: then nothing is offered. */
export function offerOrNone(
  command: Command,
  slots: Slots,
  title: OfferedLine['title'] = 'asCommand',
): Offer | undefined {
  const line = write(command.phrase, slots);
  const read = match(command.phrase, line.split(' '));
  const isSame = Object.entries(slots).every(([name, value]) => read?.[name] === value);
  const made = isSame ? offerOf(line, title) : undefined;
  return made?.command === command.name ? made : undefined;
}

/** What a button can say, in bytes: a list of many partners is longer than a card has room for. */
export const MOST_OFFERED = 5000;

/** Offers a line as it is kept, or was typed; undefined: it is not understood, or not any more, or too long for a button. */
export function offerOf(line: string, title: OfferedLine['title'] = 'asCommand'): Offer | undefined {
  if (Buffer.byteLength(JSON.stringify(line)) > MOST_OFFERED) return undefined;
  const parsed = parse(line, COMMANDS);
  if (parsed.kind !== 'request') return undefined;
  const offered: OfferedLine = { line, command: parsed.command.name, title, lacksReason: false };
  return isUnderstood(offered) ? offered : undefined;
}

/** The same of a line that has just been read. Throws where it is not understood: a mistake of ours. */
export function offerLine(line: string): Offer {
  const made = offerOf(line);
  if (made === undefined) throw new Error('what was read a moment ago is not understood');
  return made;
}

/** Whether it takes the role that changes something: what others read on a card has no such button. */
export const takesRole = ({ command }: Offer): boolean =>
  COMMANDS.some(({ name, access }) => name === command && asksForChange(access));

/** What has just been parsed. */
const isUnderstood = (offered: OfferedLine): offered is Offer => offered.line !== '';
