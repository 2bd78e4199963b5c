import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { squeeze } from './squeeze.ts';

// The bundler of whoever has the package makes the code small; of style sheets and templates it knows nothing.
const { renderChunk: _terser, ...templates } = squeeze();

/** Builds the code of the package: a file for each of its doors, what they share, and the parts that are loaded lazily. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    target: 'es2023',
    minify: false,
    lib: {
      entry: Object.fromEntries(['index', 'element', 'react', 'vue'].map(door => [door, `src/${door}.ts`])),
      formats: ['es'],
    },
    rolldownOptions: {
      external: /^lit(\/|$)/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
    },
  },
  plugins: [templates],
});
