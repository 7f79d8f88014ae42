import { access } from './refusals/access.ts';
import { approvals } from './refusals/approvals.ts';
import { changes } from './refusals/changes.ts';
import { drifts } from './refusals/drifts.ts';
import { ends } from './refusals/ends.ts';
import { files } from './refusals/files.ts';
import { many } from './refusals/many.ts';
import { partners } from './refusals/partners.ts';
import { planFile } from './refusals/plan-file.ts';
import type { RefusalWords } from './refusals/refusal-words.ts';

/** A rule said no: which one, and what helps. */
export const refusals: RefusalWords = {
  ...access,
  ...partners,
  ...changes,
  ...approvals,
  ...drifts,
  ...ends,
  ...files,
  ...many,
  ...planFile,
};
