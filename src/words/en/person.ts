import type { Person } from '../../domain/people/person.ts';
import type { Span } from '../line.ts';
import { isBlank, shortened } from '../text.ts';

const LONGEST_NAME = 80;

/** A person's name in a line; the object id where Teams told no name. */
export function personName({ displayName, objectId }: Person): Span {
  return { strong: shortened(isBlank(displayName) ? objectId : displayName, LONGEST_NAME) };
}
