/** The demo takes two ports, one after the other. */

export const USUAL_PORT = 56150;
const DEMOS_AT_MOST = 20;

/**
 * Opens something at two ports: at those that were asked for; where none were, at the first two that are free. Rejects
 * with a sentence where they are taken.
 * @param asked the first one; 0: any two; null: none was asked for
 */
export async function atFreePorts<Opened>(
  asked: number | null,
  open: (first: number, second: number) => Promise<Opened>,
): Promise<Opened> {
  const tried = asked === null ? Array.from({ length: DEMOS_AT_MOST }, (_, n) => USUAL_PORT + 2 * n) : [asked];
  for (const first of tried) {
    try {
      return await open(first, first === 0 ? 0 : first + 1);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  const first = asked ?? USUAL_PORT;
  const those =
    asked === null ? `and all others up to ${USUAL_PORT + 2 * DEMOS_AT_MOST - 1} are` : `or ${first + 1} is`;
  throw new Error(
    `port ${first} ${those} taken: another program listens there, perhaps another demo. ` +
      'Name another one with --port, which takes the one after it, too; --port 0 takes any two that are free.',
  );
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
