import { defineConfig } from 'prisma/config';

// Only Prisma's own commands read this; Traza migrates by itself. They keep their table where Traza keeps it.
function databaseUrl(): string | undefined {
  if (!process.env.DATABASE_URL) return undefined;
  const url = new URL(process.env.DATABASE_URL);
  url.searchParams.set('schema', 'traza');
  return url.toString();
}

const url = databaseUrl();

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
});
