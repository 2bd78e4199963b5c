import { html, LitElement } from 'lit';

/** The least that Lit can do: a button, a list and a field whose text is put on the list by Enter. What a chat is measured against. */
class BareChat extends LitElement {
  static override properties = { lines: { state: true } };
  declare lines: readonly string[];

  constructor() {
    super();
    this.lines = [];
  }

  override render() {
    return html`<button class="launcher" aria-label="chat"><svg viewBox="0 0 24 24" width="24"><path d="M4 4h16v12H8l-4 4z" /></svg></button>
      <ol>
        ${this.lines.map(line => html`<li class="line">${line}</li>`)}
      </ol>
      <textarea @keydown=${this.#send}></textarea>`;
  }

  #send(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const field = event.target as HTMLTextAreaElement;
    this.lines = [...this.lines, field.value];
    field.value = '';
  }
}

customElements.define('bare-chat', BareChat);
