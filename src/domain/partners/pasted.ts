/**
 * A name as the bot's own cards show it, copied from there: what leaves no ink is written out (`[U+202E]`), what is too
 * long is cut, and an ellipsis stands for what is missing.
 */

const MARK = /\[U\+([\da-f]{4,6})\]/gi;
const ELLIPSIS = '…';
const LAST_CODE_POINT = 0x10ffff;

/** A mark may be cut, too. */
const CUT_MARK = /\[(?:U(?:\+[\da-f]*)?)?…/gi;

/** Whether a text may be one; any other is what it says. */
export const isPasted = (text: string): boolean => text.includes(ELLIPSIS) || text.search(MARK) !== -1;

/**
 * Whether a card may show a label so, which is given as `spelling` makes it.
 * @param spelling makes texts alike that differ in case and spaces only
 */
export function showsAs(text: string, spelling: (text: string) => string): (label: string) => boolean {
  const parts = text.replaceAll(MARK, written).replaceAll(CUT_MARK, ELLIPSIS).split(ELLIPSIS).map(spelling);
  // Nothing but what is missing would be anybody.
  const isSaid = parts.some((part) => part !== '');
  return (label) => {
    const all = label.toWellFormed();
    let end = 0;
    const isThere = (part: string, index: number): boolean => {
      const isLast = index === parts.length - 1;
      const at = index === 0 ? 0 : isLast ? all.length - part.length : all.indexOf(part, end);
      const isAfter = at >= end;
      end = at + part.length;
      return isAfter && all.startsWith(part, at);
    };
    return isSaid && parts.every(isThere) && end === all.length;
  };
}

function written(mark: string, hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code > LAST_CODE_POINT ? mark : String.fromCodePoint(code);
}
