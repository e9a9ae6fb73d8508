import { Client, type ClientConfig } from 'pg';

/** The server that tests run against, with another database or login where given. */
export function testConnection(overrides: ClientConfig = {}): ClientConfig {
  const server = new URL(
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
  );
  return {
    host: server.hostname,
    port: Number(server.port),
    user: server.username,
    password: server.password,
    database: server.pathname.slice(1),
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
