const token = /"(?:[^"\\]|\\.)*"|-?\b(?:Infinity|NaN)\b/g;

/**
 * JSON as Python writes it too: NaN and the infinities, which stand bare there, become null.
 * @throws SyntaxError
 */
export function readJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const plain = content.replace(token, (found) => (found.startsWith('"') ? found : 'null'));
    if (plain === content) throw error;
    return JSON.parse(plain);
  }
}
