import type { World } from '../connection/world.ts';

/** A page's storage for tests. `blocked` throws on every touch, as Safari and Firefox may. */
export function createFakeStorage({ blocked = false } = {}): NonNullable<World['storage']> & { keys(): string[] } {
  const items = new Map<string, string>();
  const touch = () => {
    if (blocked) throw new DOMException('The operation is insecure', 'SecurityError');
    return items;
  };
  return {
    getItem: key => touch().get(key) ?? null,
    setItem: (key, value) => void touch().set(key, value),
    removeItem: key => void touch().delete(key),
    key: index => [...touch().keys()][index] ?? null,
    get length() {
      return touch().size;
    },
    keys: () => [...items.keys()],
  };
}
