import type { Fault } from '../../src/simulator/graph.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { lived, livedSoFar } from '../support/lived.ts';
import { Story, type StoryOptions } from '../support/story.ts';

/** What the parts of the fault matrix share: the ways in which a call to Graph goes wrong, and when a card has ended. */

type Kind = Fault extends infer One
  ? One extends Fault
    ? Omit<One, 'method' | 'path' | 'query' | 'times'>
    : never
  : never;

export const FAULTS: Readonly<Record<string, Kind>> = {
  '429': { kind: 'status', status: 429, retryAfter: 0 },
  '429 without Retry-After': { kind: 'status', status: 429 },
  '500': { kind: 'status', status: 500 },
  '503': { kind: 'status', status: 503, retryAfter: 0 },
  '404': { kind: 'status', status: 404, code: 'Request_ResourceNotFound' },
  '403': { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
  '401': { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' },
  'a reset before the effect': { kind: 'reset-before' },
  'a reset after it': { kind: 'reset-after' },
  'a hang before the effect': { kind: 'hang-before' },
  'a hang after it': { kind: 'hang-after' },
  'half a body': { kind: 'half-body' },
  'HTML instead of JSON': { kind: 'html' },
  'a slow answer': { kind: 'slow', delayMs: 300 },
};

/** A story that ends however it goes; many of them at the same time. */
export const inStory =
  (tell: (story: Story) => Promise<void>, options: StoryOptions = {}) =>
  async (): Promise<void> => {
    const story = await Story.begin(options);
    try {
      await tell(story);
    } finally {
      await story.end();
    }
  };

/** What a card says has become of its change; undefined: it has not ended. */
export const ending = (words: string): string | undefined =>
  /(?:\n|· )(?:[^\w\n·]{1,3})?(Applied|Not applied|Partly applied|A person must look|Out of date|Expired|Cancelled)(?= ·|\n)/.exec(
    words,
  )?.[1];

/** How long Graph may keep the bot waiting in all, where it hangs or is busy call after call; lived milliseconds. */
const ENDS_WITHIN_MS = 60_000;

/**
 * Lets time pass, until the card has ended, or the time in which it could be confirmed is over; then waits for what
 * is still under way, in lived time.
 */
export async function ended(story: Story, card: BotMessage): Promise<string> {
  const startedAt = livedSoFar();
  const isOpen = (): boolean => ending(story.words(card)) === undefined;
  for (let minutes = 0; isOpen() && (minutes < 20 || livedSoFar() < startedAt + ENDS_WITHIN_MS); minutes += 1) {
    await story.later(minutes < 20 ? 1 : 0.05);
    for (let n = 0; n < 20 && isOpen(); n += 1) await lived(5);
  }
  return ending(story.words(card)) ?? `never: ${story.words(card)}`;
}

/** What nobody should ever read on a card. */
export const INNARDS = /\$\{|undefined|TypeError|at \S+:\d+/;
