// @ts-nocheck
import { createPublicKey } from 'node:crypto';
import { OpenIdMetadata, type IOpenIdMetadataKey } from 'botframework-connector/lib/auth/openIdMetadata.js';
import { z } from 'zod/v4';
import { onlyOrigins } from '../outbound.ts';

const metadata = z.object({ jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.unknown()) });
/** Of a JSON Web Key; the channels that it may sign for are the Bot Framework's own addition. */
const rsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).optional(),
});

const FRESH_MS = 24 * 60 * 60 * 1000;
/** A key that is not known may be new, but anybody can name one. */
const LOOK_AGAIN_MS = 60 * 60 * 1000;
const WITHIN_MS = 10_000;

/**
 * The keys that the Bot Framework signs with, as the SDK wants them. The SDK's own way of getting them has no time-out,
 * and goes wherever a redirect or the metadata document leads.
 */
export class SigningKeys extends OpenIdMetadata {
  readonly #url: string;
  readonly #elapsed: () => number;
  #keys: ReadonlyMap<string, IOpenIdMetadataKey> = new Map();
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;

  /** @param url of the OpenID metadata document. @param elapsed milliseconds since some moment */
  constructor(url: string, elapsed: () => number = () => performance.now()) {
    super(url);
    this.#url = url;
    this.#elapsed = elapsed;
  }

  /** null: nobody signs with a key of that id. Rejects when the keys cannot be read. */
  override async getKey(id: string): Promise<IOpenIdMetadataKey | null> {
    const age = this.#elapsed() - this.#readAt;
    if (age > FRESH_MS || (age > LOOK_AGAIN_MS && !this.#keys.has(id))) {
      this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
      await this.#reading;
    }
    return this.#keys.get(id) ?? null;
  }

  async #read(): Promise<void> {
    try {
      const { jwks_uri: keysUrl } = metadata.parse(await this.#get(this.#url));
      const { keys } = keySet.parse(await this.#get(keysUrl));
      const usable = keys.flatMap((key) => rsaKey.safeParse(key).data ?? []);
      this.#keys = new Map(usable.map(({ kid, endorsements = [], ...key }) => [kid, { key: pem(key), endorsements }]));
      this.#readAt = this.#elapsed();
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown reason';
      throw new Error(`the keys of the Bot Framework cannot be read: ${why}`, { cause: error });
    }
  }

  async #get(url: string): Promise<unknown> {
    onlyOrigins(this.#url).demand(url);
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
    if (!response.ok) throw new Error(`answered with ${response.status}`);
    return response.json();
  }
}

function pem(key: Pick<z.infer<typeof rsaKey>, 'kty' | 'n' | 'e'>): string {
  return createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
}
