import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, type Rolldown } from 'vite';
import { squeeze } from './squeeze.ts';

// Vite believes the environment before the command: a build asked for by a test would bring Lit's development code along.
process.env.NODE_ENV = 'production';

/** Builds what a page loads by a script tag: `dist/lex-chat.js`, and the hash-named files that it verifies and imports. */
export default defineConfig({
  build: {
    target: 'es2023',
    // A library rather than a page, whose lazy imports Vite would wrap in a preloader of its own.
    lib: { entry: { door: source('script-tag.ts'), panel: source('panel.ts') }, formats: ['es'] },
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
  plugins: [squeeze(), loader()],
});

function source(name: string): string {
  return fileURLToPath(new URL(`src/${name}`, import.meta.url));
}

/**
 * Adds the loader, with the names and the digests of all other files but those of which `more` has them, and `manifest.json`: the integrity of every file,
 * which between quotes is also its hash in a Content-Security-Policy. That policy is printed.
 */
function loader(): Plugin {
  return {
    name: 'lex-chat-loader',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk');
      checkParts(chunks);
      const more = chunks.find(({ name }) => name === 'more')!;
      const isLate = ({ fileName }: BuiltFile) => more.dynamicImports.includes(fileName);
      more.code = withFiles(more.code, chunks.filter(isLate));
      const code = await buildLoader(filesOf(chunks.filter(chunk => !isLate(chunk))));

      const files = [{ fileName: 'lex-chat.js', code }, ...chunks];
      const manifest = Object.fromEntries(files.map(file => [file.fileName, `sha256-${digest(file.code)}`]));
      this.emitFile({ type: 'asset', fileName: 'lex-chat.js', source: code });
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

/** What `more.ts` has instead until its files are known. */
const PLACEHOLDER = /(["'`])files of the parts\1/g;

function withFiles(code: string, chunks: readonly BuiltFile[]): string {
  if (code.match(PLACEHOLDER)?.length !== 1) throw new Error('There is to be one place for the files of the parts.');
  return code.replace(PLACEHOLDER, () => JSON.stringify(filesOf(chunks)));
}

function filesOf(chunks: readonly BuiltFile[]): object {
  return Object.fromEntries(chunks.map(entryOf));
}

/** A file as the loader knows it. */
function entryOf({ name, fileName, code }: BuiltFile): readonly [string, string] {
  return [name, /-(.{8})\.js$/.exec(fileName)![1]! + digest(code)];
}

/**
 * Every file is verified when somebody asks for its part by name. One that two parts shared, the browser would fetch by
 * itself: what they share belongs into the panel, which is there before them.
 */
function checkParts(chunks: readonly Rolldown.OutputChunk[]): void {
  const names = chunks.map(({ name }) => name);
  const shared = chunks.filter(chunk => !isFirst(chunk) && !chunk.isDynamicEntry);
  if (shared.length > 0) throw new Error(`${shared.map(({ name }) => name).join()}: no part, which nobody verifies.`);
  if (chunks.filter(isFirst).length !== 2 || new Set(names).size !== names.length) {
    throw new Error(`A door, a panel and parts with a name each were to be built, not ${names.join()}.`);
  }
}

async function buildLoader(files: object): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'warn',
    define: { FILES: JSON.stringify(files) },
    plugins: [squeeze()],
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: source('loader.ts'), formats: ['es'] },
      rolldownOptions: { output: { minify: true } },
    },
  })) as readonly Rolldown.RolldownOutput[];
  return result[0]!.output[0].code;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
