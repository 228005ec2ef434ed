import type { Change, ConnectionState } from './event-connection.ts';

/** From the holder of the stream to a tab. */
export type LiveMessage =
  | { kind: 'state'; state: ConnectionState }
  | { kind: 'change'; change: Change }
  | { kind: 'gap' }
  | { kind: 'build'; build: string };

/** From a tab to the shared worker. */
export type TabMessage = { kind: 'hello'; url: string; lock: string } | { kind: 'wake' } | { kind: 'bye' };
