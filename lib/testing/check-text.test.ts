import { describe, expect, test } from 'vitest';
import { textProblems } from './check-text.ts';

const imports = "import { text } from '#lib/ui/text/text.ts';\n";
const problemsOf = (source: string) => textProblems('app/page.tsx', imports + source);

describe('texts are read inside functions', () => {
  test.each([
    ['a constant', 'const words = text.jobs;'],
    ['a table of columns', "const columns = [{ id: 'name', header: text.jobs.name }];"],
    ['metadata', 'export const metadata = { title: text.jobs.title } satisfies Metadata;'],
    ['a callback that runs at once', 'const items = kinds.map((kind) => text.jobs.kinds[kind]);'],
    ['a function called where it stands', 'const title = (() => text.jobs.title)();'],
    ['a part taken out', 'const { jobs } = text;'],
    ['a static field', 'class Names { static title = text.jobs.title; }'],
  ])('%s is found', (_, source) => {
    const problems = problemsOf(source);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('app/page.tsx:2 reads "text');
    expect(problems[0]).toContain('make it a function');
  });

  test('a number written while the module loads is found', () => {
    const source = "import { formatCount } from '#lib/ui/format.ts';\nconst most = formatCount(1000);";
    expect(textProblems('app/page.tsx', source)[0]).toContain('app/page.tsx:2 reads "formatCount(1000)');
  });

  test.each([
    'const columns = [{ header: () => text.jobs.name }];',
    'export function generateMetadata() { return { title: text.jobs.title }; }',
    'type Words = typeof text.jobs;',
    'function Copy({ label = text.common.copy }) { return label; }',
    'const lazily = lazy(() => load(text.jobs.title));',
    'class Names { title = text.jobs.title; }',
  ])('%s is fine', (source) => expect(problemsOf(source)).toEqual([]));
});

describe('words stand in the language files', () => {
  test.each([
    ['text of an element', 'const A = () => <p>Nothing here</p>;'],
    ['an expression', "const A = () => <p>{'Nothing here'}</p>;"],
    ['one way of two', "const A = ({ ok }) => <p>{ok ? name : 'Nothing here'}</p>;"],
    ['a fallback', "const A = ({ name }) => <p>{name ?? 'Nothing here'}</p>;"],
    ['a sentence put together', `const A = ({ count }) => <p>{\`Nothing here but \${count}\`}</p>;`],
    ['aria-label', 'const A = () => <p aria-label="Nothing here" />;'],
    ['title', 'const A = () => <p title={`Nothing here`} />;'],
    ['placeholder', 'const A = () => <input placeholder="Nothing here" />;'],
    ['alt', 'const A = () => <img alt="Nothing here" />;'],
    ['a label in an object', "const A = () => [{ id: 'a', label: 'Nothing here' }];"],
  ])('%s is found', (_, source) => {
    const problems = problemsOf(source);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('app/page.tsx:2 says');
    expect(problems[0]).toContain('lib/ui/text/en/ and es/');
  });

  test.each([
    'const A = () => <h1>Traza</h1>;',
    `const A = ({ ms }) => <p title={\`\${ms} ms\`}>{'×'} {ms} MB</p>;`,
    'const A = () => <code>npm start</code>;',
    'const A = () => <kbd>Esc</kbd>;',
    'const A = () => <p className="row wide" id="nothing-here" />;',
    "const A = ({ kind }) => (kind === 'dataset' ? <p /> : null);",
  ])('%s is fine', (source) => expect(problemsOf(source)).toEqual([]));
});
