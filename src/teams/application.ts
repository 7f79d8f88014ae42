import { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import type { Bot, ClickedCard, LineAnswer } from '../app/bot-interface.ts';
import { changeCard } from '../app/telling/cards/change-card.ts';
import { troubleOf } from '../app/trouble.ts';
import type { Ids, Log } from '../app/ports.ts';
import type { Instant } from '../domain/instant.ts';
import type { PostedMessage } from '../domain/telling/conversation.ts';
import type { Notice } from '../domain/replies/notice.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { offersIn } from '../words/line.ts';
import { plainText } from '../words/plain-text.ts';
import { words } from '../words/words.ts';
import {
  channelKindOf,
  conversationOf,
  deliveryOf,
  isNewMessage,
  isWhisper,
  removalIn,
  senderOf,
  type IncomingActivity,
} from './activity.ts';
import type { Render } from './channel.ts';
import { isExtension } from './extension.ts';
import { extensions } from './extensions.ts';
import { filesIn, readConsent } from './file-cards.ts';
import { cardBody, messageBody, readClick, type Click, type InvokeBody } from './invoke.ts';
import { spokenIn } from './spoken/spoken.ts';
import { incoming } from './turn.ts';
import { wordsIn } from './worded.ts';

export type ApplicationOptions = {
  readonly bot: Bot;
  readonly render: Render;
  readonly now: () => Instant;
  readonly ids: Ids;
  readonly log: Log;
};

/**
 * The library starts its typing timer whatever its option `startTypingTimer` says, and would have the turn send what no
 * turn sends, after the answer too.
 */
class QuietApplication extends Application {
  override startTypingTimer(): void {
    // Nothing is sent that nobody asked for.
  }
}

/**
 * Routes turns with teams-ai's Application. Only `addRoute` is used: its own helpers match substrings, keep state
 * between cards and answer nothing to an unknown verb. Mentions and typing are left to us for the same reason.
 */
export function createApplication({ bot, render, now, ids, log }: ApplicationOptions): Application {
  const application = new QuietApplication({ removeRecipientMention: false });

  const worded = wordsIn(bot);
  const drawn = async (reply: Reply): Promise<InvokeBody> => cardBody((await render(reply, now())).card);

  /** Says something to the one who clicked, beside the card: what is to be decided stays where it is. */
  const said = async (notice: Notice): Promise<InvokeBody> => messageBody(plainText(await worded(notice)));

  /** Says something to the one who clicked; where it suggests what to say, in the place of the card, for its buttons. */
  const told = async (notice: Notice): Promise<InvokeBody> => {
    const message = await worded(notice);
    const hasOffers = (message.offers ?? []).length + offersIn(message.lines).length > 0;
    return hasOffers ? drawn({ kind: 'notice', notice }) : messageBody(plainText(message));
  };

  /** Does what a click asks for beside or in place of its card. */
  const onCard = async (activity: IncomingActivity, press: (card: ClickedCard) => Promise<LineAnswer>) => {
    const answer = await press({
      card: cardOf(activity),
      conversation: { ...conversationOf(activity), activityId: null },
      sender: senderOf(activity),
      channelKind: channelKindOf(activity),
      inPrivate: isWhisper(activity),
      delivery: deliveryOf(activity),
    });
    return answer.kind === 'reply' ? drawn(answer.reply) : told(answer.notice);
  };

  const clicked = async (activity: IncomingActivity): Promise<InvokeBody> => {
    const click = readClick(activity['value']);
    // What clients do on their own shows nobody there.
    if (BY_PEOPLE.includes(click.kind)) {
      bot.clickedIn({ sender: senderOf(activity), conversation: conversationOf(activity) });
    }
    switch (click.kind) {
      case 'decide': {
        const answer = await bot.press({ ...click, sender: senderOf(activity), card: cardOf(activity) });
        return answer.kind === 'card'
          ? drawn(changeCard(answer.change, conversationOf(activity)))
          : said(answer.notice);
      }
      case 'decideDrift':
        return onCard(activity, (on) => bot.pressDrift({ ...click, ...on }));
      case 'say':
        return onCard(activity, (on) => bot.pressLine({ ...click, ...on }));
      case 'look': {
        const conversation = conversationOf(activity);
        const looked = await bot.look({ ...click, sender: senderOf(activity), conversation });
        return looked === undefined ? said({ kind: 'nothingHappened' }) : drawn(looked);
      }
      case 'automatic':
        return said({ kind: 'nothingHappened' });
      case 'unknown':
        log.info('click.unknown', {});
        return said({ kind: 'buttonOutOfDate' });
    }
  };

  /** A click is always answered in words: an HTTP error would show the person nothing at all. */
  const answered = async (activity: IncomingActivity): Promise<InvokeBody> => {
    try {
      return await clicked(activity);
    } catch (error) {
      const reference = ids.reference();
      log.error('click.failed', error, { reference });
      return said(troubleOf(error, reference));
    }
  };

  const extended = extensions({ bot, render, now, ids, log });
  const isAction = (context: TurnContext): boolean =>
    context.activity.type === 'invoke' && context.activity.name === 'adaptiveCard/action';

  application.addRoute(
    (context) => Promise.resolve(isAction(context)),
    async (context) => {
      await respond(context, 200, await answered(incoming(context)));
    },
    true,
  );
  application.addRoute(
    (context) => Promise.resolve(context.activity.type === 'invoke' && context.activity.name === 'fileConsent/invoke'),
    async (context) => {
      const activity = incoming(context);
      const taken = readConsent(activity['value']);
      // What becomes of it is said in the chat: an upload takes longer than a client waits.
      if (taken !== undefined) {
        const conversation = { ...conversationOf(activity), activityId: null };
        bot.takeFile({ ...taken, conversation, sender: senderOf(activity), delivery: deliveryOf(activity) });
      }
      await respond(context, 200, {});
    },
    true,
  );
  application.addRoute(
    (context) => Promise.resolve(context.activity.type === 'invoke' && isExtension(context.activity.name)),
    async (context) => {
      await respond(context, 200, await extended(incoming(context)));
    },
    true,
  );
  application.addRoute(
    (context) => Promise.resolve(context.activity.type === 'invoke'),
    async (context) => {
      log.info('invoke.unknown', { name: context.activity.name ?? null });
      await respond(context, 400, { error: { code: 'NotSupported', message: words.errors.notSupported } });
    },
    true,
  );
  application.addRoute(
    (context) => Promise.resolve(context.activity.type === 'message'),
    async (context) => {
      const activity = incoming(context);
      if (!isNewMessage(activity)) return;
      await bot.say({
        spoken: spokenIn(activity),
        sender: senderOf(activity),
        conversation: conversationOf(activity),
        channelKind: channelKindOf(activity),
        inPrivate: isWhisper(activity),
        files: filesIn(activity),
        delivery: deliveryOf(activity),
      });
    },
  );
  application.addRoute(
    (context) => Promise.resolve(context.activity.type === 'installationUpdate'),
    async (context) => {
      const activity = incoming(context);
      const event = { sender: senderOf(activity), conversation: conversationOf(activity) };
      try {
        if (activity.action === 'add') await bot.installed(event);
        if (activity.action === 'remove')
          await bot.uninstalled({ ...event, how: 'appRemoved', owner: ownerOf(activity) });
      } catch (error) {
        log.error('installation.failed', error, { action: activity.action });
      }
    },
  );
  application.addRoute(
    (context) => Promise.resolve(context.activity.type === 'conversationUpdate'),
    async (context) => {
      const activity = incoming(context);
      const removal = removalIn(activity);
      if (removal === undefined) return;
      try {
        await bot.uninstalled({ sender: senderOf(activity), owner: ownerOf(activity), ...removal });
      } catch (error) {
        log.error('installation.failed', error, { action: removal.how });
      }
    },
  );
  return application;
}

const BY_PEOPLE: readonly Click['kind'][] = ['decide', 'decideDrift', 'say'];

/** Whose conversation it is, as Teams says it. */
const ownerOf = ({ conversation: { tenantId } }: IncomingActivity): string | null =>
  tenantId === '' ? null : (tenantId ?? null);

/** The message whose card was clicked. */
function cardOf(activity: IncomingActivity): PostedMessage | null {
  const { replyToId } = activity;
  if (replyToId === null || replyToId === undefined || replyToId === '') return null;
  return { conversation: { ...conversationOf(activity), activityId: null }, messageId: replyToId };
}

async function respond(context: TurnContext, status: number, body: unknown): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status, body } });
}
