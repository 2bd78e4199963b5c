/**
 * What is dangerous in the chat of a page, or has been changed outside of it. Runs in the page, so that it stands on nothing
 * but itself.
 */
export function findDangers(): string[] {
  const ELEMENTS =
    'script, iframe, frame, object, embed, link, meta, base, style, template, video, audio, source, track, math, area, map, ' +
    'image, foreignObject, use, animate, set, frameset, portal, lex-chat, img, form:not(.composer)';
  const ATTRIBUTES =
    /^(?:on|srcdoc$|srcset$|formaction$|xlink:|ping$|background$|action$|is$|nonce$|autofocus$|contenteditable$)/;
  const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'];
  const page = globalThis as { hostile?: unknown; seenDangers?: string[] };
  const root = document.querySelector('lex-chat')!.shadowRoot!;
  const found = [...(page.seenDangers ?? [])];

  if (page.hostile !== undefined) found.push('a script has run');
  for (const element of root.querySelectorAll(ELEMENTS)) found.push(`element ${element.outerHTML.slice(0, 200)}`);
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (ATTRIBUTES.test(name)) found.push(`attribute ${name}=${value}`);
      // By a script, which a policy lets through: how much of the window a keyboard leaves.
      if (name === 'style' && !/^(?:--lex-viewport-(?:top|height): [\d.]+px;? ?)+$/.test(value))
        found.push(`style ${value}`);
      if (name === 'id' && value !== 'limit') found.push(`id ${value}`);
      if (name === 'src') found.push(`src ${value}`);
    }
  }
  for (const link of root.querySelectorAll('a')) {
    if (!SCHEMES.includes(link.protocol)) found.push(`link ${link.href}`);
    if (link.target !== '_blank' || !link.relList.contains('noopener'))
      found.push(`link that takes the page ${link.href}`);
  }
  const outside = [...document.querySelectorAll('body > :not(lex-chat)')].filter(
    element => !element.matches('a[id], form[name]'),
  );
  for (const element of [
    ...outside,
    ...document.querySelectorAll(
      'head > :not(meta, title, link[rel=icon], link[rel=modulepreload][integrity], script[src])',
    ),
  ]) {
    found.push(`outside ${element.outerHTML.slice(0, 200)}`);
  }
  if (document.querySelectorAll('script').length !== 1 || document.title !== '가게') found.push('the page has changed');
  return found;
}
