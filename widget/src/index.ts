import { define } from './define.ts';

export * from './element.ts';

// On a server, where pages are rendered that have the element, there are no elements.
if ('customElements' in globalThis) define();
