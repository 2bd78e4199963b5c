import { afterAll } from 'vitest';
import { removeOutdirs } from './lib/fixtures/outdirs-fixture.ts';

// Of each test file: a module that several files share would be asked once a worker alone.
afterAll(removeOutdirs);
