/**
 * What a request or a response says, without the JSON around it: the text itself, the only field of an object, the last
 * message of a chat. As it stands where it is anything else, or was cut off; null for nothing. Pure.
 */
export function previewText(preview: string | null): string | null {
  if (preview === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(preview);
  } catch {
    return preview;
  }
  return value === null ? null : (sayingOf(value) ?? preview);
}

function sayingOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('content' in value && typeof value.content === 'string') return value.content;
  if ('messages' in value && Array.isArray(value.messages)) return sayingOf(value.messages.at(-1));
  const fields: unknown[] = Object.values(value);
  return fields.length === 1 ? sayingOf(fields[0]) : undefined;
}
