/** A point of a metric that a run measured of a logged model. */
export interface ModelPoint {
  modelId: string;
  key: string;
  value: number;
  step: number;
  /** Milliseconds since 1970. */
  at: number;
  /** The dataset it was measured on; '' where none is named. */
  datasetName: string;
  datasetDigest: string;
}
