import type { Plugin } from 'rolldown';

/**
 * What the bot never uses of what its packages bring. Most of the time that a start took, and of the memory, was theirs.
 * Of each of these the build has a stand-in that throws at the first use.
 */
const PACKAGES = [
  // teams-ai: models, their tokens, and dialogs for signing in.
  'openai',
  'gpt-tokenizer',
  'botbuilder-dialogs',
  // restify: plugins that are not used.
  'csv',
  'http-signature',
  'send',
  // adaptive-expressions: its functions for JSON paths and XML.
  'jspath',
  'fast-xml-parser',
];

/** Files of teams-ai that its router asks for only when it is told to. */
const FILES_OF_TEAMS_AI = /^\.\.?\/(AI|Authentication|authentication\/Authentication)$/;
const TEAMS_AI = '@microsoft/teams-ai';
const MARK = '\0left-out:';

const standIn = (name: string): string => `
const get = (_, property) => {
  if (property === '__esModule') return true;
  if (property === 'default' || typeof property === 'symbol') return undefined;
  throw new Error(${JSON.stringify(`${name} is left out of the build`)} + ': ' + property);
};
module.exports = new Proxy({}, { get });`;

/** Leaves out of a bundle what is never used, and takes of teams-ai its router alone. */
export const leftOut: Plugin = {
  name: 'left-out',
  resolveId(wanted, importer) {
    if (wanted === TEAMS_AI) return this.resolve(`${TEAMS_AI}/lib/Application.js`, importer, { skipSelf: true });
    const isUnused =
      PACKAGES.includes(wanted) || (importer?.includes(`/${TEAMS_AI}/lib/`) === true && FILES_OF_TEAMS_AI.test(wanted));
    return isUnused ? `${MARK}${wanted}` : null;
  },
  load(id) {
    if (!id.startsWith(MARK)) return null;
    return { moduleType: 'js', code: standIn(id.slice(MARK.length)) };
  },
};
