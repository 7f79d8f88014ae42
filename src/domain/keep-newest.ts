/**
 * Keeps a value as the youngest of at most so many, and forgets the oldest beyond: a Map keeps the order in which its keys came.
 * Only then is the oldest looked for, since a Map walks past all that was taken out of its front.
 */
export function keepNewest<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  if (kept.size <= most) return;
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
}
