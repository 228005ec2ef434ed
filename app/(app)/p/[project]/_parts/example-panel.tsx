'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import type { Overview } from '#lib/overview/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';

/** Starts the story on real data, and leads to it once it has begun. */
export function ExamplePanel({ example }: { example: Overview['example'] }) {
  const api = useApi();
  const { go, href } = useNavigation();
  const queries = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const start = useMutation({
    mutationFn: () => api<{ jobId: string }>('/example', { method: 'POST', body: {} }),
    onSuccess: ({ jobId }) => {
      toast({
        tone: 'ok',
        title: text.home.example.started,
        action: { label: text.home.example.watch, onClick: () => go(href(`/jobs/${jobId}`)) },
      });
      return queries.invalidateQueries({ queryKey: ['overview'] });
    },
    onError,
  });
  const busy = example?.state === 'queued' || example?.state === 'running';
  useCommands(busy ? [] : [{ id: 'example', label: text.home.example.start, run: () => start.mutate() }]);
  return (
    <Panel title={text.home.example.title}>
      <div className="stack home-example">
        <p className="mut">{example ? text.home.example.state[example.state] : text.home.example.lead}</p>
        <div className="row">
          {busy ? null : (
            <Button
              look={example ? 'plain' : 'primary'}
              icon={Play}
              busy={start.isPending}
              onClick={() => start.mutate()}
            >
              {example ? text.home.example.again : text.home.example.start}
            </Button>
          )}
          {example ? (
            <LinkButton to={`/jobs/${example.jobId}`} look={busy ? 'primary' : 'ghost'}>
              {text.home.example.watch}
            </LinkButton>
          ) : null}
        </div>
      </div>
    </Panel>
  );
}
