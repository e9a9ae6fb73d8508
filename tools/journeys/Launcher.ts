import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.ts';

/** One `bin/start`, as somebody at a terminal runs it. */
export class Launcher {
  readonly ended: Promise<number | null>;
  output = '';
  private readonly process: ChildProcess;

  static start(dataFolder: string, args: string[]): Launcher {
    return new Launcher(dataFolder, args);
  }

  private constructor(dataFolder: string, args: string[]) {
    this.process = spawn(join(ROOT, 'bin/start'), args, {
      env: { ...process.env, ANANTA_DATA: dataFolder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding('utf8').on('data', text => {
        this.output += text;
      });
    }
    this.ended = new Promise(resolve => {
      this.process.once('close', code => resolve(code));
    });
  }

  /** @throws Error with what it printed, when it ends first */
  async isRunning(): Promise<void> {
    const said = new Promise<void>(resolve => {
      const look = () =>
        this.output.includes('Ctrl-C stops everything') && resolve();
      this.process.stdout?.on('data', look);
      look();
    });
    const ended = this.ended.then(code => {
      throw new Error(`bin/start ended with ${code}:\n${this.output}`);
    });
    await Promise.race([said, ended]);
  }

  async interrupt(): Promise<number | null> {
    this.process.kill('SIGINT');
    return this.ended;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}

/** Process ids of the servers that a launcher started. */
export function serversOf(dataFolder: string): number[] {
  const read = (...names: string[]) =>
    readFileSync(join(dataFolder, ...names), 'utf8');
  const [postgres] = read('postgres', 'postmaster.pid').split('\n');
  return [...JSON.parse(read('run.json')).children, Number(postgres)];
}
