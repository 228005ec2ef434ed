import type { LayersModel } from '@tensorflow/tfjs';
import type { Tf } from './load-tfjs.ts';
import { jsonBytes, type ModelDocuments, type ModelFiles } from './model-files.ts';

/** Turns a model into its files, in tfjs layers format, without a file system. Equal weights give equal bytes. */
export async function saveModel({
  tf,
  model,
  documents,
}: {
  tf: Tf;
  model: LayersModel;
  documents: ModelDocuments;
}): Promise<ModelFiles> {
  let modelJson: Buffer | undefined;
  let weights: Buffer | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const data = artifacts.weightData ?? new ArrayBuffer(0);
      weights = Buffer.concat((Array.isArray(data) ? data : [data]).map((part) => Buffer.from(part)));
      modelJson = jsonBytes({
        format: 'layers-model',
        generatedBy: `tfjs-layers v${tf.version_layers}`,
        convertedBy: null,
        modelTopology: artifacts.modelTopology,
        weightsManifest: [{ paths: ['weights.bin'], weights: artifacts.weightSpecs ?? [] }],
      });
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  if (!modelJson || !weights) throw new Error('the model was not handed over for saving');
  return {
    'model.json': modelJson,
    'weights.bin': weights,
    'encoders.json': jsonBytes(documents.encoders),
    'signature.json': jsonBytes(documents.signature),
    'input_example.json': jsonBytes(documents.inputExample),
  };
}
