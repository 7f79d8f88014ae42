import { expect } from 'vitest';
import { wordsOf } from './cards.ts';
import { postsIn, SECURITY, settle } from './channel.ts';
import type { BotMessage, Card } from './fake-teams.ts';
import { organizations, type Story } from './story.ts';

/** What a channel is told of changes that the bot did not make. */

const STATES = [
  ['Not through me', 'open'],
  ['Accepted', 'accepted'],
  ['Taken back', 'reverted'],
  ['Gone again', 'gone'],
  ['Changed again', 'changed again'],
] as const;

/** A drift as its card shows it. */
export type Alert = { readonly driftId: string; readonly tenantId: string; readonly state: string };

/** Cards do not change, and there can be many. */
const read = new WeakMap<Card, Alert | 'other'>();

function readAlert(card: Card): Alert | 'other' {
  const words = wordsOf(card);
  const state = STATES.find(([title]) => words.startsWith(title))?.[1];
  if (state === undefined) return 'other';
  const driftId = /D-[0-9A-Z]{8}(?=, found)/.exec(words)?.[0] ?? 'no id';
  return { driftId, tenantId: /Tenant id\n(\S+)/.exec(words)?.[1] ?? 'no tenant id', state };
}

function alertOn({ cards }: BotMessage): Alert | 'other' {
  const card = cards.at(-1) ?? {};
  const alert = read.get(card) ?? readAlert(card);
  read.set(card, alert);
  return alert;
}

/** The posts about drifts in a channel, oldest first. */
export const alertsIn = (story: Story, channel = SECURITY): readonly BotMessage[] =>
  postsIn(story, channel).filter((post) => alertOn(post) !== 'other');

/** The same as people see them now. */
export const seenIn = (story: Story, channel = SECURITY): readonly Alert[] =>
  postsIn(story, channel).flatMap((post) => {
    const alert = alertOn(post);
    return alert === 'other' ? [] : [alert];
  });

/** Each as `tenant id, what became of it`. */
export const shownIn = (story: Story, channel = SECURITY): readonly string[] =>
  seenIn(story, channel).map(({ tenantId, state }) => `${tenantId} ${state}`);

/** The channel comes to show exactly this, and stays so. */
export async function expectAlerts(story: Story, wanted: readonly string[], channel = SECURITY): Promise<void> {
  const isSo = (): boolean => JSON.stringify(shownIn(story, channel)) === JSON.stringify(wanted);
  await story.until(isSo, 'these alerts').catch(() => {
    // The comparison below says more.
  });
  await settle(story);
  expect(shownIn(story, channel)).toEqual(wanted);
}

export const onlyAlert = (story: Story, channel = SECURITY): BotMessage => {
  const [only, ...more] = alertsIn(story, channel);
  if (only === undefined || more.length > 0) throw new Error(`${more.length + (only ? 1 : 0)} alerts in ${channel}`);
  return only;
};

/** Eli switches Fabrikam's user sync on past the bot; resolves to the card that the channel is told of it with. */
export async function openedPast(story: Story): Promise<BotMessage> {
  const before = alertsIn(story).length;
  story.elsewhere('eli', organizations.fabrikam.tenantId, ({ identitySynchronization: policy }) => {
    if (policy) policy.userSyncInbound = { isSyncAllowed: true };
  });
  await story.watch();
  await story.until(() => alertsIn(story).length > before, 'the card of the drift');
  const drift = alertsIn(story).at(-1);
  if (drift === undefined) throw new Error('no card of a drift');
  return drift;
}
