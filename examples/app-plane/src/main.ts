import { readConfig } from './config.ts';
import { startServer } from './server.ts';

try {
  const config = readConfig(process.env);
  const server = await startServer(config);
  const stop = () => {
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(`App plane on http://${config.host}:${server.port}`);
} catch (error) {
  console.error(`The app plane can't start: ${(error as Error).message}`);
  process.exit(1);
}
