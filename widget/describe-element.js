import { readFile } from 'node:fs/promises';
import { create as analyze, ts } from '@custom-elements-manifest/analyzer';

/** The door that exports the class and its events; `index.js` defines the tag besides. */
const ELEMENT = 'element.js';

const SOURCES = ['src/lex-chat.ts', 'src/events.ts', 'src/door-events.ts'];

/** What editors and catalogues ask of the element (a `custom-elements.json`), as its docblock and its properties tell it. */
export async function describeElement() {
  const modules = await Promise.all(
    SOURCES.map(async file => {
      const text = await readFile(new URL(file, import.meta.url), 'utf8');
      return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    }),
  );
  // Not by its command, which would write into the package.json of whoever calls it.
  const described = analyze({ modules, plugins: [readAttributes()], context: { dev: false } });
  const declarations = described.modules
    .flatMap(module => module.declarations)
    .filter(({ kind }) => kind === 'class')
    .map(publicSide);
  const tag = {
    kind: 'custom-element-definition',
    name: 'lex-chat',
    declaration: { name: 'LexChat', module: ELEMENT },
  };
  return {
    ...described,
    modules: [
      { kind: 'javascript-module', path: ELEMENT, declarations, exports: declarations.map(exportOf) },
      { kind: 'javascript-module', path: 'index.js', declarations: [], exports: [tag] },
    ],
  };
}

/** Tells the analyzer of the attributes that `static properties` declares, in the way of our own base class. */
function readAttributes() {
  return {
    name: 'lex-chat-attributes',
    analyzePhase({ node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      const declared = moduleDoc.declarations.find(({ name }) => name === node.name?.text);
      const properties = node.members.find(member => member.name?.getText() === 'properties')?.initializer;
      if (!declared || !properties) return;
      for (const property of properties.properties) {
        const name = property.name.getText();
        const options = Object.fromEntries(
          property.initializer.properties.map(option => [option.name.getText(), option.initializer.getText()]),
        );
        if (!options.attribute) continue;
        const field = declared.members.find(member => member.name === name);
        const attribute = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
        Object.assign(field, {
          attribute,
          ...(options.reflects && { reflects: true }),
          ...(options.first && { default: options.first }),
        });
        const { type, description } = field;
        (declared.attributes ??= []).push({ name: attribute, fieldName: name, type, description });
      }
    },
  };
}

/** Without what is private; an event that was found in the code alone has no name, and stands in the docblock with one. */
function publicSide(declaration) {
  const { members, events } = declaration;
  const isPublic = ({ name, privacy = 'public', static: isStatic }) =>
    privacy === 'public' && (!isStatic || name === 'version' || name === 'type');
  return {
    ...declaration,
    ...(members && { members: members.filter(isPublic) }),
    ...(events && { events: events.filter(({ name }) => name !== undefined) }),
    ...(declaration.name === 'LexChat' && { tagName: 'lex-chat', customElement: true }),
  };
}

function exportOf({ name }) {
  return { kind: 'js', name, declaration: { name, module: ELEMENT } };
}
