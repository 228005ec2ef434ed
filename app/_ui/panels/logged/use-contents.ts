'use client';

import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import type { LoggedFile } from '#lib/artifacts/across-runs/schema.ts';
import { apiSend } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { formatBytes } from '#lib/ui/format.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { artifactPath } from '../../run/artifact-path.ts';

const mostBytes = 16 * 2 ** 20;

/** Reads the content of a file; throws an Error with a sentence for people where it is not what it should be. */
export type ReadContent<Content> = (content: string, path: string) => Content;

interface Read<Content> {
  content: Content;
}

export interface Contents<Content> {
  /** Those that are there, in the order of the files. */
  items: readonly { file: LoggedFile; content: Content }[];
  failed: readonly { file: LoggedFile; error: Error }[];
  loading: boolean;
}

/**
 * The contents of one file of each of some runs. By digest: the same bytes are fetched and read once.
 * @param kind who reads: the same bytes may be read in several ways
 * @param read keep stable: module scope
 */
export function useContents<Content>(
  kind: string,
  files: readonly LoggedFile[],
  read: ReadContent<Content>,
): Contents<Content> {
  const { project } = useNavigation();
  const client = useQueryClient();
  const lastOf = ({ runId, path }: LoggedFile) => ['logged-content', 'last', kind, runId, path];
  return useQueries({
    queries: files.map((file) => ({
      queryKey: ['logged-content', kind, file.digest],
      // A file that a run has written again stays as it was until it is there anew.
      placeholderData: () => client.getQueryData<Read<Content>>(lastOf(file)),
      staleTime: Number.POSITIVE_INFINITY,
      // What is not what it should be will not be by another try.
      retry: (count: number, error: Error) => error instanceof ApiError && count < 2,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        if (file.size > mostBytes)
          throw new Error(text.logged.tooLarge(formatBytes(file.size), formatBytes(mostBytes)));
        const answer = await apiSend(project, artifactPath(file.runId, file.path), {
          signal,
          headers: { accept: '*/*' },
        });
        const data = { content: read(await answer.text(), file.path) };
        client.setQueryData(lastOf(file), data);
        return data;
      },
    })),
    combine: (results: UseQueryResult<Read<Content>>[]): Contents<Content> => ({
      items: files.flatMap((file, at) => {
        const data = results[at]?.data;
        return data ? [{ file, content: data.content }] : [];
      }),
      failed: files.flatMap((file, at) => {
        const error = results[at]?.error;
        return error ? [{ file, error }] : [];
      }),
      loading: results.some((result) => result.isPending),
    }),
  });
}
