import type { LoggerService } from '@backstage/backend-plugin-api';
import { createEngine } from './startEngine';

/** A process that says when it works the queue `hung`, takes a job of it, says so, and never ends it. */
async function main() {
  const logger: LoggerService = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: () => {},
    child: () => logger,
  };
  const connection = JSON.parse(process.argv[2]);
  const { engine, start } = createEngine(connection, logger);
  await engine.work(
    {
      name: 'hung',
      oneAtATimePerKey: true,
      concurrency: 1,
      retry: { limit: 5, initialSeconds: 60, maxSeconds: 60 },
    },
    async job => {
      process.send?.({ attempt: job.attempt });
      await new Promise(() => {});
    },
  );
  await start();
  process.send?.({ attempt: 0 });
}

void main();
