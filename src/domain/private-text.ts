/**
 * What other programs may put into their messages: tokens, and addresses of people. The ids of conversations only look
 * like the latter. Every repetition that something must follow has an end, so that no text takes long.
 */
const PRIVATE = [
  { what: /\bBearer [\w.~+/=-]+/g, instead: '[token]' },
  { what: /\beyJ[\w.-]+/g, instead: '[token]' },
  {
    // The address of a store, postgres://account@host:port/, is none.
    what: /[\w.+-]{1,64}(?:@(?<!\bpostgres:\/\/[\w.+-]{1,64}@(?=[\w.-]{1,255}:\d{1,5}\/))|%40)(?!thread\.|unq\.)(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}\b/gi,
    instead: '[address]',
  },
] as const;

/** `text` without tokens and people's addresses. */
export const withoutPrivate = (line: string): string =>
  PRIVATE.reduce((text, { what, instead }) => text.replace(what, instead), line);
