import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The Microsoft 365 Agents Playground in a browser, used and read as a person does. Proven with its version 0.2.28. */

const BOT = 'Bridgekeeper';
const EDITOR = '[data-lexical-editor="true"]';
const BANNER =
  'xpath=ancestor::*[contains(@class,"ac-preview-panel")][1]/following-sibling::*[.//button[@aria-label="Dismiss Invoke Message"]]';
// On a busy machine the page takes most of the time, not the bot.
const OPENS_WITHIN_MS = 30_000;
const ANSWERS_WITHIN_MS = 30_000;
/** Sent when a conversation is opened for the first time in a window. */
const INSTALLATION = /\/_debug\/conversation\/.*\/installation$/;
const HELLO = 'Hello, I am Bridgekeeper';
const HELLO_AMONG_OTHERS = 'Three things to type, with a mention of me';
/** What every administrator of a new bot is told alone, at a moment that no test chooses. */
const LETTERS = /I begin with an empty memory|Nobody hears of changes that are not made through me/;
/** High enough for a whole card, wide enough for the list of conversations, which a narrow window hides. */
const VIEWPORT = { width: 1400, height: 1300 };

export class Playground {
  readonly #page: Page;
  readonly #visited = new Set<string>();

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param url where one of the people at the demo sits */
  static async open(browser: Browser, url: string): Promise<Playground> {
    const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-GB', timezoneId: 'UTC' });
    // Its fonts and animations come from a content network; nothing leaves this machine.
    await context.route(
      ({ hostname }) => hostname !== 'localhost',
      (route) => route.abort(),
    );
    const page = await context.newPage();
    page.setDefaultTimeout(ANSWERS_WITHIN_MS);
    // It tells the bot that it was installed right after loading, and redraws the conversation then.
    const installed = page.waitForResponse(INSTALLATION, { timeout: OPENS_WITHIN_MS });
    await page.goto(url);
    await page.locator(EDITOR).first().waitFor({ timeout: OPENS_WITHIN_MS });
    await installed;
    await page.getByText(HELLO).first().waitFor({ timeout: OPENS_WITHIN_MS });
    await page.getByTitle('Hide log panel').click();
    return new Playground(page);
  }

