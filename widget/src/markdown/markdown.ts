/** Markdown in replies. A part of its own, which a page fetches with the first reply that it shows. */
export type { Block } from './block.ts';
export { copyText } from './copy-text.ts';
export { createMarkdown, type Markdown } from './create-markdown.ts';
export { markdownStyles as styles } from './markdown-styles.ts';
export { renderBlocks, type MarkdownOptions, type MarkdownStrings } from './render-blocks.ts';
