import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogFollower } from './LogFollower.ts';

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

const LINES_KEPT = 12;

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
  private readonly lastLines: string[] = [];

  static start(options: ChildOptions): Child {
    return new Child(options);
  }

  private constructor(options: ChildOptions) {
    this.name = options.name;
    mkdirSync(dirname(options.logFile), { recursive: true });
    // The log is the server's own, so that it lives on when we are killed.
    const log = openSync(options.logFile, 'a', 0o600);
    const follower = LogFollower.start(options.logFile, line =>
      this.take(line, options),
    );
    this.process = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', log, log],
      uid: options.uid,
      gid: options.gid,
    });
    closeSync(log);
    this.pid = this.process.pid ?? 0;
    this.ended = new Promise<string>(resolve => {
      this.process.once('error', error => resolve(error.message));
      this.process.once('exit', (code, signal) =>
        resolve(signal ? `killed by ${signal}` : `exit code ${code}`),
      );
    }).finally(() => follower.stop());
  }

  get isRunning(): boolean {
    return (
      this.pid !== 0 &&
      this.process.exitCode === null &&
      this.process.signalCode === null
    );
  }

  /** The last lines beside its structured log: why it ended, when it crashed. */
  get lastWords(): string {
    return this.lastLines.map(line => line.slice(0, 400)).join('\n');
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

  private take(line: string, { noteworthy }: ChildOptions): void {
    const note = noteworthy?.(line);
    if (note) {
      console.error(`  ${this.name}: ${note}`);
    } else if (!line.startsWith('{')) {
      this.lastLines.splice(0, this.lastLines.length - LINES_KEPT + 1);
      this.lastLines.push(line);
    }
  }
}
