import type { Spoken } from '../commands/reading/spoken.ts';
import type { ChangeId, DriftId } from '../domain/ids.ts';
import type { Sender } from '../domain/people/sender.ts';
import type { Found } from '../domain/replies/found.ts';
import type { Notice } from '../domain/replies/notice.ts';
import type { Reply } from '../domain/replies/reply.ts';
import type { ConversationReference, PostedMessage } from '../domain/telling/conversation.ts';
import type { ChannelKind } from '../domain/telling/readers.ts';
import type { ClickAnswer, Verdict } from './changing/click.ts';
import type { Look, Looked } from './changing/look-at-card.ts';
import type { WantedFile } from '../domain/declared/file.ts';
import type { AttachedFile, Delivery, StoredFile } from './ports.ts';
import type { DriftVerdict } from './watching/decide-drift.ts';

export type Message = {
  readonly spoken: Spoken;
  readonly sender: Sender;
  readonly conversation: ConversationReference;
  readonly channelKind: ChannelKind | null;
  /** Whether nobody else there can see it. */
  readonly inPrivate: boolean;
  /** What came with it, in a chat of one person; left out: nothing. */
  readonly files?: readonly AttachedFile[];
  readonly delivery: Delivery;
};

/** Where the bot was added or removed, and by whom. */
export type Installation = { readonly sender: Sender; readonly conversation: ConversationReference };

/** How a conversation came to be without the bot. */
export type Removal = Installation & {
  readonly how: 'appRemoved' | 'deleted';
  /** Whose conversation it is, by its tenant id; null: Teams did not say. */
  readonly owner: string | null;
};

/** Who clicked on which message, and in which conversation. `card`: null: Teams did not say which message. */
export type ClickedCard = {
  readonly sender: Sender;
  readonly card: PostedMessage | null;
  readonly conversation: ConversationReference;
  readonly channelKind: ChannelKind | null;
  /** Whether nobody else there can see it. */
  readonly inPrivate: boolean;
  readonly delivery: Delivery;
};

/** What somebody asks beside a conversation, from Teams' own box or menu. */
export type Aside = {
  readonly text: string;
  readonly sender: Sender;
  readonly conversation: ConversationReference;
  readonly channelKind: ChannelKind | null;
};

/** What became of a form: where the answer comes, or why it comes nowhere. */
export type FormSent =
  { readonly kind: 'here' } | { readonly kind: 'ownChat' } | { readonly kind: 'told'; readonly notice: Notice };

/** Somebody took a file that was offered to them. */
export type TakenFile = {
  readonly wanted: WantedFile;
  /** Where it may be put, as their client says. */
  readonly uploadUrl: string;
  /** How Teams calls it there; null: it does not say. */
  readonly stored: StoredFile | null;
  readonly sender: Sender;
  readonly conversation: ConversationReference;
  readonly delivery: Delivery;
};

/** The whole bot, without Teams, Graph, SQL or a clock of its own. */
export interface Bot {
  /** A message somebody wrote: answered once, however often it is delivered. */
  say(message: Message): Promise<void>;
  /**
   * A line that a form stands for, as one of whoever filled it in. It is answered before the line is: a form waits for
   * five seconds only (Teams: respond to the dialog submit action).
   * @param isOpenly whether it was opened from a card in the conversation, so that the bot is there; otherwise it comes from
   * Teams' box, which people have in every chat, also where nobody knows the bot: then the answer comes to their own chat
   */
  sendForm(message: Omit<Message, 'inPrivate'>, isOpenly: boolean): Promise<FormSent>;
  /** A click on a change's card; answered within the time a client waits, whatever Graph does. */
  press(click: {
    readonly changeId: ChangeId;
    readonly verdict: Verdict;
    readonly typed: string | null;
    readonly reason: string | null;
    readonly sender: Sender;
    /** The message that carries the card; null: Teams did not say. */
    readonly card: PostedMessage | null;
  }): Promise<ClickAnswer>;
  /** Somebody's client asks for a change's card as it is for them: it decides nothing. undefined: it is not shown there. */
  look(look: Look): Promise<Looked | undefined>;
  /** A click on a drift's card; answered within the same time. */
  pressDrift(
    click: {
      readonly driftId: DriftId;
      readonly verdict: DriftVerdict;
      /** What was typed on the card; null: nothing. */
      readonly reason: string | null;
    } & ClickedCard,
  ): Promise<LineAnswer>;
  /**
   * A click that says a line, as the one who clicks. The answer takes the place of the clicked card: a change for everybody,
   * unless something is kept there; anything else for the one who clicked only.
   */
  pressLine(click: { readonly text: string } & ClickedCard): Promise<LineAnswer>;
  /** Looks for partners while somebody writes: for them alone, nothing is posted. */
  find(aside: Aside): Promise<Found>;
  /** Says what an error in somebody's words means, to whoever asks alone: nothing is posted. */
  explain(aside: Aside): Promise<Reply>;
  /** A reply as it is drawn: whoever it names and could be mistaken for another is marked. */
  warned<Named extends Reply>(reply: Named): Promise<Named>;
  /** Puts a file where it is wanted; what comes of it is said in the chat. */
  takeFile(file: TakenFile): void;
  /** Somebody clicked there: they read along. */
  clickedIn(event: Installation): void;
  /** The bot was added to a conversation: it introduces itself, once. */
  installed(event: Installation): Promise<void>;
  /** The bot was removed from a conversation, or that was deleted, and is told nothing of it any more. */
  uninstalled(event: Removal): Promise<void>;
  /**
   * What time brings, where this process leads: cards expire, outcomes are settled, cards that are behind are drawn. Not to be
   * called while it runs.
   */
  tick(): Promise<void>;
  /** Looks whether somebody else changed a partner, where this process leads. Not to be called while it runs. */
  watch(): Promise<void>;
  /** Rejects when the store or Graph could not be used the last time; asks neither, once it is known. */
  ready(): Promise<void>;
  /** A small write, for `ready` to know how it ends. Never rejects. */
  tryStore(): Promise<void>;
  /** A small reading, for `ready` to know how it ends; none where there are looks. Never rejects. */
  tryGraph(): Promise<void>;
}

/** What a click is answered with that may bring another card. */
export type LineAnswer =
  { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'told'; readonly notice: Notice };
