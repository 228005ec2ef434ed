import { setTimeout as delay } from 'node:timers/promises';
import { type Env, parseEnv } from '#lib/env.ts';
import { DomainError } from '#lib/errors.ts';
import { isGroupMessage } from '#lib/http/web-group.ts';
import { buildPages } from './build-pages.ts';
import { choosePort } from './choose-port.ts';
import { generateClient } from './generate-client.ts';
import type { Lock } from './lock-file.ts';
import { createLogStream, type LogStream } from './log-stream.ts';
import { openDatabase } from './open-database.ts';
import type { EmbeddedPostgres } from './postgres/start-embedded-postgres.ts';
import { prepareDataFolder } from './prepare-data-folder.ts';
import { runExample } from './run-example.ts';
import { setUpTfjsNode } from './setup/tfjs-node.ts';
import { showStep } from './show-step.ts';
import { type SupervisedProcess, superviseProcess } from './supervise-process.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { watchSources } from './watch-sources.ts';

// npm start, npm run dev (--dev) and npm run example (--example): one process that starts, watches and stops the rest.

// Where the native backend takes longer than this, the platform starts without it and jobs take it up later.
const tfjsPatienceMs = 40_000;
const crashesBeforeGivingUp = 3;

interface Options {
  dev: boolean;
  example: boolean;
}

/** What runs, in the order it was started; stop() takes it down in reverse. */
class Platform {
  readonly env: Env;
  readonly log: LogStream;
  readonly options: Options;
  readonly #stopping = new AbortController();
  readonly #startedAt = performance.now();
  #lock: Lock | undefined;
  #postgres: EmbeddedPostgres | undefined;
  #processes: SupervisedProcess[] = [];
  #background: Promise<unknown>[] = [];

  constructor({ env, log, options }: { env: Env; log: LogStream; options: Options }) {
    this.env = env;
    this.log = log;
    this.options = options;
  }

  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  async start(): Promise<void> {
    const { env, log, options } = this;
    // Before the port is looked at: a second start in one folder is to hear of the folder.
    this.#lock = await prepareDataFolder({ dir: env.dataDir, note: `http://${hostOf(env)}:${env.port || '(any)'}` });
    const port = await choosePort(env);
    const baseUrl = `http://${hostOf(env)}:${port}`;
    const native = this.#inBackground(this.#setUpNativeBackend());
    const pages = this.#inBackground(this.#preparePages());
    const database = await this.#inBackground(
      showStep({
        log,
        title: 'Database',
        work: () => openDatabase({ env, log, onStarted: (embedded) => this.#keepRunning(embedded) }),
      }),
    );
    await pages;
    await Promise.race([
      native,
      delay(Math.max(0, tfjsPatienceMs - this.#elapsedMs()), undefined, { signal: this.signal, ref: false }),
    ]);
    this.signal.throwIfAborted();

    const shared = {
      ...process.env,
      DATABASE_URL: database.url,
      TRAZA_DATA: env.dataDir,
      PORT: String(port),
      TRAZA_HOST: env.host,
    };
    const webs: SupervisedProcess[] = [];
    const startWeb = (place: number) => {
      const web = this.#startProcess({
        name: place === 1 ? 'web' : `web ${place}`,
        script: 'lib/server/web.ts',
        args: options.dev ? ['--dev'] : [],
        // A small young generation halves what V8 keeps after load; pages allocate little that lives long.
        nodeFlags: ['--max-semi-space-size=8'],
        env: {
          ...shared,
          NODE_ENV: options.dev ? 'development' : 'production',
          NEXT_TELEMETRY_DISABLED: '1',
          TRAZA_WEB_PROCESSES: String(processes),
          TRAZA_WEB_PLACE: String(place),
        },
        // Web processes talk to each other through here, see lib/http/web-group.ts.
        onMessage(message) {
          if (isGroupMessage(message)) for (const other of webs) if (other !== web) other.send(message);
        },
      });
      webs.push(web);
      return web;
    };
    const processes = options.dev ? 1 : env.webProcesses;
    const web = startWeb(1);
    const worker = this.#startProcess({
      name: 'worker',
      script: 'jobs/main.ts',
      nodeFlags: ['--max-semi-space-size=4'],
      env: { ...shared, NODE_ENV: 'production' },
    });
    await waitUntilReady({
      baseUrl,
      timeoutMs: 120_000,
      signal: this.signal,
      lost: () => {
        const gone = Object.entries({ web, worker }).find(([, child]) => child.crashes() >= crashesBeforeGivingUp);
        return gone && `${gone[0]} ended ${crashesBeforeGivingUp} times while starting; its output is above.`;
      },
    });
    // Once people can be answered: starting takes each of them a second or two of a processor.
    for (let place = 2; place <= processes; place += 1) startWeb(place);
    log.say(
      'info',
      `Traza is ready at ${baseUrl} (started in ${(this.#elapsedMs() / 1000).toFixed(1)} s). Ctrl-C stops it.`,
      { url: baseUrl },
    );

