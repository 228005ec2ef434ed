import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool, type QueryResult } from 'pg';
import { readModels } from './read-models.ts';

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');

const require = createRequire(import.meta.url);
let loading: Promise<EngineModule> | undefined;

// The package's own entry imports its .wasm as a module, which needs a flag or a bundler; this needs neither.
async function loadEngine(): Promise<EngineModule> {
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const engine: EngineModule = await import(script);
  const bytes = await readFile(script.replace(/\.js$/, '.wasm'));
  const imports: WebAssembly.Imports = { './schema_engine_bg.js': { ...engine } };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  engine.__wbg_set_wasm(instance.exports);
  // A panic inside is reported here first; unset, its message would be lost.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma's schema engine failed: ${message}`);
      },
    },
  });
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return engine;
}

/**
 * Runs `work` with Prisma's schema engine on one database, as WebAssembly: its binary would have to be downloaded.
 * @param schema the schema its own table _prisma_migrations lives in
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
  schema?: string,
): Promise<T> {
  loading ??= loadEngine();
  const { SchemaEngine } = await loading;
  const pool = describingPool(url, schema);
  const factory = new DescribingAdapter(pool, schema === undefined ? {} : { schema });
  const models = await readModels();
  const engine = await SchemaEngine.new(
    { datamodels: models.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

// The catalogue answers with PostgreSQL's internal type "char" (18), which the adapter refuses. The pool passes it on
// as an array of it (1002), which the adapter knows and the catalogue never has, and the last step names it rightly.
const charOid = 18;
const charArrayOid = 1002;

function describingPool(url: string, schema: string | undefined): Pool {
  const options = schema === undefined ? {} : { options: `-c search_path=${schema}` };
  const pool = new Pool({ connectionString: url, max: 1, ...options });
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryResult>;
  return Object.assign(pool, {
    query: async (...args: unknown[]) => {
      const result = await query(...args);
      for (const field of result.fields ?? []) if (field.dataTypeID === charOid) field.dataTypeID = charArrayOid;
      return result;
    },
  });
}

class DescribingAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const { columnTypes, ...rest } = await queryRaw(query);
      const { Character, CharacterArray } = ColumnTypeEnum;
      return { ...rest, columnTypes: columnTypes.map((type) => (type === CharacterArray ? Character : type)) };
    };
    return adapter;
  }
}

/**
 * The SQL that leads to prisma/models; empty when nothing is missing.
 * @param from 'database' for what stands in the database at `url`, 'empty' for the whole schema
 */
export async function diffModels({ url, from }: { url: string; from: 'database' | 'empty' }): Promise<string> {
  const files = await readModels();
  const source: DiffTarget = from === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: '.' };
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: source,
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const sql = stdout ?? '';
  return sql.includes('This is an empty migration') ? '' : sql;
}
