import { ChannelError, StoreError, type ChannelProblem, type Clock, type Log } from '../app/ports.ts';
import { failureOf, type Failure } from './connector.ts';
import { pace } from './pace.ts';

const MOST_TRIES = 3;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

export type Call = 'answer' | 'post' | 'update' | 'open' | 'read' | 'whisper';

/**
 * Makes a call of the connector's: within Teams' limits, and once more where that is worth it and harmless. Throws
 * ChannelError.
 * @returns what came of it, and whether an attempt before was not answered and may arrive again
 */
export type Attempt = <Result>(
  kind: Call,
  thread: string,
  call: () => Promise<Result>,
  isUrgent?: boolean,
) => Promise<{ readonly result: Result; readonly mayArriveAgain: boolean }>;

export function attempts(clock: Clock, log: Log): Attempt {
  const { take } = pace(() => clock.elapsed());

  /**
   * Waits until Teams' limits let another message into the thread. Throws ChannelError where that would take long. An
   * answer is counted and not held back: nobody asks faster than Teams allows, and if somebody does, Teams says so. An
   * update is no new message, nor is a chat.
   */
  const turn = async (kind: Call, thread: string, isUrgent: boolean): Promise<void> => {
    if (kind === 'update' || kind === 'open' || kind === 'read') return;
    const isAnswer = kind === 'answer' || kind === 'whisper';
    const mayGo = (): number => take(thread, isUrgent || isAnswer);
    for (let wait = mayGo(); wait > 0 && !isAnswer; wait = mayGo()) {
      if (wait > LONGEST_PAUSE_MS) throw new ChannelError('notDelivered', { retryAfterMs: wait });
      await clock.sleep(wait);
    }
  };

  return async (kind, thread, call, isUrgent = false) => {
    let mayArriveAgain = false;
    for (let tries = 1; ; tries += 1) {
      await turn(kind, thread, isUrgent);
      try {
        return { result: await call(), mayArriveAgain };
      } catch (error) {
        if (error instanceof StoreError) throw new ChannelError('notDelivered', { cause: error });
        const failure = failureOf(error);
        const last = problemOf(failure, kind);
        mayArriveAgain ||= last === 'uncertain';
        // That the last attempt did not arrive says nothing of one before.
        const problem = mayArriveAgain && last === 'notDelivered' ? 'uncertain' : last;
        log.warn('connector.failed', { status: failure.status ?? null, code: failure.code ?? null, tries });
        const retryAfterMs = (failure.retryAfterSeconds ?? 0) * 1000;
        const pause = Math.max(PAUSE_MS * tries, retryAfterMs);
        if (tries >= MOST_TRIES || pause > LONGEST_PAUSE_MS || !worthAnotherTry(failure, kind)) {
          throw new ChannelError(problem, { cause: error, retryAfterMs });
        }
        await clock.sleep(pause);
      }
    }
  };
}

/** Something on the way waited no longer: what it handed on may still be carried out. */
const GAVE_UP_WAITING = [408, 504];

/** What Teams carries out once for each time that it arrives. */
const isMessage = (kind: Call): boolean => kind === 'answer' || kind === 'post' || kind === 'whisper';

/**
 * Teams documents 412, 429, 502, 503 and 504 as worth another try. Silence is another matter, and so is a gateway that
 * waited no longer: a message that was not answered may have arrived, so only what can be repeated is sent again. (408,
 * 502, 503 and 504 have been reported for messages that were delivered; after 502 and 503 most were not.)
 */
function worthAnotherTry({ status, sent }: Failure, kind: Call): boolean {
  if (status === undefined) return !sent || kind === 'update';
  if (GAVE_UP_WAITING.includes(status)) return !isMessage(kind);
  return [412, 429, 502, 503].includes(status) || (status === 500 && kind === 'update');
}

/** Codes that say that the bot is not in this conversation, or must not be (Teams: status codes of the connector). */
const OUT = ['BotNotInConversationRoster', 'ConversationNotFound', 'ConversationBlockedByUser', 'BotDisabledByAdmin'];

/**
 * What is wrong is said by Teams' code. A status alone proves nothing: 403 also comes for a message that was deleted, for a
 * chat that has another id by now, and for everything while the service is out of order.
 */
function problemOf({ status, code, sent }: Failure, kind: Call): ChannelProblem {
  if (!sent) return 'notDelivered';
  // An update is about one message: where its thread is gone, the conversation need not be.
  if (OUT.includes(code ?? '') && kind !== 'update') return 'out';
  if (kind === 'update' && (status === 404 || code === 'ActivityNotFound')) return 'messageGone';
  if (status === 403 || status === 404) return 'notAllowed';
  if (status === 400 || status === 413) return 'notAccepted';
  if (status === undefined || status === 500) return 'uncertain';
  if (GAVE_UP_WAITING.includes(status) && (isMessage(kind) || kind === 'update')) return 'uncertain';
  return 'notDelivered';
}
