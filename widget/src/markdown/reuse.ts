/**
 * `next`, made of as much of `before` as is the same: what has not changed keeps its identity, all of it if nothing has.
 * For what blocks are made of: objects and arrays without cycles.
 */
export function reuse<Value>(before: Value | undefined, next: Value): Value {
  return reuseTree(before, next) as Value;
}

function reuseTree(before: unknown, next: unknown): unknown {
  if (before === next) return before;
  if (Array.isArray(before) && Array.isArray(next)) return reuseList(before, next);
  if (!isRecord(before) || !isRecord(next)) return next;
  const keys = Object.keys(next);
  let isSame = keys.length === Object.keys(before).length;
  for (const key of keys) {
    next[key] = reuseTree(before[key], next[key]);
    isSame &&= next[key] === before[key];
  }
  return isSame ? before : next;
}

function reuseList(before: readonly unknown[], next: unknown[]): readonly unknown[] {
  let isSame = before.length === next.length;
  for (let index = 0; index < next.length; index += 1) {
    if (next[index] === before[index]) continue;
    next[index] = reuseTree(before[index], next[index]);
    isSame &&= next[index] === before[index];
  }
  return isSame ? before : next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
