import type { RunStatus } from './schema.ts';

export interface KeyValue {
  key: string;
  value: string;
}

/** A dataset as a client described it. */
export interface LoggedDatasetRecord {
  name: string;
  digest: string;
  sourceType: string;
  source: string;
  schema: string | null;
  profile: string | null;
}

/** The last point of a metric, by MLflow's rule. */
export interface LastPoint {
  key: string;
  /** NaN and the infinities as texts. */
  value: number | string;
  /** Milliseconds since 1970. */
  timestamp: number;
  step: number;
}

/** What a run is, without what was logged into it. Times are milliseconds since 1970. */
export interface RunInfo {
  id: string;
  name: string;
  kind: string;
  status: RunStatus;
  /** Who ran it, in the words of the client. */
  userName: string | null;
  startedAt: number;
  endedAt: number | null;
  archived: boolean;
  /** The experiment it belongs to; null for work of the platform that named none. */
  experiment: { id: number; isDefault: boolean; artifactLocation: string | null } | null;
}

/** A run with all that a tracking client reads of it. */
export interface RunRecord extends RunInfo {
  metrics: LastPoint[];
  params: KeyValue[];
  tags: KeyValue[];
  datasets: { dataset: LoggedDatasetRecord; tags: Record<string, string> }[];
  modelInputs: string[];
  modelOutputs: { modelId: string; step: number }[];
}