  /** The conversation that is open at first. */
  get personalChat(): Conversation {
    return new Conversation(this.#page, this.#page.locator('body'), 'alone');
  }

  async groupChat(name: string): Promise<Conversation> {
    await this.#go(name);
    return new Conversation(this.#page, this.#page.locator('body'), 'among others');
  }

  async channel(name: string): Promise<Channel> {
    await this.#go(name);
    return new Channel(this.#page);
  }

  /** Takes a picture of the window as it is now. */
  async picture(path: string): Promise<void> {
    await this.#page.screenshot({ path, animations: 'disabled' });
  }

  /**
   * The window shows the cards of the last conversation for a while, and draws a new one twice: when it is opened, and
   * when the bot was told that it was installed there. Whoever counts cards before that counts the wrong ones.
   */
  async #go(conversation: string): Promise<void> {
    const name = { name: conversation, exact: true };
    if (this.#visited.has(conversation)) {
      await this.#page.getByRole('treeitem', name).click();
    } else {
      this.#visited.add(conversation);
      const installed = this.#page.waitForResponse(INSTALLATION, { timeout: OPENS_WITHIN_MS });
      await this.#page.getByRole('treeitem', name).click();
      await installed;
      await this.#page.getByText(HELLO_AMONG_OTHERS).first().waitFor({ timeout: OPENS_WITHIN_MS });
    }
    await this.#page.locator(EDITOR).first().waitFor();
  }
}

/** A chat, or one thread of a channel. */
export class Conversation {
  readonly #page: Page;
  readonly #root: Locator;
  readonly #company: 'alone' | 'among others';

  constructor(page: Page, root: Locator, company: 'alone' | 'among others') {
    this.#page = page;
    this.#root = root;
    this.#company = company;
  }

  /** Says something to the bot, among others by @mention; resolves to the card of its one answer. */
  async ask(line: string): Promise<Card> {
    const position = (await this.#cards.count()) + 1;
    await compose(this.#page, this.#root, line, this.#company === 'among others');
    await this.#send();
    return this.answer(position);
  }

  /** Waits until there are this many cards; resolves to the last one. */
  async answer(position: number): Promise<Card> {
    await this.#holds(position);
    return new Card(this.#cards.nth(position - 1), position);
  }

  /** Asserts that no card came after this one. */
  async endsWith({ position }: Card): Promise<void> {
    await this.#holds(position);
  }

  /** Says something to the others. */
  async say(line: string): Promise<void> {
    await compose(this.#page, this.#root, line, false);
    await this.#send();
    await this.#page.getByText(line, { exact: true }).first().waitFor();
  }

  async #holds(cards: number): Promise<void> {
    const count = (): Promise<number> => this.#cards.count();
    await expect.poll(count, { timeout: ANSWERS_WITHIN_MS, message: 'cards in the conversation' }).toBe(cards);
  }

  get #cards(): Locator {
    return this.#root.locator('.ac-adaptiveCard').filter({ hasNotText: LETTERS });
  }

  #send(): Promise<void> {
    return this.#root.getByRole('button', { name: 'Send Message' }).click();
  }
}

export class Channel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Starts a thread with a line to the bot; resolves when the thread is there, before it is answered. */
  async post(line: string): Promise<Conversation> {
    await compose(this.#page, this.#page.locator('body'), line, true);
    await this.#page.getByRole('button', { name: 'Post', exact: true }).click();
    return this.thread(`${BOT} ${line}`);
  }

  /** Waits for the one thread in which this can be read. */
  async thread(text: string): Promise<Conversation> {
    const thread = this.#page
      .getByRole('group')
      .filter({ hasText: text })
      .filter({ has: this.#page.getByRole('button', { name: 'Send Message' }) });
    await thread.waitFor();
    return new Conversation(this.#page, thread, 'among others');
  }
}

/** A card of the bot, whatever it shows at the moment. */
const UNFOLDS = /^Show (details|next steps|\d+ more [a-z]+)$/;
const LEADS_AWAY = /^(Open in Entra|Activate in PIM)$/;

export class Card {
  readonly #root: Locator;
  /** Among the cards of its conversation, from 1: the oldest. */
  readonly position: number;

  constructor(root: Locator, position: number) {
    this.#root = root;
    this.position = position;
  }

  /** Asserts that the card comes to show all of these; runs of white space count as one space. */
  async reads(...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await expect.poll(() => this.words(), { timeout: ANSWERS_WITHIN_MS }).toContain(text);
    }
  }

  /** Everything on the card that can be read now, in one line. */
  async words(): Promise<string> {
    return (await this.#root.innerText()).replace(/\u200b/g, '').replace(/\s+/g, ' ');
  }

  /** Asserts what the Playground comes to show below the card: the bot's word to the one who clicked. */
  async tells(...texts: readonly string[]): Promise<void> {
    const banner = this.#root.locator(BANNER);
    for (const text of texts) {
      await expect.poll(() => banner.innerText(), { timeout: ANSWERS_WITHIN_MS }).toContain(text);
    }
  }

  /** The titles of its buttons now, but of those that unfold something or lead to a page of Microsoft's. */
  async buttons(): Promise<readonly string[]> {
    const titles = await this.#root.getByRole('button').allInnerTexts();
    return titles.filter((title) => !UNFOLDS.test(title) && !LEADS_AWAY.test(title));
  }

  /** Shows all that is folded. */
  async unfold(): Promise<void> {
    for (const title of await this.#root.getByRole('button').allInnerTexts())
      if (UNFOLDS.test(title)) await this.press(title);
  }

  /** Types into the card's one input. */
  async type(text: string): Promise<void> {
    // The first hover redraws the message and would wipe what was typed.
    await this.#root.hover();
    await this.#root.getByRole('textbox').fill(text);
  }

  async press(title: string): Promise<void> {
    await (await this.#button(title)).click();
  }

  /** In a list, whose rows have buttons of one title. @param row from 1 */
  async pressIn(row: number, title: string): Promise<void> {
    await (await this.#button(title)).nth(row - 1).click();
  }

  /** A nervous double click. */
  async pressTwice(title: string): Promise<void> {
    await (await this.#button(title)).dblclick();
  }

  /** The Playground redraws a message when the mouse enters it, so the mouse goes there first. */
  async #button(title: string): Promise<Locator> {
    await this.#root.hover();
    return this.#root.getByRole('button', { name: title, exact: true });
  }
}

async function compose(page: Page, root: Locator, line: string, mention: boolean): Promise<void> {
  await root.locator(EDITOR).first().click();
  if (mention) {
    await page.keyboard.type('@');
    const people = page.getByRole('listbox', { name: 'Typeahead menu' });
    await people.getByRole('menuitem', { name: new RegExp(`^${BOT}`) }).click();
    await page.keyboard.type(' ');
  }
  await page.keyboard.insertText(line);
}
