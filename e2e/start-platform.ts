import { startProduct } from '../lib/testing/start-product.ts';

/** Starts the product once for all browser tests. */
export default async function startPlatform(): Promise<() => Promise<void>> {
  const product = await startProduct();
  process.env.TRAZA_TEST_URL = product.url;
  return product.stop;
}
