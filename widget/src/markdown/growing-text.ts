import { directive, Directive, type DirectiveResult } from 'lit/directive.js';

/**
 * Shows a text that may become longer: then the rest is appended to the text node, where replacing its text would lose
 * what a reader has selected in it.
 */
export function growingText(text: string): DirectiveResult {
  return growing(text);
}

class GrowingText extends Directive {
  #node: Text | undefined;

  override render(text: string): unknown {
    return text;
  }

  override update(_part: unknown, [text]: Parameters<GrowingText['render']>): unknown {
    const node = (this.#node ??= document.createTextNode(''));
    if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
    else node.data = text;
    return node;
  }
}

const growing = directive(GrowingText);
