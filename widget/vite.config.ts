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
        codeSplitting: {
          // What the door needs, Lit first of all, stays in its file, and what the panel needs in the panel's: a part that
          // is loaded later takes it from there.
          groups: [
            { name: 'door', test: /script-tag\.ts$/, priority: 2 },
            { name: 'panel', test: /src\/panel\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  resolve: {
    alias: [{ find: /^.*\/css-tag\.js$/, replacement: fileURLToPath(new URL('css-tag.ts', import.meta.url)) }],
  },
  plugins: [squeeze(), loader()],
});

function source(name: string): string {
  return fileURLToPath(new URL(`src/${name}`, import.meta.url));
}

/** Takes the indentation out of style sheets and templates, which a minifier of JavaScript leaves alone. */
function squeeze(): Plugin {
  return {
    name: 'lex-chat-squeeze',
    transform(code, id) {
      if (!id.includes('/widget/src/') || !/\b(?:css|html)`/.test(code)) return undefined;
      return code
        .replace(/\bcss`[^`]*`/g, squeezeStyles)
        .replace(/([>}])\n\s*(?=<|\$\{)/g, '$1')
        .replace(/\n\s+/g, '\n');
    },
  };
}

function squeezeStyles(sheet: string): string {
  return sheet
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([:,]) (?![^{}]*\{)/g, '$1')
    .replaceAll(';}', '}');
}

/**
 * Adds the loader, with the names and the integrity of the files that every chat needs; for the other parts a file that
 * lists them; and `manifest.json`: the integrity of every file, which between quotes is also its hash in a
 * Content-Security-Policy. That policy is printed.
 */
function loader(): Plugin {
  return {
    name: 'lex-chat-loader',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk');
      checkParts(chunks);
      const [first, others] = [chunks.filter(isFirst), chunks.filter(chunk => !isFirst(chunk))];
      const list = `export default ${JSON.stringify(Object.fromEntries(others.map(entryOf)))}`;
      const listed = {
        name: 'parts',
        fileName: `assets/parts-${digest('sha256', list).replace(/\W/g, '').slice(0, 8)}.js`,
        code: list,
      };
      const code = await buildLoader(Object.fromEntries([...first, listed].map(entryOf)));

      const files = [{ fileName: 'lex-chat.js', code }, ...chunks, listed];
      const manifest = Object.fromEntries(files.map(file => [file.fileName, integrity(file.code)]));
      for (const { fileName, code: source } of [files[0]!, listed]) this.emitFile({ type: 'asset', fileName, source });
      this.emitFile({ type: 'asset', fileName: 'manifest.json', source: JSON.stringify(manifest, null, 2) });
      this.info(
        `script-src ${Object.values(manifest)
          .map(hash => `'${hash}'`)
          .join(' ')}`,
      );
    },
  };
}

type BuiltFile = Pick<Rolldown.OutputChunk, 'name' | 'fileName' | 'code'>;

function isFirst({ name }: BuiltFile): boolean {
  return name === 'door' || name === 'panel';
}

/** A file as the loader knows it, whose folder is above that of the others. */
function entryOf({ name, fileName, code }: BuiltFile): readonly [string, readonly [string, string]] {
  return [name, [`./${fileName}`, integrity(code)]];
}

/**
 * Every file is verified when somebody asks for its part by name. One that two parts shared, the browser would fetch by
 * itself: what they share belongs into the panel, which is there before them.
 */
function checkParts(chunks: readonly Rolldown.OutputChunk[]): void {
  const names = chunks.map(({ name }) => name);
  const shared = chunks.filter(chunk => !isFirst(chunk) && !chunk.isDynamicEntry);
  if (shared.length > 0) throw new Error(`${shared.map(({ name }) => name).join()}: no part, which nobody verifies.`);
  if (chunks.filter(isFirst).length !== 2 || new Set(names).size !== names.length || names.includes('parts')) {
    throw new Error(`A door, a panel and parts with a name each were to be built, not ${names.join()}.`);
  }
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
  return `sha384-${digest('sha384', text)}`;
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('base64');
}
