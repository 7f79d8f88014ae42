import type { Sight } from '../../../domain/drift/sight.ts';
import type { Message } from '../../line.ts';
import { localMoment } from '../moment.ts';
import { problemFound } from '../problems.ts';

/** That nobody watches just now, or that somebody does again. */
export function sightMessage({ at, turn }: Sight): Message {
  switch (turn.kind) {
    case 'lost':
      return {
        tone: 'error',
        title: 'I cannot read the sync policies',
        texts: [`Since ${localMoment(at)}.`],
        lines: [
          ['I do not see changes that are not made through me.'],
          [problemFound(turn.problem)],
          ['I keep trying, and say here when I can read them again. What is changed meanwhile is found then.'],
        ],
      };
    case 'back':
      return {
        tone: 'info',
        title: 'I can read the sync policies again',
        texts: [`I could not from ${localMoment(turn.lostAt)} to ${localMoment(at)}.`],
        lines: [['What was changed meanwhile is posted now.']],
      };
  }
}
