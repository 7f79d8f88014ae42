import { shownTo, type Frame } from './frames.ts';
import type { CastName } from './playground-config.ts';

/** A page of the Playground that somebody has open. */
type Window = { readonly who: CastName; readonly send: (frame: Frame) => void };

/**
 * What is said in the conversations of the demo, and the windows that show it. A window that is opened later is told all
 * that was said before: the Playground itself tells each message once.
 */
export class Rooms {
  /** Of each personal chat, whose it is. */
  readonly #owners = new Map<string, CastName>();
  /** By message, as it is now, in the order in which they came. */
  readonly #said = new Map<string, Frame>();
  /** Whether a window takes in what it is told: before it has drawn its first conversation it would lose it. */
  readonly #windows = new Map<Window, 'loading' | 'open'>();

  give(chat: string, owner: CastName): void {
    this.#owners.set(chat, owner);
  }

  isPersonal(conversationId: string): boolean {
    return this.#owners.has(conversationId);
  }

  /** @returns what closes it */
  add(window: Window): () => void {
    this.#windows.set(window, 'loading');
    return () => void this.#windows.delete(window);
  }

  /** That person's windows have drawn their first conversation. */
  drawn(who: CastName): void {
    for (const [window, state] of this.#windows) {
      if (window.who !== who || state === 'open') continue;
      this.#windows.set(window, 'open');
      for (const frame of this.#said.values()) if (this.#isFor(who, frame)) window.send(shownTo(who, frame));
    }
  }

  /** @param by whose own page shows it already */
  tell(frame: Frame, by?: CastName): void {
    this.#remember(frame);
    for (const [window, state] of this.#windows) {
      const isFor = state === 'open' && window.who !== by && this.#isFor(window.who, frame);
      if (isFor) window.send(shownTo(window.who, frame));
    }
  }

  #remember({ action, actionConversationId, message }: Frame): void {
    if (message === undefined) return;
    if (action === 'createMessage') this.#said.set(message.messageId, { action, actionConversationId, message });
    const before = this.#said.get(message.messageId);
    if (before === undefined) return;
    // An update does not say which post a message began.
    this.#said.set(message.messageId, { ...before, message: { ...before.message, ...message } });
  }

  #isFor(who: CastName, { actionConversationId }: Frame): boolean {
    return (this.#owners.get(actionConversationId) ?? who) === who;
  }
}
