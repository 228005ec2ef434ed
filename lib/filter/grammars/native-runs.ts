import type { NativeAttribute, NativeGrammar } from '../parse-native-filter.ts';

const attribute = (type: NativeAttribute['type'], key: string): NativeAttribute => ({ type, key });

const id = attribute('text', 'run_id');
const name = attribute('text', 'run_name');
const user = attribute('text', 'user_id');
const started = attribute('time', 'start_time');
const ended = attribute('time', 'end_time');

/** The dashboard's filter of runs. `status` is in our words: queued, running, finished, failed, canceled. */
export const nativeRunsGrammar: NativeGrammar = {
  attributes: {
    id,
    run_id: id,
    name,
    run_name: name,
    status: attribute('text', 'state'),
    kind: attribute('text', 'kind'),
    user,
    user_id: user,
    actor: attribute('text', 'actor'),
    parent: attribute('text', 'parent_run_id'),
    artifact_uri: attribute('text', 'artifact_uri'),
    created: attribute('time', 'created'),
    started,
    start_time: started,
    ended,
    end_time: ended,
    /** In seconds. */
    duration: attribute('number', 'duration'),
  },
  entities: {
    metric: 'metric',
    metrics: 'metric',
    param: 'param',
    params: 'param',
    parameter: 'param',
    parameters: 'param',
    tag: 'tag',
    tags: 'tag',
    attribute: 'attribute',
    attributes: 'attribute',
    attr: 'attribute',
    run: 'attribute',
    dataset: 'dataset',
    datasets: 'dataset',
  },
  datasetKeys: ['name', 'digest', 'context'],
};
