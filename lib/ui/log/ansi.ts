/** A stretch of text in one style. Colour is one of the sixteen names, or a CSS colour for the 256 and true-colour forms. */
export interface AnsiSpan {
  text: string;
  color?: string;
  background?: string;
  bold?: true;
  dim?: true;
  italic?: true;
  underline?: true;
}

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
// A sequence is ESC [ parameters letter; links and titles are ESC ] … BEL. Only colour (letter m) means anything here.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are made of control characters
const sequence = /\u001b\[([0-9;:]*)([ -/]*[@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is left of them must not reach the page
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

type Style = Omit<AnsiSpan, 'text'>;

/** Splits a line of terminal output into styled stretches; everything that is not colour is dropped. */
export function parseAnsi(line: string): AnsiSpan[] {
  if (!line.includes('\u001b')) return [{ text: line.replace(control, '') }];
  const spans: AnsiSpan[] = [];
  let style: Style = {};
  let from = 0;
  const push = (part: string) => {
    const text = part.replace(control, '');
    if (text) spans.push({ text, ...style });
  };
  for (const match of line.matchAll(sequence)) {
    push(line.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] === 'm') style = applyCodes(style, (match[1] ?? '').split(/[;:]/).map(Number));
  }
  push(line.slice(from));
  return spans;
}

/** The text alone, for search and copy. */
export function stripAnsi(line: string): string {
  return line.replace(sequence, '').replace(control, '');
}

function applyCodes(before: Style, codes: number[]): Style {
  let style: Style = { ...before };
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 22) style = without(style, 'bold', 'dim');
    else if (code === 23) style = without(style, 'italic');
    else if (code === 24) style = without(style, 'underline');
    else if (code >= 30 && code <= 37) style.color = names[code - 30];
    else if (code >= 90 && code <= 97) style.color = names[code - 90];
    else if (code >= 40 && code <= 47) style.background = names[code - 40];
    else if (code >= 100 && code <= 107) style.background = names[code - 100];
    else if (code === 39) style = without(style, 'color');
    else if (code === 49) style = without(style, 'background');
    else if (code === 38 || code === 48) {
      const { color, used } = extended(codes, at + 1);
      at += used;
      if (color && code === 38) style.color = color;
      else if (color) style.background = color;
    }
  }
  return style;
}

function without(style: Style, ...keys: (keyof Style)[]): Style {
  return Object.fromEntries(Object.entries(style).filter(([key]) => !keys.some((each) => each === key)));
}

function extended(codes: number[], at: number): { color?: string; used: number } {
  if (codes[at] === 2) {
    const [red = 0, green = 0, blue = 0] = codes.slice(at + 1, at + 4);
    return { color: `rgb(${red} ${green} ${blue})`, used: 4 };
  }
  if (codes[at] !== 5) return { used: 0 };
  const index = codes[at + 1] ?? 0;
  if (index < 16) return { color: names[index % 8], used: 2 };
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return { color: `rgb(${grey} ${grey} ${grey})`, used: 2 };
  }
  const level = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  return {
    color: `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`,
    used: 2,
  };
}
