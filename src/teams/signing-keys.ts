import { createPublicKey, type KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod/v4-mini';
import type { Log } from '../app/ports.ts';
import { onlyOrigins } from '../outbound.ts';

const metadata = z.object({ jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.unknown()) });
/** Of a JSON Web Key; the channels that it may sign for are the Bot Framework's own addition. */
const rsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  endorsements: z.optional(z.array(z.string())),
});

const HOUR_MS = 60 * 60 * 1000;
const FRESH_MS = 24 * HOUR_MS;
/** A key that is not known may be new, but anybody can name one. */
const LOOK_AGAIN_MS = HOUR_MS;
/** After keys that are known could not be read anew. */
const TRY_AGAIN_MS = 5 * 60_000;
const WITHIN_MS = 10_000;
/** A click is to be answered in a second: a key that is known is used while a host that hangs is waited for. */
const PATIENCE_MS = 400;

/** A key, and the channels that it may sign for; none: any. */
export type SigningKey = { readonly key: KeyObject; readonly endorsements: readonly string[] };

/** The keys that the Bot Framework signs with. Those that are known live on while they cannot be read anew. */
export class SigningKeys {
  readonly #url: string;
  readonly #log: Log;
  readonly #elapsed: () => number;
  #keys: ReadonlyMap<string, SigningKey> = new Map();
  #readAt = -Infinity;
  #failedAt = -Infinity;
  #reading: Promise<void> | undefined;

  /** @param url of the OpenID metadata document. @param elapsed milliseconds since some moment */
  constructor(url: string, log: Log, elapsed: () => number = () => performance.now()) {
    this.#url = url;
    this.#log = log;
    this.#elapsed = elapsed;
  }

  /** null: nobody signs with a key of that id. Rejects when the keys cannot be read, and were not before. */
  async find(id: string): Promise<SigningKey | null> {
    const known = this.#keys.get(id);
    const age = this.#elapsed() - this.#readAt;
    const isDue = age > FRESH_MS || (age > LOOK_AGAIN_MS && known === undefined);
    if (isDue && this.#elapsed() - this.#failedAt > TRY_AGAIN_MS) {
      this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
      if (known === undefined) await this.#reading;
      else await Promise.race([this.#reading.catch(() => undefined), pause(PATIENCE_MS, undefined, { ref: false })]);
    }
    return this.#keys.get(id) ?? null;
  }

  async #read(): Promise<void> {
    try {
      const { jwks_uri: keysUrl } = metadata.parse(await this.#get(this.#url));
      const { keys } = keySet.parse(await this.#get(keysUrl));
      const usable = keys.flatMap((key) => rsaKey.safeParse(key).data ?? []);
      this.#keys = new Map(
        usable.map(({ kid, endorsements = [], ...key }) => [kid, { key: publicKey(key), endorsements }]),
      );
      this.#readAt = this.#elapsed();
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown reason';
      const unread = new Error(`the keys of the Bot Framework cannot be read: ${why}`, { cause: error });
      if (this.#keys.size > 0) {
        this.#failedAt = this.#elapsed();
        this.#log.error('keys.unread', unread, { ageHours: Math.round((this.#elapsed() - this.#readAt) / HOUR_MS) });
      }
      throw unread;
    }
  }

  async #get(url: string): Promise<unknown> {
    onlyOrigins(this.#url).demand(url);
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
    if (!response.ok) throw new Error(`answered with ${response.status}`);
    return response.json();
  }
}

const publicKey = (key: Pick<z.infer<typeof rsaKey>, 'kty' | 'n' | 'e'>): KeyObject =>
  createPublicKey({ key, format: 'jwk' });
