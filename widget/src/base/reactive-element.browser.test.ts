import { html } from 'lit/html.js';
import { expect } from '../../test/browser-fixture.ts';
import { ReactiveElement, type Changes, type Property, type ReactiveController } from './reactive-element.ts';

class Sample extends ReactiveElement {
  static override properties: Readonly<Record<string, Property>> = {
    label: { first: 'none' },
    shape: { reflect: true, first: 'round' },
    open: { type: Boolean, reflect: true, first: false },
    farAway: { attribute: 'far-away' },
    words: { attribute: false },
  };
  static override styles = 'b { color: red }';

  declare label: string;
  declare shape: string;
  declare open: boolean;
  declare farAway: string | undefined;
  declare words: unknown;

  readonly seen: ReadonlyMap<unknown, unknown>[] = [];
  fails = false;

  protected override willUpdate(changes: Changes<this>): void {
    // What is set on the way to an update is in it.
    if (changes.has('label')) this.farAway ??= 'here';
  }

  protected override render(): unknown {
    if (this.fails) throw new Error('as asked');
    return html`<b>${this.label}</b>`;
  }

  protected override updated(changes: Changes<this>): void {
    this.seen.push(changes);
  }
}
customElements.define('sample-element', Sample);

describe('an element that is rendered when a property changes', () => {
  let sample: Sample;

  beforeEach(() => {
    sample = new Sample();
  });
  afterEach(() => sample.remove());

  async function connect(): Promise<void> {
    document.body.append(sample);
    await sample.updateComplete;
  }
  const text = () => sample.shadowRoot?.textContent;

  it('is rendered once it is on the page, and once for all that changes together', async () => {
    sample.label = 'a';
    expect(sample.shadowRoot).to.equal(null);
    await connect();
    expect(text()).to.equal('a');
    sample.label = 'b';
    sample.open = true;
    sample.label = 'c';
    await sample.updateComplete;
    expect(text()).to.equal('c');
    expect(sample.seen.length).to.equal(2);
    expect([...sample.seen[1]!]).to.deep.equal([
      ['label', 'a'],
      ['open', false],
    ]);
  });

  it('counts everything as changed at first, and nothing that stays', async () => {
    await connect();
    expect([...sample.seen[0]!.keys()].toSorted()).to.deep.equal(Object.keys(Sample.properties).toSorted());
    expect(sample.seen[0]!.get('open')).to.equal(undefined);
    sample.label = 'none';
    sample.farAway = 'here';
    await sample.updateComplete;
    expect(sample.seen.length).to.equal(1);
  });

  it('reads attributes, and has its first values again when they go', async () => {
    await connect();
    for (const [name, value] of [
      ['label', 'a'],
      ['shape', 'square'],
      ['open', ''],
      ['far-away', 'there'],
    ] as const) {
      sample.setAttribute(name, value);
    }
    expect([sample.label, sample.shape, sample.open, sample.farAway]).to.deep.equal(['a', 'square', true, 'there']);
    for (const name of ['label', 'shape', 'open', 'far-away']) sample.removeAttribute(name);
    expect([sample.label, sample.shape, sample.open, sample.farAway]).to.deep.equal([
      'none',
      'round',
      false,
      undefined,
    ]);
  });

  it('reflects what a page may style by, but no first value', async () => {
    await connect();
    expect(sample.getAttributeNames()).to.deep.equal([]);
    Object.assign(sample, { label: 'a', shape: 'square', open: true });
    await sample.updateComplete;
    expect(sample.outerHTML).to.equal('<sample-element shape="square" open=""></sample-element>');
    Object.assign(sample, { shape: 'round', open: false });
    await sample.updateComplete;
    expect(sample.outerHTML).to.equal('<sample-element shape="round"></sample-element>');
  });

  it('takes over what was set before its code came', async () => {
    const early = document.createElement('late-element') as HTMLElement & { label: string; words: unknown };
    Object.assign(early, { label: 'early', words: 1 });
    document.body.append(early);
    customElements.define('late-element', class extends Sample {});
    expect([early.label, early.words]).to.deep.equal(['early', 1]);
    early.label = 'late';
    await (early as unknown as Sample).updateComplete;
    expect(early.shadowRoot!.textContent).to.equal('late');
    early.remove();
  });

  it('tells its controllers, those too that come later, and shares its style sheet', async () => {
    const told: string[] = [];
    const controller = (name: string): ReactiveController => ({
      hostConnected: () => told.push(`${name} connected`),
      hostDisconnected: () => told.push(`${name} disconnected`),
      hostUpdate: () => told.push(`${name} update from ${text() ?? ''}`),
      hostUpdated: () => told.push(`${name} updated to ${text() ?? ''}`),
    });
    sample.addController(controller('one'));
    await connect();
    sample.addController(controller('two'));
    sample.remove();
    expect(told).to.deep.equal([
      'one connected',
      'one update from ',
      'one updated to none',
      'two connected',
      'one disconnected',
      'two disconnected',
    ]);
    const other = new Sample();
    document.body.append(other);
    expect(other.shadowRoot!.adoptedStyleSheets).to.deep.equal(sample.shadowRoot!.adoptedStyleSheets);
    other.remove();
  });

  it('tells who waits for it of an error, and goes on', async () => {
    await connect();
    sample.fails = true;
    sample.label = 'a';
    let error: unknown;
    await sample.updateComplete.catch((thrown: unknown) => (error = thrown));
    expect(String(error)).to.equal('Error: as asked');
    sample.fails = false;
    sample.requestUpdate();
    await sample.updateComplete;
    expect(text()).to.equal('a');
  });
});
