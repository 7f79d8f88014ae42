import { keepNewest } from '../../domain/keep-newest.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import { parseObjectId } from '../../domain/ids.ts';
import type { Sender } from '../../domain/people/sender.ts';
import type { Refusal } from '../../domain/replies/refusal.ts';

/** So many at once, and then one in every so many milliseconds. */
type Budget = { readonly atOnce: number; readonly everyMs: number };
type TooMany = Extract<Refusal, { kind: 'tooMany' }>;

export type Budgets = Readonly<Record<TooMany['what'], Readonly<Record<TooMany['from'], Budget>>>>;

/**
 * Far above what people and their scripts do: they are there for somebody who means to keep the bot, or Graph, busy. A
 * click costs less than a message, for a change that is claimed takes no second one.
 */
export const BUDGETS: Budgets = {
  messages: { person: { atOnce: 600, everyMs: 100 }, conversation: { atOnce: 900, everyMs: 50 } },
  clicks: { person: { atOnce: 3_000, everyMs: 5 }, conversation: { atOnce: 4_000, everyMs: 5 } },
};
/** What clients ask for on their own: Teams does so about once a minute for each card that somebody sees. */
const LOOK = { person: { atOnce: 120, everyMs: 500 }, conversation: { atOnce: 1_200, everyMs: 50 } };
export const LOOKS: Budgets = { messages: LOOK, clicks: LOOK };
/** Whoever goes on is told again after so long. */
const TELL_EVERY_MS = 60_000;
/** Who was silent for longest is forgotten beyond so many. */
const MOST_KEPT = 20_000;

/** What came on top of what is taken: why, and whether that is still to be said. */
export type Beyond = { readonly refusal: TooMany; readonly tell: boolean };

/** How often people may ask something of the bot, by person and by conversation. Kept in memory only. */
export interface Limits {
  /** undefined: it is within the limits, and counted. */
  take(
    what: TooMany['what'],
    sender: Sender,
    conversation: Pick<ConversationReference, 'conversationId'> | null,
  ): Beyond | undefined;
}

/** `spentUntil`: when all that was taken would have been taken at the steady pace. In milliseconds of `elapsed`. */
type Account = { spentUntil: number; toldAt: number };

/** @param elapsed milliseconds since some moment */
export function limits(elapsed: () => number, budgets: Budgets = BUDGETS): Limits {
  const accounts = new Map<string, Account>();

  const accountOf = (key: string): Account => {
    const account = accounts.get(key) ?? { spentUntil: -Infinity, toldAt: -Infinity };
    keepNewest(accounts, key, account, MOST_KEPT);
    return account;
  };

  return {
    take: (what, sender, conversation) => {
      const now = elapsed();
      // Those whom Teams does not name are told no anyway; they share one account.
      const person = parseObjectId(sender.objectId ?? '') ?? 'nobody';
      const payers = [
        { from: 'person' as const, id: person },
        ...(conversation === null ? [] : [{ from: 'conversation' as const, id: conversation.conversationId }]),
      ].map(({ from, id }) => ({ from, budget: budgets[what][from], account: accountOf(`${what} ${from} ${id}`) }));

      const broke = payers.find(
        ({ budget, account }) => account.spentUntil - now > (budget.atOnce - 1) * budget.everyMs,
      );
      if (broke === undefined) {
        for (const { budget, account } of payers)
          account.spentUntil = Math.max(account.spentUntil, now) + budget.everyMs;
        return undefined;
      }
      const { from, budget, account } = broke;
      const tell = payers.every((payer) => now - payer.account.toldAt >= TELL_EVERY_MS);
      if (tell) account.toldAt = now;
      const perMinute = Math.floor(60_000 / budget.everyMs);
      return { refusal: { kind: 'tooMany', what, from, atOnce: budget.atOnce, perMinute }, tell };
    },
  };
}
