import { z } from 'zod';
import { cutTo, exceeds } from '../text-length.ts';
import { OptionalText } from './wire.ts';

export const maxKeyLength = 250;
export const maxParamLength = 6_000;
export const maxTagLength = 8_000;

// Letters, digits and underscores of any script, as Python's \w reads them.
const keyCharacters = /^[/\p{L}\p{N}_.\- :]*$/u;

// Lists and objects that MLflow's own client reads back as JSON; cut short they would break it.
const documentTags = new Set(['mlflow.loggedArtifacts', 'mlflow.log-model.history']);

/** The value of a tag as it is kept: long ones are cut, as MLflow does. */
export function tagValue(key: string, value: string): string {
  return documentTags.has(key) ? value : cutTo(value, maxTagLength);
}

/** The value of a param as it is kept: long ones are cut, as MLflow does. */
export function paramValue(value: string): string {
  return cutTo(value, maxParamLength);
}

export function tooLong(name: string, most: number): string {
  return `'${name}' exceeds the maximum length of ${most} characters`;
}

/** A text that may be missing, of at most so many characters. */
export function optionalTextOf(name: string, most: number) {
  return OptionalText.refine((text) => text === undefined || !exceeds(text, most), tooLong(name, most));
}

/** What a registered model or a version says of itself: a page of text, which lists show. */
export const Description = optionalTextOf('description', 100_000);

/** What keeps a text from being the key of a metric, a param or a tag; undefined where nothing does. */
export function whyNoKey(key: string): string | undefined {
  if (!keyCharacters.test(key)) {
    return (
      'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colons (:) and ' +
      'slashes (/).'
    );
  }
  const odd = key.startsWith('..') || key.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (odd) return "Names are read as paths too: they have no empty part, no '.' or '..' and no '/' at either end.";
  if (exceeds(key, maxKeyLength)) return tooLong('key', maxKeyLength);
  return undefined;
}

/** The key of a metric, a param or a tag; it must be there. */
export const KeyText = z
  .string()
  .min(1)
  .transform((key, ctx) => {
    const reason = whyNoKey(key);
    if (reason === undefined) return key;
    ctx.addIssue({ code: 'custom', message: reason, input: key });
    return z.NEVER;
  });
