/**
 * Lit's `css` for browsers that can adopt style sheets, which ours all can: the build puts it in place of Lit's own, half of
 * which is for others. What it exports is what Lit 3.3.3 imports.
 */
export class CSSResult {
  readonly cssText: string;
  #styleSheet: CSSStyleSheet | undefined;

  constructor(cssText: string) {
    this.cssText = cssText;
  }

  get styleSheet(): CSSStyleSheet {
    if (this.#styleSheet) return this.#styleSheet;
    this.#styleSheet = new CSSStyleSheet();
    this.#styleSheet.replaceSync(this.cssText);
    return this.#styleSheet;
  }
}

export const supportsAdoptingStyleSheets = true;

export function css(strings: TemplateStringsArray, ...parts: readonly CSSResult[]): CSSResult {
  return new CSSResult(String.raw({ raw: strings }, ...parts.map(({ cssText }) => cssText)));
}

export function adoptStyles(root: ShadowRoot, styles: readonly (CSSResult | CSSStyleSheet)[]): void {
  root.adoptedStyleSheets = styles.map(style => (style instanceof CSSStyleSheet ? style : style.styleSheet));
}

export function getCompatibleStyle(style: CSSResult | CSSStyleSheet): CSSResult | CSSStyleSheet {
  return style;
}

export { css as unsafeCSS };
