import type { DirectoryProblem } from '../../domain/problem.ts';
import type { Line } from '../line.ts';
import { problemLine } from './problems.ts';

/** What Microsoft Graph said itself, in whatever language it did. */
const ownWords = (said: string): Line => ['In Microsoft Graph’s own words: ', { wrote: said }];

/** Why something did not come about. */
export const errors = {
  problemLine,
  /** Why a change was not written, with Microsoft Graph's own words where it turned the request down. */
  problemLines: (problem: DirectoryProblem): readonly Line[] => [
    [problemLine(problem)],
    ...(problem.said === undefined ? [] : [ownWords(problem.said)]),
  ],
  /** To Teams, which asked for what the bot has not. */
  notSupported: 'This bot does not know that.',
};
