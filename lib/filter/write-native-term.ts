/** A text as a value in the dashboard's filter language, whatever it holds. Pure. */
export function nativeValue(text: string): string {
  // A backslash before a backtick is only a backslash; before another quote it would not let the quote end.
  return `\`${text.replaceAll('`', '``')}\``;
}

/**
 * A key of a param, a tag or a metric as the dashboard's filters name it. Pure.
 * @returns undefined for a key with all three kinds of quotes, which they cannot name
 */
export function nativeName(entity: 'metric' | 'param' | 'tag', key: string): string | undefined {
  const quote = ['`', '"', "'"].find((one) => !key.includes(one) && (one === '`' || !key.endsWith('\\')));
  return quote && `${entity}.${quote}${key}${quote}`;
}

/** That a field has this text, or, for null, that it has nothing. @param name as filters name the field */
export function nativeEquals(name: string, value: string | null): string {
  return value === null ? `${name} is null` : `${name} = ${nativeValue(value)}`;
}
