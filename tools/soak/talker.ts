import { APP_ID, type Chat, HOME, until, type Who } from '../../test/production/chat.ts';
import { buttonsOf, wordsOf } from '../../test/support/cards.ts';
import type { BotMessage, FakeTeams } from '../../test/support/fake-teams.ts';

const ANSWER_WITHIN_MS = 60_000;

/** How long the bot took to answer one request of Teams'. */
export type Took = { readonly what: 'message' | 'click'; readonly milliseconds: number };

/** Somebody who talks to the bot in a chat of their own, one thing after the other, and notes how long each answer takes. */
export class Talker {
  readonly #who: Who;
  readonly #conversationId: string;
  readonly #chat: Chat;
  readonly #teams: FakeTeams;
  readonly #took: (took: Took) => void;

  constructor(who: Who, number: number, chat: Chat, teams: FakeTeams, took: (took: Took) => void) {
    this.#who = who;
    this.#conversationId = `a:${who}-${number}`;
    this.#chat = chat;
    this.#teams = teams;
    this.#took = took;
  }

  /** Resolves to what the bot answered; undefined: Teams lost it. */
  async say(text: string): Promise<BotMessage | undefined> {
    const before = this.#mine().length;
    await this.#post('message', { ...this.#chat.message(this.#who, text), conversation: this.#conversation() });
    await until(() => this.#mine().length > before, `an answer to "${text}"`, ANSWER_WITHIN_MS).catch(() => undefined);
    return this.#mine()[before];
  }

  /** Presses Confirm on a card that has it, and waits until the card says how it ended. @returns those words */
  async confirm(card: BotMessage): Promise<string> {
    const button = buttonsOf(card.cards.at(-1)).find(({ title }) => title === 'Confirm');
    if (button === undefined) return '';
    await this.#post('click', {
      ...this.#chat.message(this.#who, ''),
      text: undefined,
      type: 'invoke',
      name: 'adaptiveCard/action',
      conversation: this.#conversation(),
      replyToId: card.id,
      value: { action: { type: 'Action.Execute', ...button }, trigger: 'manual' },
    });
    const words = (): string => wordsOf(card.cards.at(-1));
    const ended = /Applied|Not applied|Partly applied|person must look|Out of date|Expired|press Confirm again/;
    await until(() => ended.test(words()), `an end of: ${words()}`, ANSWER_WITHIN_MS);
    return words();
  }

  #mine(): readonly BotMessage[] {
    return this.#teams.messages.filter(({ conversationId }) => conversationId === this.#conversationId);
  }

  #conversation(): Readonly<Record<string, unknown>> {
    return { id: this.#conversationId, conversationType: 'personal', tenantId: HOME, isGroup: false };
  }

  async #post(what: Took['what'], activity: Readonly<Record<string, unknown>>): Promise<void> {
    const startedAt = performance.now();
    const response = await this.#chat.post({ ...activity, recipient: { id: `28:${APP_ID}`, name: 'Bridgekeeper' } });
    await response.arrayBuffer();
    this.#took({ what, milliseconds: performance.now() - startedAt });
    if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
  }
}
