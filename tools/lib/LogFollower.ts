import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const LOOK_EVERY_MS = 200;

/** Reads what is appended to a file, line by line, as `tail -f` does. */
export class LogFollower {
  private readonly file: number;
  private readonly timer: NodeJS.Timeout;
  private readonly onLine: (line: string) => void;
  private offset: number;
  private rest = '';

  /** Follows from the present end of the file. */
  static start(path: string, onLine: (line: string) => void): LogFollower {
    return new LogFollower(path, onLine);
  }

  private constructor(path: string, onLine: (line: string) => void) {
    this.file = openSync(path, 'r');
    this.offset = fstatSync(this.file).size;
    this.onLine = onLine;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Reads what is left, and no more. */
  stop(): void {
    clearInterval(this.timer);
    this.look();
    closeSync(this.file);
  }

  private look(): void {
    const size = fstatSync(this.file).size;
    if (size <= this.offset) {
      return;
    }
    const buffer = Buffer.alloc(size - this.offset);
    this.offset += readSync(this.file, buffer, 0, buffer.length, this.offset);
    const lines = (this.rest + buffer.toString('utf8')).split('\n');
    this.rest = lines.pop() ?? '';
    lines.forEach(this.onLine);
  }
}
