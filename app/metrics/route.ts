import { defineRoute } from '#lib/http/define-route.ts';
import { textResponse } from '#lib/http/json-response.ts';
import { collectMetrics } from '#lib/http/metrics.ts';

// GET /metrics: Prometheus text. Asks for the token like the rest: give the scraper an authorization header.

export const GET = defineRoute({
  summary: 'Figures for Prometheus',
  auth: 'owner',
  answer: 'stream',
  handler: async () => {
    const { text, contentType } = await collectMetrics();
    return textResponse(text, { headers: { 'content-type': contentType } });
  },
});
