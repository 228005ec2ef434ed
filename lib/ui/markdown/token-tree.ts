import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';
import { safeAddress } from './safe-address.ts';

/** A piece of a document with the pieces inside it. */
export interface MarkdownNode {
  token: Token;
  children: MarkdownNode[];
  /** Of an item of a list that is a task (`- [x] done`): whether it is done. */
  done?: boolean;
}

let parser: Parser | undefined;

// Markup of the writer is text, and an address we would not follow leaves its link as it was written.
function ours(): Parser {
  if (parser) return parser;
  parser = new MarkdownIt({ html: false, linkify: true });
  // Without this train.py would lead to Paraguay.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  parser.validateLink = (address) => safeAddress(address) !== undefined;
  return parser;
}

/** Markdown (CommonMark with tables, strikethrough and bare links) as a tree. */
export function parseMarkdown(source: string): MarkdownNode[] {
  const tree = nest(ours().parse(source, {}));
  markTasks(tree);
  return tree;
}

function nest(tokens: readonly Token[]): MarkdownNode[] {
  const top: MarkdownNode[] = [];
  const open: MarkdownNode[][] = [top];
  for (const token of tokens) {
    if (token.nesting < 0) {
      open.pop();
      continue;
    }
    const node: MarkdownNode = { token, children: token.children ? nest(token.children) : [] };
    open.at(-1)?.push(node);
    if (token.nesting > 0) open.push(node.children);
  }
  return top;
}

const task = /^\[([ xX])\] /;

function markTasks(nodes: readonly MarkdownNode[]): void {
  for (const node of nodes) {
    const words = node.token.type === 'list_item_open' ? node.children[0]?.children[0]?.children[0]?.token : undefined;
    const mark = words?.type === 'text' ? task.exec(words.content)?.[1] : undefined;
    if (words && mark !== undefined) {
      node.done = mark !== ' ';
      words.content = words.content.replace(task, '');
    }
    markTasks(node.children);
  }
}
