import type { Aside, Bot } from '../app/bot-interface.ts';
import type { Ids, Log } from '../app/ports.ts';
import { troubleOf } from '../app/trouble.ts';
import { doorOf } from '../domain/change/effect.ts';
import type { Instant } from '../domain/instant.ts';
import { isAlike } from '../domain/partners/lookalike.ts';
import type { Notice } from '../domain/replies/notice.ts';
import { plainText } from '../words/plain-text.ts';
import { words } from '../words/words.ts';
import { channelKindOf, conversationOf, deliveryOf, senderOf, type IncomingActivity } from './activity.ts';
import type { Render } from './channel.ts';
import {
  choicesBody,
  dialogBody,
  forDialog,
  inPlace,
  readExtension,
  resultOf,
  resultsBody,
  sayingBody,
} from './extension.ts';
import { wordsIn } from './worded.ts';

type Options = {
  readonly bot: Pick<Bot, 'find' | 'explain' | 'sendForm' | 'warned'>;
  readonly render: Render;
  readonly now: () => Instant;
  readonly ids: Ids;
  readonly log: Log;
};

/** Answers what is asked from Teams' box and menus, in words whatever goes wrong: to whoever asks, alone. */
export function extensions({ bot, render, now, ids, log }: Options): (activity: IncomingActivity) => Promise<object> {
  const worded = wordsIn(bot);
  const said = async (notice: Notice): Promise<string> => plainText(await worded(notice));
  const asideOf = (activity: IncomingActivity, text: string): Aside => ({
    text,
    sender: senderOf(activity),
    conversation: { ...conversationOf(activity), activityId: null },
    channelKind: channelKindOf(activity),
  });

  const search = async (activity: IncomingActivity, text: string): Promise<object> => {
    const found = await bot.find(asideOf(activity, text));
    if (found.kind === 'notice') return sayingBody(await said(found.notice));
    const { found: below, nothingFound } = words.beside;
    if (found.partners.length === 0) return sayingBody(nothingFound(text));
    const { nameOf, domainAndId, warned } = words.tenants;
    const results = found.partners.map(async ({ tenant: view, sync }) => {
      const { card } = await render(view, now());
      const { tenant, lookalikes } = view;
      const title = warned(nameOf(tenant), isAlike(lookalikes));
      return resultOf(card, title, below(domainAndId(tenant), doorOf(sync, tenant)));
    });
    return resultsBody(await Promise.all(results));
  };

  const explain = async (activity: IncomingActivity, text: string): Promise<object> => {
    if (text === '') return inPlace(activity.name, words.beside.nothingToExplain);
    const reply = await bot.explain(asideOf(activity, text));
    return dialogBody(words.beside.explainTitle, forDialog((await render(reply, now())).card));
  };

  /** For a form: what cannot be shown is no choice. */
  const partners = async (activity: IncomingActivity, text: string): Promise<object> => {
    const found = await bot.find(asideOf(activity, text));
    const { inOneLine } = words.tenants;
    const shown = found.kind === 'found' ? found.partners : [];
    return choicesBody(
      shown.map(({ tenant: { tenant, lookalikes } }) => ({
        title: inOneLine(tenant, isAlike(lookalikes)),
        value: tenant.tenantId,
      })),
    );
  };

  /**
   * It is asked for as a line would be: from Teams' box as one of their own chat, wherever that box stood.
   * @param isOpenly whether it was opened from a card that everybody there can see
   */
  const send = async (activity: IncomingActivity, line: string, isOpenly: boolean): Promise<object> => {
    const { text, ...from } = asideOf(activity, line);
    const delivery = deliveryOf(activity);
    const sent = await bot.sendForm({ ...from, spoken: { kind: 'line', text, leftOut: [] }, delivery }, isOpenly);
    const told = sent.kind === 'told' ? await said(sent.notice) : words.beside.formSent(sent.kind === 'here');
    return inPlace(activity.name, told);
  };

  return async (activity) => {
    const asked = readExtension(activity.name, activity['value']);
    try {
      switch (asked.kind) {
        case 'search':
          return await search(activity, asked.text);
        case 'explain':
          return await explain(activity, asked.text);
        case 'form':
          return dialogBody(words.beside.formTitle, (await render({ kind: 'changeForm', shown: 'form' }, now())).card);
        case 'partners':
          return await partners(activity, asked.text);
        case 'sent':
          return await send(activity, asked.line, asked.isOpenly);
        case 'unknown':
          log.info('extension.unknown', {});
          return inPlace(activity.name, words.errors.notSupported);
      }
    } catch (error) {
      const reference = ids.reference();
      log.error('extension.failed', error, { reference });
      return inPlace(activity.name, await said(troubleOf(error, reference)));
    }
  };
}
