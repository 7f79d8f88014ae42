/**
 * Says something outside and then notes it in the store. Where it was said but could not be noted, it is not said again
 * by this process: only the noting is tried again.
 * @returns rejects with what either of the two rejects with
 */
export function onceSaid(): (
  key: string | number,
  say: () => Promise<void>,
  note: () => Promise<unknown>,
) => Promise<void> {
  const unnoted = new Set<string | number>();
  return async (key, say, note) => {
    if (!unnoted.has(key)) await say();
    unnoted.add(key);
    await note();
    unnoted.delete(key);
  };
}
