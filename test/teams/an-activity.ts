import { readActivity, type IncomingActivity } from '../../src/teams/activity.ts';

export const BOT = '28:bot';

/** A message of Ada's to the bot alone, as the door lets it in; with other parts. Throws where it would not. */
export function anActivity(more: Readonly<Record<string, unknown>> = {}): IncomingActivity {
  const read = readActivity({
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    from: { id: '29:ada', name: 'Ada' },
    recipient: { id: BOT },
    conversation: { id: 'a:1' },
    ...more,
  });
  if (read === undefined) throw new Error('not an activity');
  return read;
}
