import { render } from 'lit/html.js';
import { adoptStyles } from './css.ts';

/** A concern of an element that lives as long as the element, and is told of its updates. */
export interface ReactiveController {
  hostConnected?(): void;
  hostDisconnected?(): void;
  /** Before the element is rendered. */
  hostUpdate?(): void;
  /** When it has been. */
  hostUpdated?(): void;
}

/** An element as its controllers know it. */
export interface ReactiveControllerHost {
  /** Resolves when the update that is due has been made; rejects with what that threw. */
  readonly updateComplete: Promise<unknown>;
  addController(controller: ReactiveController): void;
  /** Updates the element before long, once however often it is asked for. */
  requestUpdate(): void;
}

/** A property of an element, declared as Lit has it, which catalogues read. */
export interface Property {
  /** The attribute that sets it, if it has another name than the property; false if there is none. */
  readonly attribute?: string | false;
  /** Of an attribute that says something by being there; the text of all others is the value. */
  readonly type?: BooleanConstructor;
  /** Whether the attribute follows the property. */
  readonly reflect?: boolean;
  /** The value until another is given, and when the attribute goes. */
  readonly first?: unknown;
}

/** What has changed since the last update, with its value then. At first that is everything, from undefined. */
export type Changes<Element> = ReadonlyMap<keyof Element, unknown>;

// A page that is rendered on a server may import the element there, where there is none to extend.
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- It is there to be extended.
const Base = (globalThis.HTMLElement as typeof HTMLElement | undefined) ?? (class {} as typeof HTMLElement);

/**
 * An element that is rendered anew when a property of it changes. What Lit's base class, three times as large, offers
 * beyond that, this one element does not need, and every page with a closed chat would carry it. Names and order of
 * what happens are Lit's.
 */
export abstract class ReactiveElement extends Base implements ReactiveControllerHost {
  /** Each is declared in the class as well, without a value. */
  static properties: Readonly<Record<string, Property>> = {};

  static styles = '';

  readonly #controllers = new Set<ReactiveController>();
  readonly #values = new Map<string, unknown>();
  /** What was set before the code of the element was there. */
  readonly #early = new Map<string, unknown>();
  #changes = new Map<PropertyKey, unknown>();
  #isDue = false;
  #begin!: () => void;
  readonly #begun = new Promise<void>(resolve => (this.#begin = resolve));
  #updated: Promise<unknown> = this.#begun;

  /** Read once, when the element is defined: then its properties are as well. */
  static get observedAttributes(): readonly string[] {
    for (const name of Object.keys(this.properties)) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        get(this: ReactiveElement) {
          return this.#values.get(name);
        },
        set(this: ReactiveElement, value: unknown) {
          this.#set(name, value);
        },
      });
    }
    const entries = Object.entries(this.properties);
    return entries.map(([name, property]) => attributeOf(name, property)).filter(name => name !== null);
  }

  constructor() {
    super();
    for (const [name, { first }] of this.#properties) {
      if (Object.hasOwn(this, name)) {
        this.#early.set(name, Reflect.get(this, name));
        Reflect.deleteProperty(this, name);
      }
      this.#values.set(name, first);
      this.#changes.set(name, undefined);
    }
    this.requestUpdate();
  }

  get updateComplete(): Promise<unknown> {
    return this.#updated;
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.isConnected) controller.hostConnected?.();
  }

  requestUpdate(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#updated = this.#begun.then(() => this.scheduleUpdate());
  }

  connectedCallback(): void {
    if (!this.shadowRoot)
      adoptStyles(this.attachShadow({ mode: 'open' }), (this.constructor as typeof ReactiveElement).styles);
    for (const [name, value] of this.#early) this.#set(name, value);
    this.#early.clear();
    this.#begin();
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  attributeChangedCallback(changed: string, _before: string | null, value: string | null): void {
    for (const [name, property] of this.#properties) {
      if (attributeOf(name, property) !== changed) continue;
      this.#set(name, property.type ? value !== null : (value ?? property.first));
    }
  }

  /** Makes the update that is due. Whoever overrides it chooses when. */
  protected scheduleUpdate(): void | Promise<void> {
    const changes = this.#changes;
    let content: unknown;
    try {
      this.willUpdate(changes as Changes<this>);
      for (const controller of this.#controllers) controller.hostUpdate?.();
      this.#reflect(changes);
      content = this.render();
    } finally {
      // What has been asked for until now is in it.
      this.#isDue = false;
      this.#changes = new Map();
    }
    this.paint(content);
    for (const controller of this.#controllers) controller.hostUpdated?.();
    this.updated(changes as Changes<this>);
  }

  /** Puts what `render` gives into the page, at once. */
  protected paint(content = this.render()): void {
    render(content, this.shadowRoot!, { host: this });
  }

  /** Right after a property was set to something else: what cannot wait for the update. */
  protected wasSet?(name: string): void;
  protected abstract willUpdate(changes: Changes<this>): void;
  protected abstract render(): unknown;
  protected abstract updated(changes: Changes<this>): void;

  get #properties(): readonly (readonly [string, Property])[] {
    return Object.entries((this.constructor as typeof ReactiveElement).properties);
  }

  #set(name: string, value: unknown): void {
    const before = this.#values.get(name);
    if (Object.is(before, value)) return;
    this.#values.set(name, value);
    if (!this.#changes.has(name)) this.#changes.set(name, before);
    this.requestUpdate();
    this.wasSet?.(name);
  }

  #reflect(changes: ReadonlyMap<PropertyKey, unknown>): void {
    for (const [name, property] of this.#properties) {
      const attribute = attributeOf(name, property);
      if (!property.reflect || attribute === null || !changes.has(name)) continue;
      const value = this.#values.get(name);
      const text = property.type ? (value ? '' : null) : String(value);
      // A first value is not written into a page.
      if (text === this.getAttribute(attribute)) continue;
      if (text === null) this.removeAttribute(attribute);
      else if (value !== property.first || this.hasAttribute(attribute)) this.setAttribute(attribute, text);
    }
  }
}

function attributeOf(name: string, { attribute = name }: Property): string | null {
  return attribute === false ? null : attribute;
}
