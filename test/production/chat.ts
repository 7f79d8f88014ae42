import { randomUUID } from 'node:crypto';
import { organizations, people } from '../../src/simulator/seed/seed.ts';
import { buttonsOf, wordsOf } from '../support/cards.ts';
import type { BotMessage, Card, FakeTeams } from '../support/fake-teams.ts';

export type Who = keyof typeof people;
type Json = Readonly<Record<string, unknown>>;

export const APP_ID = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
export const HOME = organizations.woodgrove.tenantId;

/** What a click was answered with. */
export type ClickAnswer = { readonly status: number; readonly card: Card | undefined; readonly words: string };

/** People in Teams who talk to a bot somewhere, in real time. Everything is signed as the Bot Framework does. */
export class Chat {
  readonly serviceUrl: string;
  readonly #bot: () => string;
  readonly #teams: FakeTeams;
  readonly #send: typeof fetch;
  /** Every token that was sent. */
  readonly tokens: string[] = [];

  /**
   * @param bot where the bot is now, such as `http://127.0.0.1:3978`
   * @param send how requests get there
   */
  constructor(bot: () => string, teams: FakeTeams, serviceUrl: string, send: typeof fetch = fetch) {
    this.#bot = bot;
    this.#teams = teams;
    this.#send = send;
    this.serviceUrl = serviceUrl;
  }

  /** Somebody writes a line; resolves to the bot's one answer, which may come after the request has ended. */
  async ask(who: Who, text: string): Promise<BotMessage> {
    const before = this.#teams.messages.length;
    const response = await this.post(this.message(who, text));
    if (response.status !== 200) throw new Error(`"${text}": HTTP ${response.status}`);
    await until(() => this.#teams.messages.length > before, `an answer to "${text}"`);
    const [only, ...more] = this.#teams.messages.slice(before);
    if (only === undefined || more.length > 0) throw new Error(`"${text}": ${more.length + 1} answers`);
    return only;
  }

  /** Somebody presses a button of the card that a message shows now. */
  async press(who: Who, message: BotMessage, title: string): Promise<ClickAnswer> {
    const button = buttonsOf(message.cards.at(-1)).find((known) => known.title === title);
    if (button === undefined) throw new Error(`no button ${title} on: ${this.words(message)}`);
    const response = await this.post({
      ...this.message(who, ''),
      text: undefined,
      type: 'invoke',
      name: 'adaptiveCard/action',
      conversation: conversation(message.conversationId),
      replyToId: message.id,
      value: { action: { type: 'Action.Execute', ...button }, trigger: 'manual' },
    });
    const { type, value } = (await response.json()) as { type: string; value: unknown };
    const card = type.endsWith('card.adaptive') ? (value as Card) : undefined;
    return { status: response.status, card, words: card === undefined ? String(value) : wordsOf(card) };
  }

  /** What people read in a message now. */
  words(message: BotMessage): string {
    return wordsOf(message.cards.at(-1));
  }

  /** Waits until a message shows the text. */
  async seen(message: BotMessage, text: string, withinMs?: number): Promise<void> {
    const missing = (): string => `"${text}" in: ${this.words(message)}`;
    await until(() => this.words(message).includes(text), missing, withinMs);
  }

  message(who: Who, text: string): Json {
    const { id, displayName } = people[who];
    return {
      type: 'message',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: this.serviceUrl,
      from: { id: `29:${who}`, name: displayName, aadObjectId: id },
      recipient: { id: `28:${APP_ID}`, name: 'Bridgekeeper' },
      conversation: conversation(`a:${who}`),
      channelData: { tenant: { id: HOME } },
      text,
    };
  }

  /** An activity to the bot's endpoint. */
  post(activity: Json, token: string = this.token()): Promise<Response> {
    return this.#send(`${this.#bot()}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    });
  }

  /** A token as it comes with Teams' requests. Claims given here replace the usual ones. */
  token(claims: Json = {}): string {
    const token = this.#teams.issuer.token(APP_ID, this.serviceUrl, claims);
    this.tokens.push(token);
    return token;
  }
}

const conversation = (id: string): Json => ({ id, conversationType: 'personal', tenantId: HOME, isGroup: false });

/** Only what never happens takes so long, on a machine that does much else. */
const PATIENCE_MS = 60_000;

/** Waits for what happens in its own time. @param what said when it does not */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string | (() => string),
  withinMs = PATIENCE_MS,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`never: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
