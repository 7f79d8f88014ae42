/**
 * Makes text of each `<` that begins a tag in which another one begins before it has ended, as in `<show x<blockquote>`:
 * a parser takes both for one tag of the first name, and what the second one holds for words of the person's own.
 */
export function withoutTornTags(raw: string): string {
  const torn: number[] = [];
  for (let at = raw.indexOf('<'); at !== -1;) {
    const next = isTag(raw, at) ? endOf(raw, at) : at + 1;
    if (isTag(raw, at) && raw[next] === '<') torn.push(at);
    at = raw.indexOf('<', next);
  }
  let text = '';
  let from = 0;
  for (const at of torn) {
    text += `${raw.slice(from, at)}&lt;`;
    from = at + 1;
  }
  return text + raw.slice(from);
}

const isTag = (raw: string, at: number): boolean => /[a-z/]/i.test(raw.charAt(at + 1));

/** Where a tag ends, or another begins; what stands in quotes is an attribute's value, whatever it holds. */
function endOf(raw: string, start: number): number {
  let before = '';
  for (let at = start + 1; at < raw.length; at += 1) {
    const sign = raw.charAt(at);
    if (sign === '<' || sign === '>') return at;
    if ((sign === '"' || sign === "'") && before === '=') {
      const end = raw.indexOf(sign, at + 1);
      if (end === -1) return raw.length;
      at = end;
    }
    if (sign.trim() !== '') before = sign;
  }
  return raw.length;
}
