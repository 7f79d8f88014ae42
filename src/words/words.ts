import type { Notice } from '../domain/replies/notice.ts';
import { say, type ByKind } from './by-kind.ts';
import { english } from './en/english.ts';
import type { Message } from './line.ts';

/** What a language must be able to say; English is the measure. */
export type Words = typeof english;

/** The language that the bot speaks. */
export const words: Words = english;

export function messageOf(notice: Notice): Message {
  return say<ByKind<Notice>, Notice['kind'], Message>(words.notices, notice.kind, notice);
}

/** What a command does. Throws for one that has no sentence: a mistake that the first test finds. */
export function summaryOf(command: string): string {
  const summary = words.help.summaries[command];
  if (summary === undefined) throw new Error(`no summary of the command ${command}`);
  return summary;
}
