import { describe, expect, test, vi } from 'vitest';
import { messages } from '../../../src/app/hearing/messages.ts';
import type { Outbox } from '../../../src/app/hearing/outbox.ts';
import { StoreError } from '../../../src/app/ports.ts';
import { aConversation, HOME } from '../../builders.ts';
import { ADA, World } from '../world.ts';

const LONG = 60_000;

type Frozen = { readonly for: number; readonly takenOver?: () => Promise<boolean>; readonly fails?: Error };

/** What a process says that was frozen in the middle of answering. */
async function said({ for: ms, takenOver = () => Promise.resolve(false), fails }: Frozen) {
  const world = new World();
  const isTakenOver = vi.fn(takenOver);
  const out = { show: vi.fn(), apologise: vi.fn(), finish: vi.fn() };
  const where = {
    remember: () => {
      world.now += ms;
      return fails === undefined ? Promise.resolve() : Promise.reject(fails);
    },
  };
  const unasked = () => Promise.reject(new Error('nothing is asked'));
  const ports = { ...world.ports, store: { ...world.store, isTakenOver } };
  const outbox = out as Partial<Outbox> as Outbox;
  const { say } = messages(ports, { homeTenant: HOME }, where, outbox, { wrote: () => Promise.resolve() }, unasked);
  await say({
    spoken: { kind: 'forwarded' },
    sender: { objectId: ADA.objectId, tenantIds: [HOME], displayName: 'Ada' },
    conversation: aConversation(),
    channelKind: null,
    inPrivate: true,
    delivery: { conversationId: 'c', activityId: 'a' },
  });
  const times = ({ mock }: { mock: { calls: readonly unknown[] } }): number => mock.calls.length;
  return { answers: times(out.show), apologies: times(out.apologise), asked: times(isTakenOver) };
}

describe('a process that was frozen in the middle of answering a message', () => {
  const takenOver = () => Promise.resolve(true);

  test('says nothing where another one answers it by now', async () => {
    expect(await said({ for: LONG, takenOver })).toEqual({ answers: 0, apologies: 0, asked: 1 });
    const fails = new StoreError('overtaken', 'Another one may have taken over.');
    expect(await said({ for: LONG, takenOver, fails })).toEqual({ answers: 0, apologies: 0, asked: 1 });
  });

  test('answers where none has taken it', async () => {
    expect(await said({ for: LONG })).toEqual({ answers: 1, apologies: 0, asked: 1 });
  });

  test('says of a store that is away that it is, since nobody can know', async () => {
    const away = new StoreError('away', 'It is away.');
    const unknown = () => Promise.reject(away);
    expect(await said({ for: LONG, takenOver: unknown })).toEqual({ answers: 0, apologies: 1, asked: 2 });
    expect(await said({ for: LONG, takenOver: unknown, fails: away })).toEqual({ answers: 0, apologies: 1, asked: 1 });
  });
});

test('what is answered in time is answered without another question', async () => {
  expect(await said({ for: 0 })).toEqual({ answers: 1, apologies: 0, asked: 0 });
});
