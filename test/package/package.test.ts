import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { execute, npm, packInstalled, run, usePackedWidget } from './packed-widget.ts';

const PAGE = `import 'lex-chat';
import { LexChat, type LexChatReplyEvent, type OwnStrings, type VisitorTokenSource } from 'lex-chat/element';

const chat = document.querySelector('lex-chat')!;
const strings: OwnStrings = { title: '닥결' };
const token: VisitorTokenSource = async () => (await fetch('/chat-token')).text();
Object.assign(chat, { strings, visitorToken: token });
chat.layout = 'inline';
chat.addEventListener('lex-chat-reply', (event: LexChatReplyEvent) => document.title = event.reply.text);
chat.addEventListener('lex-chat-failure', ({ code, messageId }) => document.title = code + (messageId ?? ''));
chat.addEventListener('lex-chat-part', ({ part }) => { if (part.kind === 'payload') document.title = part.content; });
export const id: Promise<string> = chat.send('안녕');
export const version: string = LexChat.version;
// @ts-expect-error -- There is no such layout.
chat.layout = 'window';
`;

/** Where somebody starts who has read no more than the package's name. */
const OPTIONS = { strict: true, noEmit: true, target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: [] };

describe('the package, in a project that knows nothing of this repository', { timeout: 120_000 }, () => {
  const widget = usePackedWidget();
  let project: string;

  beforeAll(async () => {
    project = join(widget.folder, 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
    const lit = await packInstalled('lit', join(widget.folder, 'tarballs'));
    await npm(['install', widget.tarball, ...lit.values()], project);
    write('page.ts', PAGE);
  }, 120_000);

  const write = (file: string, content: string) => writeFileSync(join(project, file), content);

  /** What Vite makes of a page with this script. */
  async function built(script: string): Promise<string> {
    write('index.html', '<!doctype html><script type="module" src="/main.js"></script>');
    write('main.js', script);
    await run('vite', 'bin/vite.js', ['build', '--logLevel', 'warn', '--minify', 'false'], project);
    const assets = join(project, 'dist/assets');
    return readdirSync(assets)
      .filter(file => file.startsWith('index-'))
      .map(file => readFileSync(join(assets, file), 'utf8'))
      .join();
  }

  it('brings Lit along, and nothing else', () => {
    const manifest = read('node_modules/lex-chat/package.json');
    expect(Object.keys(manifest['dependencies'] as object)).toEqual(['lit']);
    expect(manifest).not.toHaveProperty('peerDependencies');
    expect(manifest['sideEffects']).toEqual(['./index.js']);
    const installed = Object.keys(read('package-lock.json')['packages'] as object);
    expect(installed.filter(place => place.includes('lex-chat'))).toEqual(['node_modules/lex-chat']);
    const files = readdirSync(join(project, 'node_modules/lex-chat'), { recursive: true, encoding: 'utf8' });
    expect(files.filter(file => /(?<!\.d)\.tsx?$|\.test\.|fake|fixture/.test(file))).toEqual([]);
  });

  const read = (file: string) => JSON.parse(readFileSync(join(project, file), 'utf8')) as Record<string, unknown>;

  it.each([
    // Down to the last of its types and of Lit's, once: the rest of it is the library of the DOM.
    { moduleResolution: 'bundler', module: 'esnext', skipLibCheck: false },
    { moduleResolution: 'nodenext', module: 'nodenext', skipLibCheck: true },
  ])('has types that hold where modules are resolved as $moduleResolution', async resolved => {
    const compilerOptions = { ...OPTIONS, ...resolved };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['page.ts'] }));
    await run('typescript', 'bin/tsc', ['-p', '.'], project);
  });

  it('is built by Vite with its parts in files of their own', async () => {
    const first = await built(`import 'lex-chat';`);
    expect(first).toMatch(/customElements\b[\s\S]*\.define\(/);
    const files = readdirSync(join(project, 'dist/assets'));
    for (const part of ['panel', 'ko', 'en', 'card', 'rarities', 'history', 'site', 'your-data']) {
      expect(
        files.filter(file => file.replace(/-.{8}\.js$/, '') === part),
        part,
      ).toHaveLength(1);
    }
  });

  it('leaves nothing behind of a class that nobody uses, and defines the tag by one door alone', async () => {
    expect(await built(`import 'lex-chat/element'; import 'lex-chat/react'; import 'lex-chat/vue';`)).not.toContain(
      'attachShadow',
    );
    const alone = await built(`import { LexChat } from 'lex-chat/element'; document.title = LexChat.version;`);
    expect(alone).toContain('lex-chat-show');
    expect(alone).toContain('attachShadow');
    expect(alone).not.toMatch(/\.define\(["'`]?(lex-chat|TAG)/);
  });

  it('is imported by Node, which has no document, and leaves nothing running there', async () => {
    write(
      'server.js',
      `const { LexChat } = await import('lex-chat/element');
       const { LexChat: defined } = await import('lex-chat');
       await Promise.all(['react', 'vue'].map(door => import('lex-chat/' + door)));
       console.log(typeof LexChat, LexChat === defined, typeof document);`,
    );
    expect(await execute(process.execPath, ['server.js'], project)).toBe('function true undefined\n');
  });

  it('is clean to publint', async () => {
    const { messages } = await publint({ pkgDir: join(widget.folder, 'package'), pack: false, strict: true });
    const manifest = read('node_modules/lex-chat/package.json');
    expect(messages.map(message => formatMessage(message, manifest, { color: false }) ?? message.code)).toEqual([]);
  });

  it('has types for each door as Are The Types Wrong sees them', async () => {
    const found = await checkPackage(createPackageFromTarballData(readFileSync(widget.tarball)));
    // The package is a module, as Lit is: those who can only `require` are told so.
    const answered = (kind: string) => kind === 'node16-esm' || kind === 'bundler';
    const problems = 'problems' in found ? found.problems : [{ kind: 'no types' }];
    expect(
      problems.filter(problem => !('resolutionKind' in problem) || answered(String(problem.resolutionKind))),
    ).toEqual([]);
    expect('entrypoints' in found && Object.keys(found.entrypoints)).toEqual(
      expect.arrayContaining(['.', './element', './react', './vue']),
    );
  });
});
