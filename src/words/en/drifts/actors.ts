import type { Drift } from '../../../domain/drift/drift.ts';
import type { DriftActor } from '../../../domain/drift/trace.ts';
import { nameOf, sameActor, type Actor } from '../../../domain/people/actor.ts';
import type { Addresses } from '../../../domain/replies/reply.ts';
import type { FieldName } from '../../../domain/policy/snapshot.ts';
import { shortAddress, wholeAddress } from '../../address.ts';
import type { Fact, Line, Span } from '../../line.ts';
import { isBlank, withoutMiddle } from '../../text.ts';
import { FIELD_LABELS } from '../changes/settings.ts';
import { exactMoment } from '../moment.ts';
import { UNNAMED } from '../people.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';

/** Who did something, as Entra's audit log tells. */

/** How much there is room for: names, and people. */
type Room = {
  readonly name: number;
  readonly signInName: number;
  readonly organization: number;
  readonly people: number;
};
const CARD: Room = { name: 60, signInName: 80, organization: 40, people: 6 };
const LIST: Room = { name: 24, signInName: 32, organization: 16, people: 1 };
const LONGEST_ID = 60;

const seen = (text: string | null, longest: number): string | null =>
  text === null || isBlank(text) ? null : withoutMiddle(text, longest);

/** A person by name and sign-in name, and their home where it is another organisation; an app as one, with its id. */
function whoLine(actor: Actor, room: Room): Line {
  const name = seen(actor.name, room.name);
  if (actor.kind === 'app') return appLine(actor, name);
  const signIn = seen(actor.signInName, room.signInName);
  const organization = seen(actor.organization, room.organization);
  return [
    { strong: name ?? signIn ?? seen(nameOf(actor), room.name) ?? UNNAMED },
    ...(name === null || signIn === null ? [] : [' (', { wrote: signIn }, ')']),
    ...(organization === null ? [] : [', of ', { strong: organization }]),
  ];
}

function appLine({ appId, objectId }: Actor, name: string | null): Line {
  const called: Line = ['the app ', { strong: name ?? 'without a name' }];
  const id = seen(appId, LONGEST_ID);
  if (id !== null) return [...called, ' (', { code: id }, ')'];
  return [...called, ...(objectId === null ? [' (id not known)'] : [' (service principal ', { code: objectId }, ')'])];
}

/** @param when where no client can tell it in the reader's own time; left out: it stands elsewhere */
function whoAndWhence(actor: Actor, addresses: Addresses, room: Room, when?: string): Line {
  const { ip } = actor;
  const who = [...whoLine(actor, room), ...(when === undefined ? [] : [`, ${when}`])];
  if (ip === null || isBlank(ip)) return joined(who);
  const from = room === LIST ? 'from' : 'address in the record:';
  // Nothing but an address is left of it, so it may stand in a sentence.
  const address = addresses === 'whole' ? wholeAddress(ip) : shortAddress(ip);
  return joined([...who, `; ${from} ${address}`]);
}

/** Each stretch of text takes its room on a card. */
function joined(line: Line): Line {
  return line.reduce<Span[]>((all, span) => {
    const last = all.at(-1);
    const isOne = typeof last === 'string' && typeof span === 'string';
    return isOne ? [...all.slice(0, -1), last + span] : [...all, span];
  }, []);
}

/** Who did it, where there is no room for more. */
export const whoInLine = (actor: Actor): Line => joined(whoLine(actor, CARD));

/** Who did it and from where, for a card. */
export const whoAndWhenceLine = (actor: Actor): Line => whoAndWhence(actor, 'short', CARD);

/** A record of the audit log: who, from where, when, and its id. */
export const recordLine = (record: Actor, addresses: Addresses): Line => [
  ...whoAndWhence(record, addresses, CARD, exactMoment(record.at)),
  ', ',
  { code: withoutMiddle(record.auditId, LONGEST_ID) },
];

const settings = (names: readonly FieldName[]): string => row(names.map((name) => FIELD_LABELS[name]));

/**
 * Who made a drift, each with what they did; of the last part of it where it follows another.
 * @param place on a list, and in a line of the card, there is room for fewer
 */
export function actorRows(drift: Drift, addresses: Addresses, place: 'card' | 'line' | 'list'): readonly Fact[] {
  const { explained, follows } = drift;
  const room = place === 'card' ? CARD : LIST;
  const by = follows === null ? 'By' : 'Last by';
  const actors = merged(drift.actors);
  const certain = actors.filter(({ did, may }) => did.length > 0 || may.length === 0);
  const possible = actors.filter((actor) => !certain.includes(actor));
  const isAlone = certain.length === 1 && explained;
  const what = ({ did }: DriftActor): Line =>
    isAlone || did.length === 0 ? [] : [`: ${place === 'line' ? '' : 'changed '}${settings(did)}`];
  const who = (actor: DriftActor): Line =>
    place === 'line' ? joined(whoLine(actor, room)) : whoAndWhence(actor, addresses, room);
  const perhaps = possible.length > 1 ? 'One of' : 'Probably by';
  const rows: readonly Fact[] = [
    ...certain.map((actor) => ({
      label: by,
      value: [...who(actor), ...what(actor)],
      when: actor.at,
    })),
    ...possible.map((actor) => ({
      label: perhaps,
      value: [...who(actor), UNPROVEN],
      when: actor.at,
    })),
  ];
  const isKnown = rows.length > 0 && (explained || possible.length > 0);
  const all = isKnown ? rows : [...rows, { label: rows.length === 0 ? by : 'The rest by', value: [NOT_YET] }];
  const shown = all.slice(0, room.people);
  const left = all.length - shown.length;
  return left === 0
    ? shown
    : shown.map((fact, index) =>
        index === shown.length - 1 ? withMore(fact, left, MORE[place === 'list' ? 'list' : 'line']) : fact,
      );
}

/** Where the others are. */
const MORE = { list: ' on its card', line: ' in the details' } as const;

const withMore = ({ value, ...fact }: Fact, left: number, where: string): Fact => ({
  ...fact,
  value: joined([...value, `; ${plural(left, { one: '# more', other: '# more' })}${where}`]),
});

const UNPROVEN = '; the record does not say what they changed';
const NOT_YET = 'not known yet (the audit log takes some minutes)';

/** One row for each person and app, whatever the number of records. */
function merged(actors: readonly DriftActor[]): readonly DriftActor[] {
  const found: DriftActor[] = [];
  for (const actor of actors) {
    const index = found.findIndex((other) => sameActor(actor, other));
    const known = found[index];
    if (known === undefined) found.push(actor);
    else found[index] = { ...known, did: both(known.did, actor.did), may: both(known.may, actor.may) };
  }
  return found;
}

const both = (a: readonly FieldName[], b: readonly FieldName[]): readonly FieldName[] => [...new Set([...a, ...b])];

/** What an address is worth. */
export const ADDRESS_NOTE = 'An address is what the record says; it may be that of a service of Microsoft’s.';
