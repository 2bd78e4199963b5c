import { expect, it } from 'vitest';
import { ownNames } from './own-names.ts';

const names = ownNames();

it('shortens what the widget alone calls by name, each to a name of its own', () => {
  expect(Object.keys(names)).toEqual(expect.arrayContaining(['underWay', 'isWhole', 'onRetry']));
  expect(new Set(Object.values(names)).size).toBe(Object.keys(names).length);
  for (const [name, short] of Object.entries(names)) expect(short.length, name).toBeLessThan(name.length);
});

it.each([
  ['the service', ['messageId', 'text', 'replyId', 'features', 'textMaxLength', 'obfuscated']],
  ['a page', ['visitorToken', 'keepGuest', 'reply', 'unread', 'send', 'newConversation', 'welcomeTitle', 'replyTools']],
  ['the browser', ['showPopover', 'isComposing', 'adoptedStyleSheets', 'preventScroll', 'granularity', 'segment']],
  ['storage', ['messageId', 'attributes', 'files', 'again', 'subject']],
  ['another part', ['createPanel', 'strings', 'more', 'styles', 'createAsker', 'withOwn', 'rarities']],
  // By their names in texts.
  ['the panel’s keys', ['onHide', 'onLeave']],
  ['an operator of `in`', ['mark', 'children']],
])('leaves alone what is known to %s', (_whom, known) => {
  for (const name of known) expect(Object.keys(names)).not.toContain(name);
});

it('gives no name that anything of the widget has already', () => {
  const given = Object.values(names);
  for (const name of ['URL', 'DOM', 'CJK', 'KO', 'EN', ...Object.keys(names)]) expect(given).not.toContain(name);
});
