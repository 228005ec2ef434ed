import type { AssessmentAnswer } from '#lib/traces/answer-schema.ts';
import { Chip, type Tone } from '#lib/ui/chip.tsx';

/** What is thought of a trace, short: `correct: yes`. */
export function AssessmentChip({ assessment }: { assessment: AssessmentAnswer }) {
  const { name, kind, value, error, rationale, sourceId } = assessment;
  const shown = error ?? (typeof value === 'string' ? value : JSON.stringify(value));
  return (
    <Chip
      tone={kind === 'feedback' ? toneOf(value, error) : 'plain'}
      title={[sourceId, rationale].filter(Boolean).join(': ')}
    >
      <span className="clip">{`${name}: ${shown}`}</span>
    </Chip>
  );
}

function toneOf(value: AssessmentAnswer['value'], error: string | null): Tone {
  if (error !== null) return 'warn';
  if (value === true || value === 'yes') return 'ok';
  return value === false || value === 'no' ? 'bad' : 'accent';
}
