import type { Aside, Bot } from '../app/bot-interface.ts';
import type { Ids, Log } from '../app/ports.ts';
import { troubleOf } from '../app/trouble.ts';
import { doorOf } from '../domain/change/effect.ts';
import type { Instant } from '../domain/instant.ts';
import type { Notice } from '../domain/replies/notice.ts';
import { plainText } from '../words/plain-text.ts';
import { messageOf, words } from '../words/words.ts';
import { channelKindOf, conversationOf, senderOf, type IncomingActivity } from './activity.ts';
import type { Render } from './channel.ts';
import { dialogBody, inPlace, readExtension, resultOf, resultsBody, sayingBody } from './extension.ts';

type Options = {
  readonly bot: Pick<Bot, 'find' | 'explain'>;
  readonly render: Render;
  readonly now: () => Instant;
  readonly ids: Ids;
  readonly log: Log;
};

/** Answers what is asked from Teams' box and menus, in words whatever goes wrong: to whoever asks, alone. */
export function extensions({ bot, render, now, ids, log }: Options): (activity: IncomingActivity) => Promise<object> {
  const asideOf = (activity: IncomingActivity, text: string): Aside => ({
    text,
    sender: senderOf(activity),
    conversation: { ...conversationOf(activity), activityId: null },
    channelKind: channelKindOf(activity),
  });

  const search = async (activity: IncomingActivity, text: string): Promise<object> => {
    const found = await bot.find(asideOf(activity, text));
    if (found.kind === 'notice') return sayingBody(said(found.notice));
    const { found: below, nothingFound } = words.beside;
    if (found.partners.length === 0) return sayingBody(nothingFound(text));
    const { nameOf, domainOf } = words.tenants;
    const results = found.partners.map(async ({ tenant: view, sync }) => {
      const { card } = await render(view, now());
      const { tenant } = view;
      return resultOf(card, nameOf(tenant), below(domainOf(tenant), doorOf(sync, tenant)));
    });
    return resultsBody(await Promise.all(results));
  };

  const explain = async (activity: IncomingActivity, text: string): Promise<object> => {
    const reply = await bot.explain(asideOf(activity, text));
    return dialogBody(words.beside.explainTitle, (await render(reply, now())).card);
  };

  return async (activity) => {
    const asked = readExtension(activity.name, activity['value']);
    try {
      switch (asked.kind) {
        case 'search':
          return await search(activity, asked.text);
        case 'explain':
          return await explain(activity, asked.text);
        case 'unknown':
          log.info('extension.unknown', {});
          return inPlace(activity.name, words.errors.notSupported);
      }
    } catch (error) {
      const reference = ids.reference();
      log.error('extension.failed', error, { reference });
      return inPlace(activity.name, said(troubleOf(error, reference)));
    }
  };
}

const said = (notice: Notice): string => plainText(messageOf(notice));
