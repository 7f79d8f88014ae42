import type { Activity } from 'botbuilder';

/**
 * The one place where something is believed to have an SDK's type without proof: the body of a request was validated
 * by readActivity as far as it is used, and the SDK's own type asks for more than Teams ever sends.
 */
export function asSdkActivity(body: unknown): Activity {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
  return body as Activity;
}