    if (options.dev) this.#restartOnChange(web);
    if (options.example) {
      await runExample({ baseUrl, token: env.token, signal: this.signal, log }).catch((error: unknown) => {
        if (!this.signal.aborted)
          log.say('error', `The example did not finish: ${messageOf(error)}. The platform keeps serving.`);
      });
    }
  }

  /** Asks everything to stop: the start that is under way, the processes, the database last. Never throws. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#background);
    await Promise.allSettled(this.#processes.map((child) => child.stop()));
    await this.#postgres
      ?.stop('fast')
      .catch((error: unknown) => this.log.say('error', `The database did not stop: ${messageOf(error)}`));
    await this.#lock?.release();
  }

  /** Second Ctrl-C: no more patience with processes; the database still stops in order. */
  hurry(): void {
    for (const child of this.#processes) child.kill();
  }

  async #setUpNativeBackend(): Promise<void> {
    const { log, signal } = this;
    const setup = await setUpTfjsNode({ signal, onStep: (step) => log.say('info', `TensorFlow: ${step} …`) });
    if (signal.aborted) return;
    if (setup.state === 'unavailable') {
      log.say('warn', `TensorFlow: the native backend is not available, jobs run on WebAssembly. ${setup.reason}`);
    } else if (setup.seconds > 2) {
      log.say('info', `TensorFlow: the native backend is ready after ${setup.seconds} s`);
    }
  }

  async #preparePages(): Promise<void> {
    const { log, signal, options } = this;
    await generateClient();
    if (options.dev) return;
    await buildPages({
      signal,
      onStep: (step) => log.say('info', `Pages: ${step}`),
      run: (work) => showStep({ log, title: 'Pages: building', work }),
    });
  }

  #startProcess(of: Omit<Parameters<typeof superviseProcess>[0], 'log'>): SupervisedProcess {
    const child = superviseProcess({ ...of, log: this.log });
    this.#processes.push(child);
    return child;
  }

  #keepRunning(embedded: EmbeddedPostgres): void {
    this.#postgres = embedded;
    const startAgain = async () => {
      for (let pause = 500; !this.signal.aborted; pause = Math.min(pause * 2, 30_000)) {
        try {
          await embedded.start();
          this.log.say('info', 'the database runs again');
          return;
        } catch (error) {
          this.log.say('error', `the database does not start: ${messageOf(error)}`);
          await delay(pause, undefined, { signal: this.signal }).catch(() => {});
        }
      }
    };
    embedded.onCrash((reason) => {
      if (this.signal.aborted) return;
      this.log.say('error', `${reason}; starting it again`);
      this.#inBackground(startAgain());
    });
  }

  #restartOnChange(web: SupervisedProcess): void {
    const stopWatching = watchSources((file) => {
      this.log.say('info', `${file} changed: restarting web`);
      this.#inBackground(web.restart());
    });
    this.signal.addEventListener('abort', stopWatching, { once: true });
  }

  /** Keeps hold of work that stop() has to wait for. */
  #inBackground<T>(work: Promise<T>): Promise<T> {
    this.#background.push(work);
    work.catch(() => {});
    return work;
  }

  #elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }
}

function hostOf(env: Env): string {
  if (env.host === '0.0.0.0' || env.host === '127.0.0.1') return 'localhost';
  if (env.host === '::' || env.host === '::1') return '[::1]';
  return env.host.includes(':') ? `[${env.host}]` : env.host;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What went wrong, and what to do about it, on standard error whatever reads our output. */
function report(error: unknown): void {
  const lines =
    error instanceof DomainError
      ? [error.message, error.hint]
      : [error instanceof Error ? (error.stack ?? error.message) : error];
  process.stderr.write(`Traza cannot run.\n${lines.filter(Boolean).join('\n')}\n`);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== '--dev' && arg !== '--example');
  if (unknown)
    throw new DomainError('INVALID_INPUT', `There is no option ${unknown}.`, {
      hint: 'There are --dev and --example.',
    });
  const human = process.stdout.isTTY === true;
  // Whoever read our output may leave before us (npm start | head).
  process.stdout.on('error', () => {});
  const log = createLogStream({
    human,
    colour: human && !process.env.NO_COLOR,
    write: (line) => process.stdout.write(`${line}\n`),
  });
  const options = { dev: args.includes('--dev'), example: args.includes('--example') };
  const platform = new Platform({ env: parseEnv(process.env), log, options });

  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (platform.signal.aborted) return platform.hurry();
        log.say('info', `stopping (${signal}) …`);
        platform.stop().then(resolve);
      });
    }
  });
  process.on('uncaughtException', (error) => {
    report(error);
    process.exitCode = 1;
    if (!platform.signal.aborted) platform.stop().finally(() => process.exit());
  });

  try {
    await platform.start();
  } catch (error) {
    if (!platform.signal.aborted) {
      await platform.stop();
      throw error;
    }
  }
  await stopped;
  log.say('info', 'stopped');
}

try {
  await main();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
process.exit();
