/** Waits for `promise`, but no longer than `milliseconds`. What it says later, good or bad, is nobody's any more. */
export async function within<T>(
  milliseconds: number,
  promise: Promise<T>,
): Promise<{ readonly late: false; readonly value: T } | { readonly late: true }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ late: true }>(resolve => {
    timer = setTimeout(() => resolve({ late: true }), milliseconds);
  });
  promise.catch(() => {});
  try {
    return await Promise.race([late, promise.then(value => ({ late: false as const, value }))]);
  } finally {
    clearTimeout(timer);
  }
}
