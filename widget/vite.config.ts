import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, type Rolldown } from 'vite';

// Vite believes the environment before the command: a build asked for by a test would bring Lit's development code along.
process.env.NODE_ENV = 'production';

/** Builds what a page loads by a script tag: `dist/lex-chat.js`, and the hash-named files that it verifies and imports. */
export default defineConfig({
  build: {
    target: 'es2023',
    // A library rather than a page, whose lazy imports Vite would wrap in a preloader of its own.
    lib: { entry: { door: source('script-tag.ts') }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        // In this format Vite by itself leaves the white space.
        minify: true,
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        // All that the door needs, Lit first of all, stays in its file, though the panel needs some of it as well.
        codeSplitting: { groups: [{ name: 'door', test: /script-tag\.ts$/ }] },
      },
    },
  },
  plugins: [squeeze(), loader()],
});

function source(name: string): string {
  return fileURLToPath(new URL(`src/${name}`, import.meta.url));
}

/** Takes the indentation out of style sheets, which a minifier of JavaScript leaves alone. */
function squeeze(): Plugin {
  return {
    name: 'lex-chat-squeeze',
    transform(code, id) {
      if (!id.includes('/widget/src/view/') || !id.endsWith('-styles.ts')) return undefined;
      return code.replace(/css`[^`]*`/g, sheet => sheet.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' '));
    },
  };
}

/** Adds the loader, with the names and the integrity of the other files in it, and a manifest of them all. */
function loader(): Plugin {
  return {
    name: 'lex-chat-loader',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk');
      const files = Object.fromEntries(
        chunks.map(({ name, fileName, code }) => [name, [`./${fileName}`, integrity(code)]]),
      );
      if (Object.keys(files).sort().join() !== 'door,panel') {
        throw new Error(`The loader verifies the files door and panel; this build has ${Object.keys(files).join()}.`);
      }
      const code = await buildLoader(files);
      this.emitFile({ type: 'asset', fileName: 'lex-chat.js', source: code });

      const manifest = [
        ...chunks.map(({ fileName, code }) => [fileName, code] as const),
        ['lex-chat.js', code] as const,
      ];
      this.emitFile({
        type: 'asset',
        fileName: 'manifest.json',
        source: JSON.stringify(Object.fromEntries(manifest.map(([name, text]) => [name, integrity(text)])), null, 2),
      });
    },
  };
}

async function buildLoader(files: object): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'warn',
    define: { FILES: JSON.stringify(files) },
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: source('loader.ts'), formats: ['es'] },
      rolldownOptions: { output: { minify: true } },
    },
  })) as readonly Rolldown.RolldownOutput[];
  return result[0]!.output[0].code;
}

function integrity(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}
