import { readFileSync, writeFileSync } from 'node:fs';

/** What the bench has handed to this process. */
export function readTask<Task>(): Task {
  return JSON.parse(readFileSync(process.env.BENCH_TASK!, 'utf8'));
}

/** Does what the bench has asked for, hands back the figures, and ends the process. */
export function runTask<Task>(measure: (task: Task) => Promise<object>): void {
  measure(readTask<Task>()).then(
    figures => {
      writeFileSync(process.env.BENCH_FIGURES!, JSON.stringify(figures));
      process.exit(0);
    },
    error => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
}
