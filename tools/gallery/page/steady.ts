/** Which signs a machine can draw, and how wide, depends on its fonts; these letters look the same wherever there is Liberation. */
const SAME_EVERYWHERE = /[\u0000-\u024F\u0400-\u045F\u2010-\u2027\u2030-\u203A\u20AC\u2190-\u2193]/u;

/** Draws a box in the place of every other sign, for pictures that are compared. */
export function steady(frame: HTMLElement): void {
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const texts: Node[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node);
  for (const node of texts) {
    const signs = Array.from(node.textContent ?? '');
    if (signs.every((sign) => SAME_EVERYWHERE.test(sign))) continue;
    const parts = signs.filter((sign) => !/[\u200B\uFE0F]/u.test(sign));
    node.parentNode?.replaceChild(fragmentOf(parts), node);
  }
}

function fragmentOf(signs: readonly string[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const sign of signs) {
    if (SAME_EVERYWHERE.test(sign)) {
      fragment.append(sign);
      continue;
    }
    const box = document.createElement('span');
    box.style.cssText = 'display: inline-block; width: 0.8em; height: 0.8em; background: currentColor';
    fragment.append(box);
  }
  fragment.normalize();
  return fragment;
}
