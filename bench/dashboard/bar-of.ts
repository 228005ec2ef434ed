import type { Bar } from '../bar.ts';

/** Milliseconds, for a table. */
export const ms = (value: number) => `${value.toFixed(0)} ms`;

export const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

export const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** A bar that is met by a figure below its goal. @param goal with its unit, `written` of it */
export function below(of: {
  name: string;
  figure: number;
  goal: number;
  written: (figure: number) => string;
  more?: string;
  detail: Bar['detail'];
}): Bar {
  return {
    name: of.name,
    goal: `< ${of.written(of.goal)}`,
    measured: of.written(of.figure) + (of.more ? ` (${of.more})` : ''),
    met: of.figure < of.goal,
    detail: of.detail,
  };
}
