'use client';

import { useQuery } from '@tanstack/react-query';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import { apiSend } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { type FileHome, filePath } from './file-home.ts';
import { looksLikeText } from './preview-kind.ts';

export interface FileText {
  text: string;
  /** The file goes on beyond what is here. */
  cut: boolean;
  /** false: its bytes are no text. */
  readable: boolean;
}

/** The first `limit` bytes of a file as text. */
export function useFileText(home: FileHome, file: Pick<ArtifactAnswer, 'path' | 'digest' | 'size'>, limit: number) {
  const { project } = useNavigation();
  return useQuery({
    // By digest: the same bytes need not be fetched again, and a rewritten file is not shown from memory.
    queryKey: ['artifact-text', file.digest, limit],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<FileText> => {
      if (file.size === 0) return { text: '', cut: false, readable: true };
      const cut = file.size > limit;
      const answer = await apiSend(project, filePath(home, file.path), {
        signal,
        headers: { accept: '*/*', ...(cut ? { range: `bytes=0-${limit - 1}` } : {}) },
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const readable = looksLikeText(bytes);
      return { text: readable ? new TextDecoder().decode(bytes) : '', cut, readable };
    },
  });
}
