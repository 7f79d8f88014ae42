import type { Sight } from '../../../domain/drift/sight.ts';
import type { Message } from '../../line.ts';
import { localMoment } from '../moment.ts';
import { problemLine } from '../problems.ts';

/** That nobody watches just now, or that somebody does again. */
export function sightMessage({ at, turn }: Sight): Message {
  switch (turn.kind) {
    case 'lost':
      return {
        tone: 'error',
        title: 'I cannot read the sync policies',
        texts: [`That is so since ${localMoment(at)}.`],
        lines: [
          ['I do not see who changes them behind my back.'],
          [problemLine(turn.problem)],
          ['I look again all the time. What is changed meanwhile is found then, and I say so here.'],
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
