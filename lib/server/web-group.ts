import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import { GroupMessage } from '#lib/http/web-group.ts';

/** The supervisor's part for web processes that share a port: what one has to tell the others goes through here. */
export function leadWebGroup(): void {
  const figures = new AggregatorRegistry();
  cluster.on('message', (from: Worker, said: unknown) => {
    const message = GroupMessage.safeParse(said).data;
    if (message?.type === 'figures-of-all') {
      figures.clusterMetrics().then(
        (text) => send(from, { type: 'figures', asked: message.asked, text }),
        // One of them is about to end; the asker answers with its own.
        () => send(from, { type: 'figures', asked: message.asked, text: '' }),
      );
    } else if (message?.type === 'project-gone') {
      for (const other of Object.values(cluster.workers ?? {})) if (other && other !== from) send(other, message);
    }
  });
}

function send(to: Worker, message: GroupMessage): void {
  if (to.isConnected()) to.send(message, () => {});
}
