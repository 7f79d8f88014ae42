import type { IncomingMessage } from 'node:http';

/** What can go wrong between the bot and Teams. */
export type ChannelFault =
  /**
   * Each message of the bot's fails when it comes for the first time, and not when the same one comes again.
   * `status` undefined: the connection is broken off; `arrives`: people see it all the same.
   */
  | { readonly kind: 'first-try'; readonly status?: number; readonly arrives: boolean }
  /** This token is refused. */
  | { readonly kind: 'token'; readonly token: string };

/** What becomes of a request of the bot's; undefined: nothing special. */
export type Mishap = { readonly status?: number; readonly arrives: boolean };

/** What is to go wrong now. */
export class ChannelFaults {
  readonly #installed: ChannelFault[] = [];
  readonly #seen = new Set<string>();

  install(fault: ChannelFault): void {
    this.#installed.push(fault);
  }

  befalls(request: IncomingMessage, body: Buffer): Mishap | undefined {
    const { authorization } = request.headers;
    if (this.#installed.some((fault) => fault.kind === 'token' && authorization === `Bearer ${fault.token}`)) {
      return { status: 401, arrives: false };
    }
    const trying = this.#installed.find((fault) => fault.kind === 'first-try');
    // Only of messages: a chat that is opened has no attachments.
    if (trying === undefined || request.method !== 'POST' || !body.includes('"attachments"')) return undefined;
    const key = `${request.url ?? ''} ${body.toString('utf8')}`;
    if (this.#seen.delete(key)) return undefined;
    this.#seen.add(key);
    return trying;
  }
}
