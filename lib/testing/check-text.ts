import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vitest/node';
import { sourceFiles } from './source-files.ts';

/** A node of the tree that the parser gives (ESTree with JSX and types), as far as this file reads it. */
interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
/** Methods that call their callback at once, so that it runs when the call does. */
const eager = new Set(['map', 'flatMap', 'filter', 'forEach', 'reduce', 'find', 'some', 'every', 'sort', 'toSorted']);

/** Modules whose answers depend on the language of now. */
const speaking = /(^|\/)(ui|\.|\.\.)\/(text\/(text|language)|format)\.ts$/;

function speakingNames(program: Node): Set<string> {
  const names = new Set<string>();
  for (const statement of program.body as Node[]) {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') continue;
    if (!speaking.test((statement.source as Node).value as string)) continue;
    for (const specifier of statement.specifiers as Node[]) names.add((specifier.local as Node).name as string);
  }
  return names;
}

/** Functions that a call at module scope runs at once: its callee, and the callbacks of array methods. */
function runAtOnce(call: Node): Node[] {
  const callee = call.callee as Node;
  const method = callee.type === 'MemberExpression' ? ((callee.property as Node).name as string) : '';
  return eager.has(method) ? [callee, ...(call.arguments as Node[])] : [callee];
}

/** Where a name that speaks is read while the module loads. */
function* readsWhileLoading(node: Node, names: Set<string>, atOnce: boolean): Generator<Node> {
  if (functions.has(node.type) && !atOnce) return;
  if (node.type === 'ImportDeclaration' || node.type.startsWith('TS')) {
    // `x as T` and `x satisfies T` are values in the clothes of a type; whatever else is a type is never run.
    if (isNode(node.expression)) yield* readsWhileLoading(node.expression, names, false);
    return;
  }
  if (node.type === 'PropertyDefinition' && !node.static) return;
  if (node.type === 'MemberExpression' && isNode(node.object) && names.has(node.object.name as string)) yield node;
  // `const { jobs } = text` reads as well.
  const taken =
    node.type === 'VariableDeclarator' && (node.id as Node).type === 'ObjectPattern' ? node.init : undefined;
  if (isNode(taken) && names.has(taken.name as string)) yield taken;
  const eagerly = node.type === 'CallExpression' ? runAtOnce(node) : [];
  if (eagerly[0] && names.has(eagerly[0].name as string)) yield node;
  for (const child of childrenOf(node)) yield* readsWhileLoading(child, names, eagerly.includes(child));
}

/** Attributes and fields that are read by people. */
const shownNames = new Set([
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'alt',
  'label',
  'hint',
  'header',
  'summary',
]);
/** What is the same in every language: products, formats, units, names of algorithms. */
const sameEverywhere = new Set(
  'Traza MLflow mlflow CSV JSON PNG SVG Parquet API REST SHA sha NaN UTC AUC ROC EMA ms min px kB MB GB TB'.split(' '),
);
/** Elements that hold what is typed, not what is said. */
const codeElements = new Set(['code', 'pre', 'kbd', 'samp', 'style', 'script']);

function saysSomething(words: string): boolean {
  return (words.match(/\p{L}{2,}/gu) ?? []).some((word) => !sameEverywhere.has(word));
}

/** Literal words in an expression whose value is shown. */
function* wordsIn(node: Node): Generator<Node> {
  if (node.type === 'Literal') {
    if (typeof node.value === 'string' && saysSomething(node.value)) yield node;
  } else if (node.type === 'TemplateLiteral') {
    if ((node.quasis as Node[]).some((part) => saysSomething((part.value as { cooked: string }).cooked))) yield node;
  } else if (node.type === 'JSXExpressionContainer') yield* wordsIn(node.expression as Node);
  else if (node.type === 'ConditionalExpression') {
    yield* wordsIn(node.consequent as Node);
    yield* wordsIn(node.alternate as Node);
  } else if (node.type === 'LogicalExpression' || node.type === 'BinaryExpression') {
    if (node.type === 'BinaryExpression' && node.operator !== '+') return;
    yield* wordsIn(node.left as Node);
    yield* wordsIn(node.right as Node);
  }
}

/** Words that a reader sees and that stand in the code. */
function* literalWords(node: Node): Generator<Node> {
  if (node.type === 'JSXElement') {
    const opening = node.openingElement as Node;
    if (codeElements.has((opening.name as Node).name as string)) return;
  }
  if (node.type === 'JSXText' && saysSomething(node.value as string)) yield node;
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    for (const child of node.children as Node[]) if (child.type === 'JSXExpressionContainer') yield* wordsIn(child);
  }
  if (node.type === 'JSXAttribute' && isNode(node.value) && shownNames.has((node.name as Node).name as string))
    yield* wordsIn(node.value);
  if (node.type === 'Property' && isNode(node.value)) {
    const key = node.key as Node;
    if (shownNames.has((key.name ?? key.value) as string)) yield* wordsIn(node.value);
  }
  for (const child of childrenOf(node)) yield* literalWords(child);
}

/**
 * Checks one file of the pages: texts are read inside functions, and words stand in lib/ui/text only.
 * @param file path from the root, with forward slashes
 * @returns one sentence for each place
 */
export function textProblems(file: string, source: string): string[] {
  const program = parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
  const place = (node: Node) => `${file}:${source.slice(0, node.start).split('\n').length}`;
  const excerpt = (node: Node) =>
    JSON.stringify(
      source
        .slice(node.start, node.start + 40)
        .trim()
        .split('\n')[0],
    );
  const problems: string[] = [];
  for (const read of readsWhileLoading(program, speakingNames(program), false))
    problems.push(
      `${place(read)} reads ${excerpt(read)} while the module loads, which fixes its language for every reader: make it a function, or read it where it is drawn.`,
    );
  for (const words of literalWords(program))
    problems.push(
      `${place(words)} says ${excerpt(words)} in the code: put it into lib/ui/text/en/ and es/, and read it from text. (Names that no language changes are listed in lib/testing/check-text.ts.)`,
    );
  return problems;
}

/** Checks every file that pages are drawn from, below `root`. */
export function checkText(root: string): string[] {
  const problems: string[] = [];
  for (const folder of ['app', 'lib/ui']) {
    for (const file of sourceFiles(path.join(root, folder))) {
      const name = path.relative(root, file).split(path.sep).join('/');
      if (/^lib\/ui\/text\/|(^|\/)route\.ts$|\.test\.tsx?$/.test(name)) continue;
      problems.push(...textProblems(name, readFileSync(file, 'utf8')));
    }
  }
  return problems;
}
