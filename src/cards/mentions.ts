import type { Card } from './expand.ts';
import type { Person } from '../domain/people/person.ts';
import { personCalled } from '../words/names.ts';
import { plain } from '../words/text.ts';
import { words } from '../words/words.ts';

/** What Teams makes a mention of: it stands in a text block, sign by sign (Teams: mentions within Adaptive Cards). */
type Entity = {
  readonly type: 'mention';
  readonly text: string;
  /** Teams takes an object id of Entra's in the place of its own. */
  readonly mentioned: { readonly id: string; readonly name: string };
};

/** More than these would be a crowd. */
const MOST = 3;
/** For all their names together: a line of a card. */
const ROOM = 45;
/** What would become an address to press. */
const ADDRESS = /[:/@]/g;

/** A name in a text block, where a client reads markup: what could be any is left out. */
function entityOf(person: Person, longest: number): Entity {
  const name = plain(personCalled(person).replaceAll(ADDRESS, ' '), longest) || person.objectId;
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id: person.objectId, name } };
}

function entitiesOf(people: readonly Person[]): readonly Entity[] {
  const called = people.slice(0, MOST);
  return called.map((person) => entityOf(person, Math.floor(ROOM / called.length)));
}

/** The card with whom Teams tells: it takes what stands in a text block for a mention where this says whose. */
export const withMentions = (card: Card, people: readonly Person[] = []): Card =>
  people.length === 0 ? card : { ...card, msteams: { entities: entitiesOf(people) } };

/** The line in which they are called; none where nobody is. */
export const mentionLines = (people: readonly Person[]): readonly { readonly text: string }[] =>
  people.length === 0
    ? []
    : [
        {
          text: words.common.called(
            entitiesOf(people)
              .map(({ text }) => text)
              .join(', '),
          ),
        },
      ];
