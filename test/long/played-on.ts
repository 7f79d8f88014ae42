import { confirmed, rest, type Way } from './ada.ts';
import type { Death, Life, Time, Wall } from './life.ts';

/** How lives of the bot go on by themselves once something was asked for, and die on the way. */

/** Asks for it and confirms it, and lets the bot come as far as that it goes on by itself. */
export async function begun(life: Life, wall: Wall, text: string, activityId: string, way?: Way): Promise<void> {
  await confirmed(life, wall, text, activityId, way);
  for (let n = 0; n < 6; n += 1) await rest();
}

/** How long it may take, in looks at the clock; and after how many at which nothing is left it is over. */
const MOST_LOOKS = 300;
const QUIET_LOOKS = 3;

/** Some seconds later. */
async function onward({ bot, died }: Life, time: Time): Promise<void> {
  time.pass(5_000);
  await Promise.race([bot.tick().catch(() => undefined), died]);
  await Promise.race([rest(), died]);
  await rest();
}

/** Plays on until nothing is left to do. */
export async function settled(life: Life, time: Time, isLeft: (life: Life) => Promise<boolean>): Promise<void> {
  for (let looks = 0, quiet = 0; looks < MOST_LOOKS && quiet < QUIET_LOOKS; looks += 1) {
    quiet = (await isLeft(life)) ? 0 : quiet + 1;
    await onward(life, time);
  }
}

const hasOpen = async ({ store }: Life): Promise<boolean> => (await store.open()).length > 0;

/**
 * Goes on from what a life has left until nothing is left to do, and dies once on the way.
 * @param next a life that begins from a store
 * @param isLeft whether something is; left out: whether a change is open
 * @returns the last life, and how many calls the one that was to die had made
 */
export async function playedOn(
  left: Life,
  time: Time,
  next: (store: string, death?: Death) => Life,
  death: Death | undefined,
  isLeft = hasOpen,
): Promise<readonly [last: Life, calls: number]> {
  let life = next(left.heritage(), death);
  const first = life;
  for (let looks = 0, quiet = 0; looks < MOST_LOOKS && quiet < QUIET_LOOKS; looks += 1) {
    quiet = (await isLeft(life)) ? 0 : quiet + 1;
    await onward(life, time);
    if (life !== first || death === undefined || life.calls < death.call) continue;
    time.pass(death.downMs ?? 0);
    life = next(life.heritage());
  }
  const { calls } = first;
  if (life !== first) first.end();
  return [life, calls];
}
