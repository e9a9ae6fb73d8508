import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export interface ChildOptions {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  /** The whole environment; secrets travel here and never in `args`. */
  env: NodeJS.ProcessEnv;
  /** File that everything it prints is appended to. */
  logFile: string;
  /** Picks what of a printed line people should see at the terminal. */
  noteworthy?: (line: string) => string | undefined;
  uid?: number;
  gid?: number;
}

/**
 * A server started here, in a process group of its own so that a Ctrl-C at the
 * terminal reaches nobody but us, who stop everything in order.
 */
export class Child {
  readonly name: string;
  readonly pid: number;
  /** Settles when it has ended, with words for how. */
  readonly ended: Promise<string>;

  private readonly process: ChildProcess;

  static start(options: ChildOptions): Child {
    return new Child(options);
  }

  private constructor(options: ChildOptions) {
    this.name = options.name;
    this.process = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      uid: options.uid,
      gid: options.gid,
    });
    this.pid = this.process.pid ?? 0;
    this.ended = new Promise(resolve => {
      this.process.once('error', error => resolve(error.message));
      this.process.once('exit', (code, signal) =>
        resolve(signal ? `killed by ${signal}` : `exit code ${code}`),
      );
    });
    this.keepLog(options);
  }

  get isRunning(): boolean {
    return (
      this.pid !== 0 &&
      this.process.exitCode === null &&
      this.process.signalCode === null
    );
  }

  /**
   * Ends it and everything in its group.
   *
   * @param graceMs - how long it may take to end by itself
   */
  async stop(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    if (!this.isRunning) {
      return;
    }
    this.process.kill(signal);
    const timer = setTimeout(() => process.kill(-this.pid, 'SIGKILL'), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  private keepLog({ logFile, noteworthy }: ChildOptions): void {
    mkdirSync(dirname(logFile), { recursive: true });
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream) {
        createInterface({ input: stream }).on('line', line => {
          log.write(`${line}\n`);
          const note = noteworthy?.(line);
          if (note) {
            console.error(`  ${this.name}: ${note}`);
          }
        });
      }
    }
  }
}
