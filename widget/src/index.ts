import { define } from './define.ts';

export * from './element.ts';

define();
