/** Takes `step` for each of `items`, so many at once. */
export async function inParallel<T>(
  items: Iterable<T>,
  step: (item: T) => Promise<unknown>,
  atOnce = 6,
): Promise<void> {
  const left = items[Symbol.iterator]();
  const next = { [Symbol.iterator]: () => ({ next: () => left.next() }) };
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of next) await step(item);
    }),
  );
}

/** `count` of `items`, from all over the list; all of them if there are no more. */
export function spreadOver<T>(items: readonly T[], count: number): readonly T[] {
  if (count >= items.length) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}
