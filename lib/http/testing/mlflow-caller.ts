import type { Route } from '../define-route.ts';

type Params = Record<string, string | string[]>;

function withQuery(fields: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, String(one));
  }
  return `?${query}`;
}

async function answered(response: Response) {
  const text = await response.text();
  // The body has no type until a test has looked at it.
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/**
 * Calls routes of MLflow's API in a project, as the front door does: the fields are the query of a GET and the JSON body
 * of anything else; params are the [name] parts of the address.
 */
export function mlflowCaller(slug: string) {
  const headers = { host: 'localhost:3000', 'x-traza-project': slug, 'content-type': 'application/json' };
  const send =
    (method: string) =>
    async (route: Route, fields: object = {}, params: Params = {}) => {
      const request = new Request('http://localhost:3000/api/2.0/mlflow/x', {
        method,
        headers,
        body: JSON.stringify(fields),
      });
      return answered(await route(request, { params: Promise.resolve(params) }));
    };
  return {
    get: async (route: Route, fields: object = {}, params: Params = {}) => {
      const request = new Request(`http://localhost:3000/api/2.0/mlflow/x${withQuery(fields)}`, { headers });
      return answered(await route(request, { params: Promise.resolve(params) }));
    },
    post: send('POST'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  };
}
