/** A style sheet, of which the build takes the white space. */
export const css = String.raw;

const sheets = new Map<string, CSSStyleSheet>();

/** Adds a style sheet to those of `root`; of one text there is one sheet, in however many roots. */
export function adoptStyles(root: ShadowRoot, styles: string): void {
  let sheet = sheets.get(styles);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(styles, sheet);
  }
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
