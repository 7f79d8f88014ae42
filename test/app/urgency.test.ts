import { expect, test } from 'vitest';
import { asUrgent, urgencyNow } from '../../src/app/ports/urgency.ts';

test('what is done because of something is as urgent, also later and in the background; what comes after it is not', async () => {
  const seen: string[] = [];
  const later: Promise<void>[] = [];
  await asUrgent('decision', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    later.push(
      (async () => {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`background ${urgencyNow()}`);
      })(),
    );
    asUrgent('line', () => seen.push(`within ${urgencyNow()}`));
    seen.push(`itself ${urgencyNow()}`);
  });
  seen.push(`after ${urgencyNow()}`);
  await Promise.all(later);
  expect(seen).toEqual(['within line', 'itself decision', 'after line', 'background decision']);
});
