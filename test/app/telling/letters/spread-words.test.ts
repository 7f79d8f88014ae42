import { beforeEach, describe, expect, test } from 'vitest';
import { wordSpreader } from '../../../../src/app/telling/letters/spread-words.ts';
import { toEveryAdministrator, type Word } from '../../../../src/domain/telling/letter.ts';
import { changeIdOf, driftIdOf, MINUTE, NOW } from '../../../builders.ts';
import { ADA, BEN, MISTAKE, noTo, unreadable, World } from '../../world.ts';

let world: World;
let asked: number;
beforeEach(() => {
  world = new World();
  asked = 0;
  world.roles.holders = () => {
    asked += 1;
    return Promise.resolve([ADA, BEN]);
  };
});

const spreader = () => wordSpreader(world.ports);
/** As every tick does. */
const spread = async (words = spreader()): Promise<void> => {
  await words.spread();
  await world.rest();
};
const waiting = async () => (await world.store.circulars()).map(({ letter }) => letter.word);
const letters = async () =>
  (await world.store.unsent()).map(({ letter }) => (letter.kind === 'administrator' ? [letter.to, letter.word] : []));
const events = () => world.logged.map(({ event, word }) => [event, word]);
const opened: Word = { kind: 'storeChanged', change: changeIdOf(1) };

describe('a word for every administrator', () => {
  test('becomes a letter to each of them, once, and waits no more', async () => {
    await world.store.write(toEveryAdministrator(opened));
    await spread();
    await spread();
    expect(await letters()).toEqual([
      [ADA.objectId, opened],
      [BEN.objectId, opened],
    ]);
    expect(await waiting()).toEqual([]);
    expect([asked, events()]).toEqual([1, [['administrators.written', 'storeChanged']]]);
  });

  test('is not for whoever did it themselves', async () => {
    await world.store.write(toEveryAdministrator(opened, { but: ADA.objectId }));
    await spread();
    expect(await letters()).toEqual([[BEN.objectId, opened]]);
  });

  test('asks nobody who they are where no word waits', async () => {
    await spread();
    expect(asked).toBe(0);
  });

  test('does not wait where nobody holds the role', async () => {
    world.roles.holders = () => Promise.resolve([]);
    await world.store.write(toEveryAdministrator(opened));
    await spread();
    expect([await letters(), await waiting()]).toEqual([[], []]);
  });
});

describe('where they cannot be read', () => {
  beforeEach(async () => {
    await world.store.write(toEveryAdministrator(opened));
    world.roles.holders = () => {
      asked += 1;
      return Promise.reject(unreadable());
    };
  });

  test('it waits, is asked for less and less often, once a minute at least, and the log has it', async () => {
    const words = spreader();
    const tries: number[] = [];
    for (let second = 0; second < 300; second += 1) {
      const before = asked;
      await spread(words);
      if (asked > before) tries.push(second);
      world.now += 1_000;
    }
    expect(tries).toEqual([0, 5, 15, 35, 75, 135, 195, 255]);
    expect(await waiting()).toEqual([opened]);
    expect(events()[0]).toEqual(['administrators.unread', 'storeChanged']);
    world.roles.holders = () => Promise.resolve([BEN]);
    world.now += MINUTE;
    await spread(words);
    expect(await letters()).toEqual([[BEN.objectId, opened]]);
  });

  test('and what is no answer of Graph’s, it waits as well, and is a mistake of the program', async () => {
    world.roles.holders = noTo(MISTAKE);
    await spread();
    expect([await waiting(), world.failures]).toEqual([[opened], [MISTAKE]]);
  });

  test('nobody asks again while Graph has not answered', async () => {
    let answer: () => void = () => undefined;
    world.roles.holders = () => {
      asked += 1;
      return new Promise((resolve) => {
        answer = () => {
          resolve([ADA]);
        };
      });
    };
    const words = spreader();
    await words.spread();
    await words.spread();
    await words.spread();
    expect(asked).toBe(1);
    answer();
    await world.rest();
    expect(await letters()).toEqual([[ADA.objectId, opened]]);
  });
});

describe('of several words, the last is enough', () => {
  test.each<[string, Word, Word, number]>([
    [
      'reviews of one change',
      { kind: 'reviewDue', change: changeIdOf(1), days: 1 },
      { kind: 'reviewDue', change: changeIdOf(1), days: 2 },
      1,
    ],
    [
      'reviews of two changes',
      { kind: 'reviewDue', change: changeIdOf(1), days: 1 },
      { kind: 'reviewDue', change: changeIdOf(2), days: 1 },
      2,
    ],
    ['parked events', { kind: 'eventsParked', day: 1 }, { kind: 'eventsParked', day: 2 }, 1],
    [
      'the certificate',
      { kind: 'certificateEnds', ends: NOW, week: 0 },
      { kind: 'certificateEnds', ends: NOW, week: 1 },
      1,
    ],
    ['what is said once', opened, { kind: 'storeChanged', change: changeIdOf(2) }, 2],
    ['drifts that are told at once', unheard(1, 3, null), unheard(2, 0, null), 2],
    ['the rest of one look', unheard(1, 3, 1), unheard(1, 5, 1), 1],
    ['the rest of two looks', unheard(1, 3, 1), unheard(2, 5, 2), 2],
  ])('%s', async (_, first, second, count) => {
    for (const word of [first, second]) await world.store.write(toEveryAdministrator(word));
    world.roles.holders = () => Promise.resolve([ADA]);
    await spread();
    expect((await letters()).map(([, word]) => word)).toEqual([first, second].slice(-count));
    expect(await waiting()).toEqual([]);
  });
});

describe('the rest of a look', () => {
  const held = (more: number) => world.store.write(toEveryAdministrator(unheard(1, more, 1), { heldFrom: world.now }));

  test('waits for the next part, which tells of all of it', async () => {
    world.roles.holders = () => Promise.resolve([ADA]);
    await held(3);
    world.now += 20_000;
    await held(9);
    await spread();
    world.now += 29_999;
    await spread();
    expect(await letters()).toEqual([]);
    world.now += 1;
    await spread();
    expect(await letters()).toEqual([[ADA.objectId, unheard(1, 9, 1)]]);
  });

  test('holds up nothing else, and asks nobody meanwhile', async () => {
    await held(3);
    await spread();
    expect(asked).toBe(0);
    await world.store.write(toEveryAdministrator(opened));
    await spread();
    expect((await letters()).map(([, word]) => word)).toEqual([opened, opened]);
    expect(await waiting()).toEqual([unheard(1, 3, 1)]);
  });

  test('does not wait for a clock that was set back', async () => {
    await held(3);
    world.now -= MINUTE;
    await spread();
    expect(await letters()).toHaveLength(2);
  });
});

function unheard(drift: number, more: number, from: number | null): Word {
  return { kind: 'driftUnheard', drift: driftIdOf(drift), more, from: from === null ? null : driftIdOf(from) };
}
