// @ts-nocheck
const WITHIN_MS = 10_000;

/** How far this machine's clock is from Graph's, in milliseconds; more than 0: it is ahead. null: Graph did not say. */
export type Reached = { readonly aheadMs: number | null };

/**
 * Asks Microsoft Graph for something that needs no token; any answer will do. Rejects when there is none.
 * @param now this machine's clock, in milliseconds
 */
export async function reachGraph(origin: string, now: () => number, withinMs = WITHIN_MS): Promise<Reached> {
  const askedAt = now();
  const signal = AbortSignal.timeout(withinMs);
  const response = await fetch(new URL('/v1.0/', origin), { redirect: 'manual', signal });
  const answeredAt = now();
  await response.body?.cancel();
  // It names whole seconds, and was written somewhere between the two moments.
  const theirs = Date.parse(response.headers.get('date') ?? '') + 500;
  return { aheadMs: Number.isNaN(theirs) ? null : Math.round((askedAt + answeredAt) / 2 - theirs) };
}
