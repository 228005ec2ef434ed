import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '#lib/ui/chip.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import './run.css';

export interface AnswerView {
  key: 'data' | 'when' | 'params' | 'code' | 'outputs';
  /** `pending`: the run is not over, it may still come. */
  state: 'recorded' | 'pending' | 'missing';
  /** The answer itself, a link where it leads somewhere. */
  headline: ReactNode;
  /** What else is known, one line each. */
  lines: ReactNode[];
}

const icons = { recorded: Check, pending: CircleDashed, missing: TriangleAlert };

/** Which data, when, which parameters, which code, what came out and where: each with what is missing said in words. */
export function FiveAnswers({ answers }: { answers: AnswerView[] }) {
  const recorded = answers.filter((answer) => answer.state === 'recorded').length;
  return (
    <Panel
      flush
      title={text.run.five.title}
      actions={<Chip tone={recorded === 5 ? 'ok' : 'plain'}>{text.run.five.recorded(recorded)}</Chip>}
    >
      <ul className="five">
        {answers.map((answer) => {
          const Icon = icons[answer.state];
          return (
            <li key={answer.key} className={answer.state}>
              <h3>
                <Icon size={13} aria-hidden />
                {text.run.five[answer.key]}
                {answer.state === 'recorded' ? null : (
                  <span className="sr-only">
                    : {answer.state === 'missing' ? text.run.five.missing : text.run.five.pending}
                  </span>
                )}
              </h3>
              <div className="five-headline clip">{answer.headline}</div>
              {answer.lines.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an answer have fixed places
                <div key={index} className="five-line clip">
                  {line}
                </div>
              ))}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
