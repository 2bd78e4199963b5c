import { expect, it } from 'vitest';
import { storageName } from './storage-name.ts';
import { createFakeWorld } from './fake-world.ts';
import { createTraces } from './traces.ts';
import { createDraft } from './draft.ts';

it.each(['https://chat.example.com/', 'https://chat.example.com', '/'])(
  'names what is wiped with the traces of a visitor of %s',
  written => {
    const world = createFakeWorld();
    const traces = createTraces(written.replace(/\/$/, ''), world);
    const draft = createDraft(() => storageName(written, 'ko-KR', 'banking'), traces.tab);
    draft.write('비밀');
    expect(world.tabStorage.keys()).toHaveLength(1);
    traces.wipe();
    expect(world.tabStorage.keys()).toEqual([]);
  },
);
