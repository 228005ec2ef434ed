import { watch } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project-root.ts';

const quietMs = 200;

/** Calls `onChange` after files of the API and of lib changed and 200 ms were quiet. Returns how to stop. */
export function watchSources(onChange: (file: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = ['lib', 'app/api'].map((folder) =>
    watch(path.join(projectRoot, folder), { recursive: true }, (_event, name) => {
      const file = `${folder}/${name}`;
      if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|\/generated\/|^lib\/(ui|testing|cli|sdk)\//.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => onChange(file), quietMs);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
