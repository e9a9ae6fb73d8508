import { Client, type ClientConfig } from 'pg';
import { parse } from 'pg-connection-string';

/** The server that tests run against, with another database or login where given. */
export function testConnection(overrides: ClientConfig = {}): ClientConfig {
  const server = parse(
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
  );
  return {
    host: server.host ?? undefined,
    port: Number(server.port),
    user: server.user,
    password: server.password,
    database: server.database ?? undefined,
    ...overrides,
  };
}

/** Runs `fn` with a client that is connected for as long as it takes. */
export async function withClient<T>(
  config: ClientConfig,
  fn: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(config);
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
