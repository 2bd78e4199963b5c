/** What the panel needs only on pages that do more than paste the tag. */
export { configure } from '../page/configuration.ts';
export { createSignedOrigin } from '../conversation/signed-origin.ts';
export { withOwn } from '../strings/own-words.ts';
