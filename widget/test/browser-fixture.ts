import { expect as chaiExpect, waitUntil as waitAtMost } from '@open-wc/testing';
import { LexChat } from '../src/element.ts';
import { createPanel } from '../src/panel.ts';
import { parts } from '../src/parts/parts.ts';
import { createScriptedConversation, type ScriptedConversation } from './scripted-conversation.ts';

// What the test runner's Mocha gives every test file.
declare global {
  function describe(name: string, body: () => void): void;
  function it(name: string, body: (this: { timeout(ms: number): void }) => Promise<void> | void): void;
  function beforeEach(body: () => Promise<void> | void): void;
  function afterEach(body: () => Promise<void> | void): void;
}

/**
 * What these tests use of Chai. Its own types make a promise of every assertion, because one of them, `accessible`, is
 * asynchronous.
 */
export const expect = chaiExpect as unknown as (actual: unknown) => { readonly to: Expectation };

interface Expectation {
  readonly be: {
    a(type: string): void;
    an(type: string): void;
    at: { least(limit: number): void; most(limit: number): void };
    greaterThan(limit: number): void;
  };
  readonly deep: { equal(expected: unknown): void };
  readonly have: { length(expected: number): void };
  equal(expected: unknown): void;
  include(expected: unknown): void;
  match(pattern: RegExp): void;
}

/** Resolves once `isSo` answers something true; rejects after ten seconds, since machines that test are busy. */
export function waitUntil(isSo: () => unknown, what: string): Promise<void> {
  return waitAtMost(isSo, what, { timeout: 10_000 });
}

/** Has a visitor write `text` in place of what is in the field. */
export async function write({ chat, find }: Mounted, text: string): Promise<void> {
  const field = find<HTMLInputElement>('.field [part=input]');
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await chat.updateComplete;
}

/** Has axe look at all that a chat shows. */
export async function expectAccessible(chat: LexChat): Promise<void> {
  const { shadowDom } = (chaiExpect as unknown as (actual: LexChat) => Accessible)(chat);
  await shadowDom.to.be.accessible();
}

interface Accessible {
  readonly shadowDom: { readonly to: { readonly be: { accessible(): Promise<void> } } };
}

const loadRealPanel = LexChat.loadPanel;

/** A `<lex-chat>` in the page, its attributes as given, whose conversations are scripted. */
export interface Mounted {
  readonly chat: LexChat;
  readonly shadow: ShadowRoot;
  /** Every conversation it began, oldest first. */
  readonly conversations: readonly ScriptedConversation[];
  /** The element under a selector, as whatever the test knows it to be. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- As `querySelector` has it.
  find<E extends HTMLElement = HTMLElement>(selector: string): E;
  /** Opens the panel and waits until it is there. */
  show(): Promise<ScriptedConversation>;
}

export async function mount(
  attributes: Readonly<Record<string, string>> = {},
  create: () => ScriptedConversation = createScriptedConversation,
  load: Partial<typeof parts> = {},
): Promise<Mounted> {
  if (!customElements.get('lex-chat')) customElements.define('lex-chat', LexChat);
  const conversations: ScriptedConversation[] = [];
  LexChat.loadPanel = async () => ({
    createPanel: host =>
      createPanel(
        host,
        () => {
          const conversation = create();
          conversations.push(conversation);
          return conversation;
        },
        { ...parts, ...load },
      ),
  });
  const chat = document.createElement('lex-chat');
  for (const [name, value] of Object.entries({ lang: 'ko', ...attributes })) chat.setAttribute(name, value);
  document.body.append(chat);
  await chat.updateComplete;
  const shadow = chat.shadowRoot!;

  return {
    chat,
    shadow,
    conversations,
    find: selector => shadow.querySelector(selector)!,
    async show() {
      chat.show();
      await waitUntil(() => shadow.querySelector('.panel'), 'the panel is there');
      await chat.updateComplete;
      await waitUntil(() => !shadow.querySelector('.panel')!.getAnimations().length, 'it has come to rest');
      return conversations.at(-1)!;
    },
  };
}

/** Takes every chat out of the page as another page in its place does: what it stored stays. */
export async function leavePage(): Promise<void> {
  for (const chat of document.querySelectorAll('lex-chat')) chat.remove();
  LexChat.loadPanel = loadRealPanel;
  await Promise.resolve();
}

/** Takes every chat out of the page with all that it stored, and gives the element its own panel back. */
export async function unmount(): Promise<void> {
  await leavePage();
  sessionStorage.clear();
  localStorage.clear();
}
