import type { Measured, Sent } from '../shape.ts';
import { contrastOf } from './contrast.ts';

/** A fraction of a pixel is rounding. */
const SLACK = 1;
/** What has others beside it. */
const COLUMN = '.ac-columnSet > *, [role="cell"], [role="columnheader"]';

/** @param frame in the document, as wide as it is looked at */
export function measure(frame: HTMLElement, sent: Sent): Measured {
  const texts = textsOf(frame);
  const contrasts = texts.map(({ element, text }) => ({ contrast: contrastOf(element), text }));
  const faintest = contrasts.reduce((least, one) => (one.contrast < least.contrast ? one : least), {
    contrast: 21,
    text: '',
  });
  return {
    height: Math.ceil(frame.getBoundingClientRect().height),
    bytes: new TextEncoder().encode(JSON.stringify(sent)).length,
    characters: seen(frame).length,
    contrast: Math.round(faintest.contrast * 100) / 100,
    faintest: faintest.text,
    clipped: clippedIn(frame, texts),
  };
}

/** What a person reads, without the signs that only allow a break. */
const seen = (frame: HTMLElement): string => frame.innerText.replaceAll('\u200B', '').replaceAll(/\s+/g, ' ').trim();

type Text = { readonly node: Text_; readonly element: HTMLElement; readonly text: string };
type Text_ = globalThis.Text;

function textsOf(frame: HTMLElement): readonly Text[] {
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!(node instanceof globalThis.Text) || element === null || text === '' || !isSeen(element)) continue;
    found.push({ node, element, text });
  }
  return found;
}

const isSeen = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true });

/** What is cut off by its own box, and what stands outside the card or reaches into what is beside it, such as a button. */
function clippedIn(frame: HTMLElement, texts: readonly Text[]): readonly string[] {
  const cut = [...frame.querySelectorAll<HTMLElement>('*')].filter((element) => {
    const { overflowX, overflowY, display } = getComputedStyle(element);
    if (display === 'inline' || !isSeen(element)) return false;
    const wide = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + SLACK;
    const tall = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + SLACK;
    return wide || tall;
  });
  const { left, right, bottom } = frame.getBoundingClientRect();
  const out = texts.filter(({ node, element }) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    return box.left < left - SLACK || box.right > endOf(element, right) + SLACK || box.bottom > bottom + SLACK;
  });
  const names = [...cut.map((element) => element.innerText), ...out.map(({ text }) => text)];
  return [...new Set(names.map((name) => name.replaceAll(/\s+/g, ' ').slice(0, 60)))];
}

/** Where what stands beside it begins; nothing does: where the card ends. */
function endOf(element: HTMLElement, right: number): number {
  const beside = element.closest(COLUMN)?.nextElementSibling;
  for (let next = beside; next instanceof HTMLElement; next = next.nextElementSibling) {
    if (next.innerText.trim() !== '') return next.getBoundingClientRect().left;
  }
  return right;
}
