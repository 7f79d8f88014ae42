import { createHmac } from 'node:crypto';
import { demandRights, EventRefused, type Webhook } from '../app/ports.ts';

const WITHIN_MS = 10_000;

/**
 * Sends events to one address, signed: `X-Bridgekeeper-Signature: v1=HEX` is the HMAC-SHA256 of the timestamp (seconds
 * since 1970, also in `X-Bridgekeeper-Timestamp`), a full stop and the body, keyed with the shared secret. The timestamp
 * lets a receiver turn away what somebody recorded and sends again. Redirects are not followed.
 */
export function signedWebhook(
  { url, secret }: { readonly url: string; readonly secret: string },
  withinMs = WITHIN_MS,
): Webhook {
  return {
    send: async (event, now) => {
      const body = JSON.stringify(event);
      const timestamp = String(Math.floor(now / 1000));
      const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
      demandRights();
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-bridgekeeper-timestamp': timestamp,
          'x-bridgekeeper-signature': `v1=${signature}`,
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(withinMs),
      });
      await response.body?.cancel();
      if (response.ok) return;
      if (isForGood(response.status)) throw new EventRefused(response.status);
      throw new Error(`the receiver answered ${response.status}`);
    },
  };
}

/** Whether the receiver would say the same again: its no is about the event, unless it was only slow or busy. */
const isForGood = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429;
