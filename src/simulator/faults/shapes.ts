import type { Reshape } from '../teams/channel-service.ts';

/** Shapes in which Teams' clients send what a person said or pressed. */

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] });

/** What can stand around the words of a message, one after the other. */
const AROUND: readonly ((text: string) => Readonly<Record<string, unknown>>)[] = [
  (text) => ({
    text: `<quoted messageId="1782848598379"/> ${text}`,
    entities: [{ type: 'quotedReply', quotedReply: { messageId: '1782848598379', senderName: 'Bridgekeeper' } }],
  }),
  (text) => ({ text: `<at id="0">Bridgekeeper</at>&nbsp;${text}` }),
  (text) => ({ text: `<p>${escaped(text)}</p>`, textFormat: 'xml' }),
  (text) => ({ text: `\u2068${text.replaceAll(' ', '\u00a0')}\u2069` }),
  (text) => ({ text: `@Bridgekeeper: ${text}` }),
  (text) => ({ text: `“${text}”.` }),
];

const saidIn = ({ type, text }: Readonly<Record<string, unknown>>): string | undefined =>
  type === 'message' && typeof text === 'string' ? text.replace(/<at>[^<]*<\/at>/g, '').trim() : undefined;

/** Puts around each message what Teams may put there, another thing each time. */
export function aroundWords(): Reshape {
  let next = 0;
  return (activity) => {
    const said = saidIn(activity);
    const shape = AROUND[next % AROUND.length];
    if (said === undefined || shape === undefined) return activity;
    next += 1;
    return { ...activity, ...shape(said) };
  };
}

/** Each message is one that somebody else wrote and a person forwarded: only what is shown of it says so. */
export const forwarded: Reshape = (activity) => {
  const said = saidIn(activity);
  if (said === undefined) return activity;
  const shown = `<blockquote itemscope itemtype="http://schema.skype.com/Forward" itemid="1786399119244"><p>${escaped(said)}</p></blockquote>`;
  return { ...activity, ...html(shown) };
};

/** A click does not say which message it was made on. */
export const withoutReplyTo: Reshape = (activity) =>
  activity['type'] === 'invoke'
    ? Object.fromEntries(Object.entries(activity).filter(([name]) => name !== 'replyToId'))
    : activity;
