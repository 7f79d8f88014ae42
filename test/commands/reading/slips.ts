import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/commands/list.ts';
import { parse } from '../../../src/commands/reading/parse.ts';

/** Tests that no slip with these letters leads to another change than was meant. @param atLeast so many slips each verb has */
export function testSlips(letters: string, atLeast: number): void {
  test.each(VERBS)('any single slip in "%s sync for" leads back to it or nowhere', (verb) => {
    const slips = slipsOf(`${verb} sync for`, letters).map((slip) => `${slip} fabrikam.com`);
    expect(slips.length).toBeGreaterThan(atLeast);
    expect(slips.filter((slip) => ![verb, undefined].includes(verbOf(slip)))).toEqual([]);
  });

  test.each(CHANGING)(
    'any single slip in "$name" leads back to it, to nothing, or to nothing that changes anything',
    (command) => {
      expect(ledAstray(command, letters)).toEqual([]);
    },
  );
}

/** Every line that one slip makes of this one: a letter left out, two of them exchanged, one of `letters` too many or instead. */
function slipsOf(line: string, letters: string): readonly string[] {
  const slips = Array.from({ length: line.length + 1 }, (_, at) => [
    line.slice(0, at) + line.slice(at + 1),
    line.slice(0, at) + (line[at + 1] ?? '') + (line[at] ?? '') + line.slice(at + 2),
    ...Array.from(letters, (letter) => line.slice(0, at) + letter + line.slice(at)),
    ...Array.from(letters, (letter) => line.slice(0, at) + letter + line.slice(at + 1)),
  ]).flat();
  return [...new Set(slips)].filter((slip) => slip !== line);
}

/** The commands that change something. */
const CHANGING = COMMANDS.filter(({ access }) => access === 'change');

/** The slips in the name of a changing command that lead to another changing command. */
function ledAstray({ name, example }: (typeof CHANGING)[number], letters: string): readonly string[] {
  const rest = example.slice(name.length);
  const others = CHANGING.filter((other) => other.name !== name);
  return slipsOf(name, letters).filter((slip) => {
    const line = leadsTo(slip + rest);
    return line !== name && !line.startsWith(`${name} `) && others.some((other) => line.startsWith(other.name));
  });
}

export const VERBS = ['enable', 'disable'] as const;

/** The verb of what a line does or suggests. */
export const verbOf = (line: string): (typeof VERBS)[number] | undefined =>
  VERBS.find((verb) => leadsTo(line).startsWith(verb));

/** What a line does or suggests, from its beginning; nothing where it leads nowhere. */
function leadsTo(line: string): string {
  const parsed = parse(line, COMMANDS);
  if (parsed.kind === 'notUnderstood') return parsed.suggestion?.line ?? '';
  return 'command' in parsed ? parsed.command.name : '';
}
