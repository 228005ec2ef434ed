import type { KeyValue } from '../runs/run-record.ts';

/** An experiment as tracking clients read it. Times are milliseconds since 1970. */
export interface ExperimentRecord {
  id: number;
  name: string;
  /** The project's `Default`. */
  isDefault: boolean;
  /** Where its clients keep the files of its runs themselves; null: here. */
  artifactLocation: string | null;
  archived: boolean;
  createdAt: number;
  updatedAt: number;
  tags: KeyValue[];
}
