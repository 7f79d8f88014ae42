import { folded, isSigned, unended } from './letters.ts';
import { parseChangeId } from '../../domain/ids.ts';
import { plainHyphens } from './slots.ts';

/**
 * What a line that no command reads may be about, by its words. None of these lines opens a door or decides:
 * what people say in a sentence may say the opposite of its words.
 */

/** By line, those that matter most first: a word of each group has to be said. */
const ABOUT: readonly (readonly [line: string, ...said: readonly (readonly string[])[]])[] = [
  [
    'freeze all',
    ['attack', 'attacked', 'attacker', 'breach', 'hacked', 'compromised', 'emergency', 'panic', 'lockdown'],
  ],
  [
    'freeze all',
    ['stop', 'disable', 'block', 'close', 'shut', 'lock', 'kill'],
    ['everything', 'everyone', 'everybody', 'all'],
  ],
  ['list drift', ['drift', 'drifts', 'wrong', 'suspicious', 'alert', 'alerts', 'alarm', 'alarms', 'portal']],
  ['list open', ['pending', 'waits', 'waiting', 'request', 'requests', 'approval', 'approvals', 'my', 'mine']],
  ['list ending', ['end', 'ends', 'ending', 'expire', 'expires', 'expiring', 'expired', 'temporary']],
  [
    'history',
    ['change', 'changes', 'changed', 'happened', 'history', 'audit', 'log', 'today', 'yesterday', 'last', 'recent'],
  ],
  ['list recertification', ['review', 'reviews', 'recertification', 'owner', 'owners']],
  ['notify here', ['notify', 'notification', 'notifications', 'subscribe', 'tell', 'inform']],
  ['list subscriptions', ['unsubscribe', 'mute', 'silence', 'subscription', 'subscriptions', 'digests', 'channels']],
  ['list deleted', ['deleted', 'restore', 'recover']],
  ['export partners', ['export', 'csv', 'excel', 'spreadsheet', 'download']],
  [
    'whoami',
    ['who', 'role', 'roles', 'right', 'rights', 'permission', 'permissions', 'allowed', 'pim'],
    ['am', 'i', 'my', 'me'],
  ],
  [
    'change sync',
    ['sync', 'synchronise', 'synchronize', 'synchronisation', 'synchronization', 'enable', 'disable', 'allow', 'block'],
  ],
  [
    'list partners',
    ['open', 'partner', 'partners', 'who', 'tenant', 'tenants', 'companies', 'organisations', 'organizations'],
  ],
  ['overview', ['state', 'summary', 'report', 'dashboard', 'situation', 'safe', 'ok', 'secure']],
];

/** More would have to be read. */
const MOST = 3;
/** What is longer is a text, not a line. */
const MOST_WORDS = 30;
const LONGEST = 255;

/** Lines to say, at most three; none: its words are about nothing that is known. */
export function hintsOf(words: readonly string[]): readonly string[] {
  if (words.length > MOST_WORDS) return [];
  const plain = words.map((word) => unended(folded(word.slice(0, LONGEST))));
  const said = new Set(plain);
  const lines = ABOUT.filter(([, ...groups]) => groups.every((group) => group.some((word) => said.has(word))));
  return [...new Set([...named(plain), ...lines.map(([line]) => line)])].slice(0, MOST);
}

/** Of the change, or the one partner, that is named. */
function named(words: readonly string[]): readonly string[] {
  const [change] = words.flatMap((word) => parseChangeId(plainHyphens(word)) ?? []);
  if (change !== undefined) return [`show change ${change}`];
  const [partner, ...others] = new Set(words.filter(isSigned));
  return partner === undefined || others.length > 0 ? [] : [`show ${partner}`, `history ${partner}`];
}

/** For whoever checks them. */
export const HINTS: readonly string[] = [...new Set(ABOUT.map(([line]) => line))];
