import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { URGENCIES, type Urgency } from '../../src/app/ports/urgency.ts';
import { NoTurn, TURN_LIMITS, turns, type TurnLimits } from '../../src/graph/turns.ts';

const SMALL: TurnLimits = {
  atOnce: 4,
  most: { decision: 3, watch: 2, line: 2 },
  mostWaiting: 5,
  waitMs: 1_000,
};

/** Work that goes on until the test ends it, and what has begun, in order. */
class Office {
  readonly begun: string[] = [];
  readonly refused: string[] = [];
  readonly #turns = turns(SMALL);
  readonly #ends = new Map<string, (how?: Error) => void>();

  ask(urgency: Urgency, name: string): void {
    const work = (): Promise<void> => {
      this.begun.push(name);
      return new Promise((resolve, reject) => {
        this.#ends.set(name, (error) => {
          if (error === undefined) resolve();
          else reject(error);
        });
      });
    };
    this.#turns.take(urgency, work).catch((error: unknown) => {
      if (error instanceof NoTurn) this.refused.push(name);
    });
  }

  async end(name: string, how?: Error): Promise<void> {
    this.#ends.get(name)?.(how);
    await rest();
  }
}

const rest = async (): Promise<void> => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
};

let office: Office;
beforeEach(() => {
  office = new Office();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('whose turn it is', () => {
  test('a line may not take all there is: a decision begins at once, however many lines wait', async () => {
    for (const name of ['line 1', 'line 2', 'line 3', 'line 4']) office.ask('line', name);
    office.ask('decision', 'decision 1');
    await rest();
    expect(office.begun).toEqual(['line 1', 'line 2', 'decision 1']);
  });

  test('the most urgent comes first, and of these who came first', async () => {
    for (const name of ['line 1', 'line 2', 'line 3']) office.ask('line', name);
    for (const name of ['watch 1', 'watch 2', 'watch 3']) office.ask('watch', name);
    for (const name of ['decision 1', 'decision 2']) office.ask('decision', name);
    await rest();
    expect(office.begun).toEqual(['line 1', 'line 2', 'watch 1', 'watch 2']);
    await office.end('line 1');
    await office.end('line 2');
    await office.end('watch 1');
    await office.end('watch 2');
    expect(office.begun.slice(4)).toEqual(['decision 1', 'decision 2', 'watch 3', 'line 3']);
  });

  test('lines are not kept from it for ever: nothing more urgent may take all there is', async () => {
    for (const name of ['decision 1', 'decision 2', 'decision 3', 'decision 4']) office.ask('decision', name);
    office.ask('line', 'line 1');
    await rest();
    expect(office.begun).toEqual(['decision 1', 'decision 2', 'decision 3', 'line 1']);
    await office.end('decision 1');
    expect(office.begun.at(-1)).toBe('decision 4');
  });

  test('comes also after work that failed', async () => {
    for (const name of ['line 1', 'line 2', 'line 3']) office.ask('line', name);
    await rest();
    await office.end('line 2', new Error('failed'));
    expect(office.begun).toEqual(['line 1', 'line 2', 'line 3']);
  });
});

describe('whoever waits', () => {
  test('is told at once where too many do; each urgency has a queue of its own', async () => {
    for (let n = 1; n <= 8; n += 1) office.ask('line', `line ${n}`);
    office.ask('watch', 'watch 1');
    await rest();
    expect(office.refused).toEqual(['line 8']);
    expect(office.begun).toEqual(['line 1', 'line 2', 'watch 1']);
  });

  test('leaves when it has waited too long, and is never begun; the next one is', async () => {
    vi.useFakeTimers();
    for (const name of ['line 1', 'line 2', 'line 3']) office.ask('line', name);
    await vi.advanceTimersByTimeAsync(999);
    office.ask('line', 'line 4');
    expect(office.refused).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(office.refused).toEqual(['line 3']);
    await office.end('line 1');
    expect(office.begun).toEqual(['line 1', 'line 2', 'line 4']);
    // Whoever has begun is not thrown out.
    await vi.advanceTimersByTimeAsync(5_000);
    expect(office.refused).toEqual(['line 3']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('in production: something is kept for each urgency, however many of the others wait', () => {
    const { atOnce, most } = TURN_LIMITS;
    for (const urgency of URGENCIES) {
      const others = URGENCIES.filter((other) => other !== urgency).reduce((sum, other) => sum + most[other], 0);
      expect(atOnce - others, urgency).toBeGreaterThanOrEqual(8);
    }
  });

  test('whatever is asked, no more is under way than may be, and everything has its turn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ urgency: fc.constantFrom(...URGENCIES), ticks: fc.nat(20) }), { maxLength: 60 }),
        async (asked) => {
          const inTurn = turns({ ...SMALL, mostWaiting: 100 });
          const running: Record<Urgency, number> = { decision: 0, watch: 0, line: 0 };
          let done = 0;
          await Promise.all(
            asked.map(({ urgency, ticks }) =>
              inTurn.take(urgency, async () => {
                running[urgency] += 1;
                expect(running[urgency]).toBeLessThanOrEqual(SMALL.most[urgency]);
                expect(running.decision + running.watch + running.line).toBeLessThanOrEqual(SMALL.atOnce);
                for (let n = 0; n < ticks; n += 1) await Promise.resolve();
                running[urgency] -= 1;
                done += 1;
              }),
            ),
          );
          expect(done).toBe(asked.length);
        },
      ),
    );
  });
});
