import { read } from '../docs/documents.ts';

export type Instruction = { readonly word: string; readonly rest: string };

/** The instructions of the Dockerfile, each on a line of its own, without comments. */
export const INSTRUCTIONS: readonly Instruction[] = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .flatMap((line) => {
    const [, word, rest] = /^([A-Z]+) +(.+)$/.exec(line) ?? [];
    return word === undefined || rest === undefined ? [] : [{ word, rest }];
  });

const lastFrom = INSTRUCTIONS.findLastIndex(({ word }) => word === 'FROM');

/** What makes the image that runs. */
const LAST_STAGE = INSTRUCTIONS.slice(lastFrom);

/** All that stands behind a word in the last stage. */
export const said = (wanted: string): readonly string[] =>
  LAST_STAGE.flatMap(({ word, rest }) => (word === wanted ? [rest] : []));

/** What runs, as its list of words. @param text of ENTRYPOINT, CMD or HEALTHCHECK */
export const words = (text = ''): readonly string[] => JSON.parse(text.slice(text.indexOf('['))) as readonly string[];

/** The environment that the image sets. */
export const ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries(
  said('ENV').flatMap((text) => text.split(/ +/).map((pair) => pair.split(/=(.*)/).slice(0, 2) as [string, string])),
);

/** What the last stage takes from the build: paths below the project's folder, and where they are put. */
export const TAKEN = said('COPY').flatMap((text) => {
  const [to = '', ...from] = text.split(' ').reverse();
  return from.filter((path) => path.startsWith('/app/')).map((path) => ({ from: path.slice('/app/'.length), to }));
});
