import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/**
 * Files with names that others know as well: what a page sets, calls or hears, the words that it may replace, what a
 * loader calls, and what lies in storage when another version comes.
 */
const OUTWARD =
  /^(?:strings\/.*|(?:.*\/)?(?:lex-chat|events|door-events|feedback-event|panel-host|element-props|configuration|reactive-element|script-tag|loader|react|vue|outbox|traces|draft|site-visitor))\.ts$/;

const SOURCES = fileURLToPath(new URL('src', import.meta.url));
const PROTOCOL = fileURLToPath(new URL('../protocol/src', import.meta.url));
const PLATFORM = dirname(createRequire(import.meta.url).resolve('typescript'));

/**
 * A short name for each that the types of the widget declare and nobody else knows: neither a page, nor the service, nor
 * the browser. A minifier by itself cannot tell. They are the same in every file of a build.
 */
export function ownNames(): Readonly<Record<string, string>> {
  const files = readFolder(SOURCES, /^(?!.*(?:test|fixture|fake|scripted)).*\.ts$/);
  const outward = files.filter(({ name }) => OUTWARD.test(name));
  const inward = files.filter(({ name }) => !OUTWARD.test(name)).map(namesIn);
  const known = new Set([
    ...[...outward, ...readFolder(PROTOCOL, /(?<!test)\.ts$/), ...readFolder(PLATFORM, /^lib\..*\.d\.ts$/)].flatMap(
      wordsOf,
    ),
    ...inward.flatMap(({ looked }) => looked),
  ]);
  const own = [...new Set(inward.flatMap(({ declared }) => declared))].filter(name => !known.has(name));
  const taken = new Set([...known, ...files.flatMap(wordsOf)]);
  const free = SHORT.filter(name => !taken.has(name));
  if (own.length > free.length) throw new Error(`There are but ${free.length} short names for ${own.length}.`);
  return Object.fromEntries(own.map((name, index) => [name, free[index]!]));
}

/** Many more than are needed. No property of a browser's objects is called so. */
const SHORT = Array.from({ length: 26 * 27 }, (_, index) => letter(Math.floor(index / 26) - 1) + letter(index % 26));

function letter(index: number): string {
  return index < 0 ? '' : String.fromCharCode(65 + index);
}

interface Source {
  readonly name: string;
  readonly text: string;
}

function readFolder(folder: string, files: RegExp): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => files.test(name))
    .toSorted()
    .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

function wordsOf({ text }: Source): readonly string[] {
  return text.replace(/\/\*[^]*?\*\/|^ *\/\/.*/gm, '').match(/\w+/g) ?? [];
}

/** The members that types of a file declare, and the names by which something is looked up: one part's by another, or by a text or a template. */
function namesIn({ name, text }: Source): { readonly declared: readonly string[]; readonly looked: readonly string[] } {
  const declared: string[] = [];
  const looked: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) || ts.isMethodSignature(node)) declared.push(node.name.getText());
    if (ts.isStringLiteral(node) && !ts.isLiteralTypeNode(node.parent)) looked.push(node.text);
    if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) looked.push(/\.(\w+)=$/.exec(node.text)?.[1] ?? '');
    if (ts.isExportSpecifier(node)) looked.push(node.name.text);
    if (isExported(node) && node.name) looked.push(node.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return { declared, looked };
}

/** Whether it is a value that a file exports. */
function isExported(node: ts.Node): node is ts.FunctionDeclaration | ts.ClassDeclaration | ts.VariableDeclaration {
  if (!ts.isFunctionDeclaration(node) && !ts.isClassDeclaration(node) && !ts.isVariableDeclaration(node)) return false;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}
