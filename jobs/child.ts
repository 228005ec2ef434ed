// One attempt of one job, in a process of its own. Started by jobs/executors/process; never by hand.
import { runChild } from './run-child.ts';

await runChild();
