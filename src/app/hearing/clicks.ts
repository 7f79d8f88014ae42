import type { Reply } from '../../domain/replies/reply.ts';
import { StoreError, type Delivery, type Ports } from '../ports.ts';

/** A click must be answered in a second; what is not done by then is told afterwards. */
const BUDGET_MS = 400;

export interface Clicks {
  /** Resolves when the work is done, or when a click that waits for it has to be answered. */
  withinBudget(work: Promise<unknown>): Promise<void>;
  /**
   * Does what a click asks for, once however often Teams delivers it, and one at a time of each `key`.
   * @param show is called with what came of it, and whether the click was answered before that
   * @param apologise is called with a failure of the store that came after the click was answered; never rejects
   * @returns what came of it; undefined: it is being done, or was done before
   */
  answer(
    key: string,
    delivery: Delivery,
    work: () => Promise<Reply>,
    show: (reply: Reply, late: boolean) => Promise<void>,
    apologise: (error: StoreError) => Promise<void>,
  ): Promise<Reply | undefined>;
}

/** @param finish notes that a delivery was handled; never rejects */
export function clicksIn(
  { store, clock, background }: Pick<Ports, 'store' | 'clock' | 'background'>,
  finish: (delivery: Delivery) => Promise<void>,
): Clicks {
  /** What is being done for a click: a second one waits for nothing. */
  const busy = new Set<string>();

  const take = async (key: string, delivery: Delivery): Promise<boolean> => {
    if (busy.has(key)) return false;
    busy.add(key);
    const taken = await store.take(delivery, clock.now()).catch((error: unknown) => {
      busy.delete(key);
      throw error;
    });
    if (!taken) busy.delete(key);
    return taken;
  };

  return {
    withinBudget: async (work) => {
      await Promise.race([work, clock.sleep(BUDGET_MS)]);
    },
    answer: async (key, delivery, work, show, apologise) => {
      if (!(await take(key, delivery))) return undefined;
      const click = { answered: false };
      const done = work()
        .then(async (reply) => {
          await show(reply, click.answered);
          return reply;
        })
        .finally(() => busy.delete(key));
      background.start('click', async () => {
        try {
          await done;
        } catch (error) {
          // Before that, the click itself is answered with it.
          if (!click.answered || !(error instanceof StoreError)) throw error;
          await apologise(error);
        } finally {
          await finish(delivery);
        }
      });
      const reply = await Promise.race([done, clock.sleep(BUDGET_MS).then(() => undefined)]);
      click.answered = true;
      return reply;
    },
  };
}
