import { DomainError } from '../../errors.ts';

/**
 * What DuckDB says about a file it could not read, as an error for the person who sent it: the file's own name in
 * place of the server's path, and what to do. Errors that are ours already, and faults of the machine, pass through.
 */
export function fileError(error: unknown, names: { path: string; name: string }[]): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  let message = error.message;
  for (const { path, name } of names) message = message.replaceAll(path, name);
  if (
    /no space left|could not write|failed to write|max_temp_directory_size/i.test(message) &&
    !/permission/i.test(message)
  ) {
    return new DomainError('DISK_FULL', 'The disk that holds TRAZA_DATA is full.', {
      hint: 'Free space there, or move TRAZA_DATA to a larger disk, and try again.',
      cause: error,
    });
  }
  if (
    !/^(Invalid Input|Invalid|Conversion|Binder|IO|Parser|Serialization|Invalid type|Not implemented|Malformed|Internal|Corrupt|TProtocolException|ZSTD|Out of Range|INTERNAL|Snappy)/i.test(
      message,
    )
  ) {
    return error;
  }
  const line = /Line: (\d+)/.exec(message)?.[1] ?? /line (\d+)/i.exec(message)?.[1];
  const column = /Error when converting column "([^"]+)"/.exec(message)?.[1];
  const record = /in (?:record|record\/value) (\d+)/.exec(message)?.[1];
  const where = [
    ...(line ? [`line ${line}`] : record ? [`row ${record}`] : []),
    ...(column ? [`column "${column}"`] : []),
  ].join(', ');
  const misfit = /Could not convert string "([\s\S]*?)" to '?([A-Z ]+?)'?(?:\s|$)/.exec(message);
  const cast = /Failed to (?:cast|parse) [^:]*: ("[\s\S]{0,80})/.exec(message);
  const what = misfit
    ? `"${(misfit[1] ?? '').slice(0, 80)}" is not a ${misfit[2]}`
    : cast
      ? `${(cast[1] ?? '').split('\n')[0]} does not fit the type of its column`
      : firstSentences(message);
  const name = names.map((entry) => entry.name).join(', ');
  return new DomainError(
    'BAD_FILE',
    `${name} could not be read${where ? ` at ${where}` : ''}: ${what.replace(/\.$/, '')}.`,
    {
      fields: [{ path: 'file', message: [where, what].filter(Boolean).join(': ') }],
      hint: 'Check the file, or choose other column types, and send it again.',
      cause: error,
    },
  );
}

/** DuckDB appends a page of settings to its CSV errors; the first lines say what is wrong. */
function firstSentences(message: string): string {
  const [head = ''] = message.split(
    /\n\s*(?:Possible (?:fixes|solutions?)|\* |LINE \d+:|Stack Trace|This error signals)/,
  );
  const text = head
    .replace(/^[A-Za-z ]+ Error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
