import { beforeEach, describe, expect, test } from 'vitest';
import { perPerson, type PerPerson } from '../../src/app/per-person.ts';
import { objectIdOf } from '../builders.ts';

const ADA = objectIdOf(1);
const BEN = objectIdOf(2);

let now: number;
let turns: PerPerson;
let begun: string[];
let refused: string[];
let ends: Map<string, () => void>;
beforeEach(() => {
  now = 0;
  turns = perPerson({ elapsed: () => now });
  begun = [];
  refused = [];
  ends = new Map();
});

const rest = () => new Promise((resolve) => setImmediate(resolve));

/** Somebody asks for what goes on until it is ended; fails then, where it is called so. */
function ask(person: typeof ADA, name: string): Promise<string> {
  const work = () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, () => {
        if (name.startsWith('fails')) reject(new Error(name));
        else resolve(name);
      });
    });
  };
  return turns.take(person, work, ({ kind, waiting }) => {
    refused.push(name);
    return `${kind} ${waiting}`;
  });
}
/** Nobody need wait for them. */
function askAll(person: typeof ADA, names: readonly string[]): { readonly answers: readonly Promise<string>[] } {
  return { answers: names.map((name) => ask(person, name)) };
}
async function end(name: string): Promise<void> {
  ends.get(name)?.();
  await rest();
}

describe('of one person', () => {
  test('three things are under way, and the others follow in the order in which they came', async () => {
    const { answers } = askAll(ADA, ['a', 'b', 'c', 'd', 'e']);
    await rest();
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await end('a');
    await end('d');
    await end('c');
    await end('e');
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(refused).toEqual([]);
  });

  test('what fails makes room, too', async () => {
    const failing = ask(ADA, 'fails');
    askAll(ADA, ['b', 'c', 'd']);
    await rest();
    ends.get('fails')?.();
    await expect(failing).rejects.toThrow('fails');
    await rest();
    expect(begun).toEqual(['fails', 'b', 'c', 'd']);
  });

  test('somebody else’s is not held up, and once it is done there is room again', async () => {
    askAll(ADA, ['a', 'b', 'c', 'd']);
    askAll(BEN, ['e', 'f', 'g', 'h']);
    await rest();
    expect(begun).toEqual(['a', 'b', 'c', 'e', 'f', 'g']);
    for (const name of ['a', 'b', 'c', 'd']) await end(name);
    askAll(ADA, ['i', 'j', 'k', 'l']);
    await rest();
    expect(begun.slice(6)).toEqual(['d', 'i', 'j', 'k']);
  });

  test('six hundred wait; what comes on top is told at once, and never done', async () => {
    askAll(ADA, ['a', 'b', 'c']);
    askAll(
      ADA,
      Array.from({ length: 600 }, (_, n) => String(n)),
    );
    expect(await ask(ADA, 'too many')).toBe('tooManyAtOnce 600');
    expect(refused).toEqual(['too many']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', '0']);
    void ask(ADA, 'has room');
    await rest();
    expect(refused).toEqual(['too many']);
  });

  test('what has waited for two minutes is told, too, and keeps nobody waiting', async () => {
    const [, , , late] = askAll(ADA, ['a', 'b', 'c', 'late']).answers;
    now += 60_000;
    void ask(ADA, 'in time');
    now += 60_000;
    await end('a');
    expect(await late).toBe('tooManyAtOnce 1');
    await rest();
    expect(begun).toEqual(['a', 'b', 'c', 'in time']);
    expect(refused).toEqual(['late']);
  });
});
