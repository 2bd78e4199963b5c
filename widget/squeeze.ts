import { transform as minifyStyles } from 'esbuild';
import { minify as minifyScript, type CompressOptions } from 'terser';
import type { Plugin } from 'vite';
import { ownNames } from './own-names.ts';

/**
 * Makes the files small: style sheets and templates, which a minifier of JavaScript leaves alone, and then the code, of
 * which terser makes a fortieth less than what Vite has at hand.
 */
export function squeeze(): Plugin {
  const names = Object.entries(ownNames()).map(([name, short]) => [`$${name}`, short]);
  return {
    name: 'lex-chat-squeeze',
    async transform(code, id) {
      if (id.endsWith('/lit-html/lit-html.js')) return code.replace(OLD_BROWSERS, ';');
      if (!id.includes('/widget/src/') || !/\b(?:css|html)`/.test(code)) return undefined;
      const squeezed = code.replace(/([>}])\n\s*(?=<|\$\{)/g, '$1');
      return (await squeezeSheets(squeezed)).replace(/\n\s+/g, '\n');
    },
    async renderChunk(code) {
      const { code: squeezed } = await minifyScript(code, {
        module: true,
        ecma: 2020,
        compress: COMPRESS,
        mangle: { properties: ONLY_THESE },
        nameCache: { props: { props: Object.fromEntries(names) as object } },
      });
      return { code: squeezed!, map: null };
    },
  };
}

/** How Lit's templates make themselves known to what mends browsers that are older than all that this widget needs. */
const OLD_BROWSERS = /,\w+=\w+\.litHtmlPolyfillSupport;.*?\.push\("[^"]*"\);/;

/** What is called from several places stays in one: brotli does not make up for copies. */
const COMPRESS: CompressOptions = {
  passes: 3,
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- Terser's types name an enumeration that its code does not export.
  inline: 1,
  unsafe_arrows: true,
  unsafe_methods: true,
  keep_fargs: false,
  hoist_funs: true,
};

/** Names of properties that stand in its cache; terser's types do not know of that. */
const ONLY_THESE = { only_cache: true } as object;

/** In UTF-8: an escape that is right in a sheet is none in the template that holds it, and Lit would hear nothing of the whole. */
async function squeezeSheets(code: string): Promise<string> {
  const sheets = [...code.matchAll(/\bcss`([^`$]*)`/g)];
  const squeezed = await Promise.all(
    sheets.map(([, sheet]) => minifyStyles(sheet!, { loader: 'css', minify: true, charset: 'utf8' })),
  );
  return sheets.reduce(
    (all, [whole], index) => all.replace(whole, () => `css\`${squeezed[index]!.code.trim()}\``),
    code,
  );
}
