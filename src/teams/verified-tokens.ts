import type { SigningKey } from './signing-keys.ts';

/** A header that was believed, and what that depended on. */
export type Verified<Token> = {
  readonly token: Token;
  /** Which key has signed it; read anew, the same key is another one here. */
  readonly keyId: string;
  readonly key: SigningKey;
  /** Its time, in seconds since 1970, as it says itself. */
  readonly notBefore: number;
  readonly expires: number;
};

const KEPT_MS = 10 * 60_000;
/** Teams uses a few at a time, each for an hour or so. */
const MOST = 200;

/**
 * What was verified in the last ten minutes, by the whole header that it came in: a header that differs in anything is
 * another one. Whatever may have changed since - the time, the key - is for whoever asks to look at.
 */
export class VerifiedTokens<Token> {
  readonly #elapsed: () => number;
  readonly #known = new Map<string, { readonly verified: Verified<Token>; readonly at: number }>();

  /** @param elapsed milliseconds since some moment */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  find(header: string): Verified<Token> | undefined {
    const known = this.#known.get(header);
    if (known === undefined) return undefined;
    if (this.#elapsed() - known.at < KEPT_MS) return known.verified;
    this.#known.delete(header);
    return undefined;
  }

  /** Beyond 200 of them, the one that was verified first goes. */
  keep(header: string, verified: Verified<Token>): void {
    this.#known.delete(header);
    this.#known.set(header, { verified, at: this.#elapsed() });
    const [first] = this.#known.keys();
    if (first !== undefined && this.#known.size > MOST) this.#known.delete(first);
  }

  /** It is believed no more. */
  forget(header: string): void {
    this.#known.delete(header);
  }
}
