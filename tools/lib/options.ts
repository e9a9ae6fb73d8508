import { parseArgs } from 'node:util';

export interface StartOptions {
  port: number;
  appPlanePort: number;
  /** Hot-reloading developer's way instead of the built portal. */
  dev: boolean;
  reset: boolean;
  yes: boolean;
}

export const HELP = `Starts Ananta on this machine and stops it all on Ctrl-C.

Usage: bin/start [options]

  --port N            port of the portal (7007)
  --app-plane-port N  port of the example app plane (the portal's + 3)
  --engine embedded   what drives runs; 'embedded' is the only engine yet
  --dev               hot-reloading screens on port 3000, portal restarted on changes
  --reset             empty .data/ first: databases, secrets, logs
  --yes               don't ask before --reset
  --help              this text

The environment variable ANANTA_DATA names another folder than .data/.
`;

/** A mistake in the command line, to be shown without a stack. */
export class UsageError extends Error {}

/** @throws UsageError that names the flag */
export function parseOptions(args: string[]): StartOptions | 'help' {
  const { values } = parse(args);
  if (values.help) {
    return 'help';
  }
  if (values.engine !== undefined && values.engine !== 'embedded') {
    throw new UsageError(
      `--engine ${values.engine}: only 'embedded' can be chosen yet`,
    );
  }
  const port = toPort('--port', values.port ?? '7007');
  return {
    port,
    appPlanePort: toPort(
      '--app-plane-port',
      values['app-plane-port'] ?? String(port + 3),
    ),
    dev: values.dev ?? false,
    reset: values.reset ?? false,
    yes: values.yes ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'app-plane-port': { type: 'string' },
        engine: { type: 'string' },
        dev: { type: 'boolean' },
        reset: { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
  }
}

function toPort(flag: string, value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > 65_535) {
    throw new UsageError(
      `${flag} ${value}: a port is a number from 1 to 65535`,
    );
  }
  return port;
}
