export type Changes = {
  /** What CHANGELOG.md says of this version, or of what is not released yet. */
  readonly notes: string;
  readonly problem?: string;
};

/** @param text of CHANGELOG.md */
export function changesOf(text: string, version: string): Changes {
  const [, ...sections] = text.split(/^## /m);
  const told = sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    return { heading, notes: lines.join('\n').trim() };
  });
  const unreleased = told.find(({ heading }) => heading === 'Unreleased')?.notes ?? '';
  const own = told.find(({ heading }) => heading.startsWith(`${version}, `))?.notes;
  if (own !== undefined && unreleased === '') return { notes: own };
  return {
    notes: unreleased,
    problem: `CHANGELOG.md has changes under "Unreleased": give them a heading with a version and a day, and package.json that version (it has ${version}).`,
  };
}
