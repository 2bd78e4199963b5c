/** A part of the widget whose code is fetched when it is first wanted. */
export interface LazyPart<Part> {
  readonly state: LazyState<Part>;
  /** The part; rejects when its code does not arrive, and asks for it again the next time. */
  load(): Promise<Part>;
}

export type LazyState<Part> =
  { readonly kind: 'unloaded' | 'loading' | 'failed' } | { readonly kind: 'loaded'; readonly part: Part };

export function createLazyPart<Part>(fetch: () => Promise<Part>, onChange: () => void): LazyPart<Part> {
  let state: LazyState<Part> = { kind: 'unloaded' };
  let loading: Promise<Part> | undefined;

  function become(next: LazyState<Part>): void {
    state = next;
    onChange();
  }

  async function load(): Promise<Part> {
    become({ kind: 'loading' });
    try {
      const part = await fetch();
      become({ kind: 'loaded', part });
      return part;
    } catch (error) {
      loading = undefined;
      become({ kind: 'failed' });
      throw error;
    }
  }

  return {
    get state() {
      return state;
    },
    load: () => (loading ??= load()),
  };
}

/** For a failure that the visitor sees, or that is tried again. */
export function ignore(): void {}
