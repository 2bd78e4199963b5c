/** A part of the widget whose code is fetched when it is first wanted. */
export interface LazyPart<Part> {
  readonly state: LazyState;
  /** Undefined until it is loaded. */
  readonly part: Part | undefined;
  /** The part; rejects when its code does not arrive, and asks for it again the next time. */
  readonly load: () => Promise<Part>;
  /** Loads it, if nobody has tried to. */
  readonly begin: () => void;
  /** Loads it, if it was tried in vain. */
  readonly retry: () => void;
}

export type LazyState = 'unloaded' | 'loading' | 'failed' | 'loaded';

/** `onChange` hears when the part is loading, there, or not to be had. */
export function createLazyPart<Part>(fetch: () => Promise<Part>, onChange: () => void): LazyPart<Part> {
  let state: LazyState = 'unloaded';
  let part: Part | undefined;
  let loading: Promise<Part> | undefined;

  function become(next: LazyState): void {
    state = next;
    onChange();
  }

  async function fetchPart(): Promise<Part> {
    become('loading');
    try {
      part = await fetch();
      become('loaded');
      return part;
    } catch (error) {
      loading = undefined;
      become('failed');
      throw error;
    }
  }

  const load = () => (loading ??= fetchPart());
  const loadIf = (former: LazyState) => () => {
    if (state === former) load().catch(ignore);
  };
  return {
    get state() {
      return state;
    },
    get part() {
      return part;
    },
    load,
    begin: loadIf('unloaded'),
    retry: loadIf('failed'),
  };
}

/** For a failure that the visitor sees, or that is tried again. */
export function ignore(): void {}
