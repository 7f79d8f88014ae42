/** What stands for nobody: words of Graph's own, and its versions. */
const OWN_WORD = /^(?:\$?[A-Za-z]+|v1\.0|microsoft\.graph\.[A-Za-z.]+)$/;

/**
 * The path of a request with names in place of what it is about: ids and domains of tenants and people are nobody's
 * business who watches how the bot does. Whatever is not certainly one of Graph's own words is left out.
 */
export function templateOf(url: URL): string {
  const parts = url.pathname.split('/').map((part) => {
    const [, word, given] = /^([A-Za-z.]+)\((.*)\)$/.exec(decoded(part)) ?? [];
    if (word === undefined || given === undefined) return part === '' || OWN_WORD.test(part) ? part : '{id}';
    const names = [...given.replaceAll(/'[^']*'/g, '').matchAll(/([A-Za-z]+)=/g)].map(
      ([, name = '']) => `${name}={value}`,
    );
    return OWN_WORD.test(word) ? `${word}(${names.join(',')})` : '{id}';
  });
  return parts.join('/');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
