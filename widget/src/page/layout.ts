/**
 * `launcher`: a button that opens a panel over the page. `inline`: the chat fills the element, which the page sizes.
 * `page`: it fills the window.
 */
export type Layout = 'launcher' | 'inline' | 'page';

/** Whether the chat has a place of its own, and is neither opened nor closed. What is no layout is `launcher`. */
export function isInPlace(layout: string): boolean {
  return /^(inline|page)$/.test(layout);
}
