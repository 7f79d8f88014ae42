/** What the bot sends to the Bot Connector (Bot Framework schema): only what it uses of it. */

type Account = { readonly id: string; readonly name: string };

export type Attachment = {
  readonly contentType: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Of a file. */
  readonly name?: string;
  readonly contentUrl?: string;
};

export type OutgoingActivity = {
  readonly type: 'message';
  /** Of the message that it takes the place of. */
  readonly id?: string;
  readonly channelId: 'msteams';
  readonly serviceUrl: string;
  readonly from: Account;
  readonly conversation: {
    readonly id: string;
    readonly isGroup: boolean;
    readonly conversationType: string;
    readonly name: string;
  };
  /** Who alone sees it. */
  readonly recipient?: Account;
  readonly replyToId?: string;
  /** What a toast says. */
  readonly summary: string;
  readonly attachments: readonly Attachment[];
};

/** That the bot is at it; Teams shows it for some seconds. */
export type TypingActivity = Pick<OutgoingActivity, 'channelId' | 'serviceUrl' | 'from' | 'conversation'> & {
  readonly type: 'typing';
};

export type ConversationParameters = {
  readonly isGroup: boolean;
  readonly bot: Account;
  readonly members?: readonly Account[];
  readonly tenantId: string;
  readonly channelData: {
    readonly tenant: { readonly id: string };
    readonly channel?: { readonly id: string };
  };
  /** Its first message. */
  readonly activity?: OutgoingActivity;
};
