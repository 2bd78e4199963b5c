import js from '@eslint/js';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  globalIgnores(['**/dist', 'widget/package', 'examples', '**/.types', '**/cdk.out', '.lex-chat']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Numbers in templates are what templates are for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `noUncheckedIndexedAccess` makes `list[i]!` the way to say that the line above proves it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Arrow functions that call for effect read better on one line.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A fake that answers at once still keeps its port's promise of a promise.
      '@typescript-eslint/require-await': 'off',
      // `{ role, ...rest }` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Our factories give object literals that close over their state; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['widget/src/**/*.ts'],
    rules: {
      // Its base class would come along with whatever is taken from there; templates are in `lit/html.js`.
      'no-restricted-imports': ['error', 'lit'],
    },
  },
  {
    // They run in browsers.
    files: ['demo/site/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(['window', 'document', 'Event', 'Response'].map(name => [name, 'readonly'])),
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'fetch', 'setInterval', 'setTimeout'].map(name => [name, 'readonly']),
      ),
    },
  },
);
