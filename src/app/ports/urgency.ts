import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * On whose behalf Graph is asked, the most urgent first: a click that decides, and all that is done because of it; what the
 * bot looks after by itself; what people ask in lines.
 */
export const URGENCIES = ['decision', 'watch', 'line'] as const;
export type Urgency = (typeof URGENCIES)[number];

const current = new AsyncLocalStorage<Urgency>();

/**
 * Does the work. Whatever it asks of Graph is as urgent, also what it leaves to go on in the background. This is about
 * order only, so it need not be handed through every use case and port; whoever forgets it waits like a line.
 */
export const asUrgent = <Result>(urgency: Urgency, work: () => Result): Result => current.run(urgency, work);

/** How urgent is what is being done now. */
export const urgencyNow = (): Urgency => current.getStore() ?? 'line';
