import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { fakeEvent } from '../backend/src/hooks/fake-event.ts';
import type { Hook } from '../backend/src/hooks/kit/hook.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

it('shows a hook that works where it is said to stand', async () => {
  const [, code = ''] = /```ts\n(.*?)```/s.exec(readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8')) ?? [];
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: `${ROOT}backend/src/hooks`, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const module = `data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`;
  const { orderTea } = (await import(/* @vite-ignore */ module)) as { readonly orderTea: Hook };
  const answer = (tea: string | null, source: 'DialogCodeHook' | 'FulfillmentCodeHook' = 'DialogCodeHook') =>
    orderTea(fakeEvent({ intent: 'OrderTea', slots: { Tea: tea }, source }), new AbortController().signal);

  expect((await answer(null)).sessionState.dialogAction).toEqual({ type: 'Delegate' });
  expect((await answer('coffee')).sessionState.dialogAction).toEqual({ type: 'ElicitSlot', slotToElicit: 'Tea' });
  expect(await answer('oolong', 'FulfillmentCodeHook')).toMatchObject({
    sessionState: { dialogAction: { type: 'Close' }, intent: { state: 'Fulfilled' } },
    messages: [{ content: 'Your oolong is on its way.' }],
  });
});
