import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { archiveRun } from '#lib/runs/archive-run.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { restoreRun } from '#lib/runs/restore-run.ts';
import { RunDetail, UpdateRunInput } from '#lib/runs/schema.ts';
import { deleteTag } from '#lib/tags/delete-tag.ts';
import { noteTag, runNameTag } from '#lib/tags/known-tags.ts';
import { setTags } from '#lib/tags/set-tags.ts';

// GET, PATCH /api/v1/runs/{run}: archived ones too. Archiving is a PATCH, nothing is deleted.

const params = z.object({ run: z.string() });

export const GET = defineRoute({
  summary: 'One run with params, tags, last metrics, inputs and outputs',
  auth: 'owner',
  params,
  answer: RunDetail,
  handler: ({ ctx, params }) => getRun({ ctx, input: { runId: params.run } }),
});

export const PATCH = defineRoute({
  summary: 'Rename a run, write its note and its tags, archive or restore it',
  auth: 'owner',
  params,
  body: UpdateRunInput,
  answer: RunDetail,
  handler: async ({ ctx, params, body: { name, note, tags: change = {}, archived } }) => {
    const runId = params.run;
    if (archived === false) await restoreRun({ ctx, input: { runId } });
    const set = Object.entries(change).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
    const tags = {
      ...Object.fromEntries(set),
      ...(name === undefined ? {} : { [runNameTag]: name }),
      ...(note === undefined ? {} : { [noteTag]: note }),
    };
    await setTags({ ctx, input: { runId, tags } });
    for (const [key, value] of Object.entries(change))
      if (value === null) await deleteTag({ ctx, input: { runId, key } });
    if (archived === true) await archiveRun({ ctx, input: { runId } });
    return getRun({ ctx, input: { runId } });
  },
});
