import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { LogStream } from './log-stream.ts';
import { projectRoot } from './project-root.ts';

export interface SuperviseProcessInput {
  /** Short name for the log. */
  name: string;
  /** Path from the root of the project. */
  script: string;
  args?: string[];
  nodeFlags?: string[];
  env: typeof process.env;
  log: LogStream;
  /** Time between being asked to stop and being killed. */
  graceMs?: number;
  /** Hears what it says to the supervisor. */
  onMessage?: (message: unknown) => void;
  /** First pause before a restart; it doubles with every crash up to 30 s, and a minute of health resets it. */
  backoffMs?: number;
}

export interface SupervisedProcess {
  pid(): number | undefined;
  /** How often it ended by itself since it was started here. */
  crashes(): number;
  /** Ends it and starts it again at once. */
  restart(): Promise<void>;
  /** Asks it to stop, kills it (and whatever it left) after the grace time, and waits. */
  stop(): Promise<void>;
  /** Kills it now. */
  kill(): void;
  /** Says something to it; what it cannot hear is lost. */
  send(message: object): void;
}

const preloads = ['require-node.mjs', 'exit-with-parent.mjs'].flatMap((file) => [
  '--import',
  pathToFileURL(path.join(import.meta.dirname, file)).href,
]);
const longestBackoffMs = 30_000;
const healthyMs = 60_000;

/** Starts one of the product's processes and starts it again whenever it ends without having been asked to. */
export function superviseProcess(input: SuperviseProcessInput): SupervisedProcess {
  const { name, log, graceMs = 20_000, backoffMs = 500 } = input;
  let child: ChildProcess | undefined;
  let stopping = false;
  let crashes = 0;
  let pause = backoffMs;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    const started = spawnNode(input);
    const startedAt = performance.now();
    child = started;
    started.once('error', (error) =>
      log.say('error', `${name} could not be started`, { error: { message: error.message } }),
    );
    started.once('exit', (code, signal) => {
      // Job children that a killed worker left behind share its process group.
      killGroup(started);
      if (child !== started) return;
      child = undefined;
      if (stopping) return;
      crashes += 1;
      if (performance.now() - startedAt > healthyMs) pause = backoffMs;
      log.say('error', `${name} ended (${signal ?? `exit code ${code}`}); starting it again in ${pause / 1000} s`);
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, longestBackoffMs);
    });
  };
  const end = async () => {
    clearTimeout(timer);
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, 'exit');
    const closed = once(running, 'close');
    running.kill('SIGTERM');
    const late = setTimeout(() => {
      log.say('warn', `${name} did not stop within ${graceMs / 1000} s and was killed`);
      killGroup(running);
    }, graceMs);
    await exited;
    clearTimeout(late);
    // Its last lines; a stray that holds the pipe open must not hold us up.
    await Promise.race([closed, delay(1000, undefined, { ref: false })]);
  };
  start();
  return {
    pid: () => child?.pid,
    crashes: () => crashes,
    async restart() {
      await end();
      if (!stopping) start();
    },
    async stop() {
      stopping = true;
      await end();
    },
    kill() {
      stopping = true;
      clearTimeout(timer);
      if (child) killGroup(child);
    },
    send(message) {
      if (child?.connected) child.send(message, () => {});
    },
  };
}

function spawnNode({
  name,
  script,
  args = [],
  nodeFlags = [],
  env,
  log,
  onMessage,
}: SuperviseProcessInput): ChildProcess {
  const child = spawn(process.execPath, [...nodeFlags, ...preloads, path.resolve(projectRoot, script), ...args], {
    cwd: projectRoot,
    env: { ...env, TRAZA_SUPERVISOR_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C reaches the supervisor alone, which then stops everything in order.
    detached: process.platform !== 'win32',
  });
  if (onMessage) child.on('message', onMessage);
  if (child.stdout) log.attach(name, 'info', child.stdout);
  if (child.stderr) log.attach(name, 'warn', child.stderr);
  return child;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
