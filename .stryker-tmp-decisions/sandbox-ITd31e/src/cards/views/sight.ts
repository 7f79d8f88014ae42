// @ts-nocheck
import { explainProblem } from '../../app/explain.ts';
import type { Notice } from '../../domain/reply.ts';
import type { Sight } from '../../domain/sight.ts';
import { moment } from '../moment.ts';

/** That nobody watches just now, or that somebody does again. */
export function sightNotice({ at, turn }: Sight): Notice {
  switch (turn.kind) {
    case 'lost':
      return {
        tone: 'error',
        title: 'I cannot read the sync policies',
        lines: [
          [`Since ${moment(at)} I do not see who changes them behind my back.`],
          [explainProblem(turn.problem)],
          ['I look again all the time. What is changed meanwhile is found then, and I say so here.'],
        ],
      };
    case 'back':
      return {
        tone: 'info',
        title: 'I can read the sync policies again',
        lines: [
          [`I could not from ${moment(turn.lostAt)} to ${moment(at)}. What was changed meanwhile is posted now.`],
        ],
      };
  }
}
