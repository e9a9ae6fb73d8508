import { InputError, NotFoundError } from '@backstage/errors';
import {
  PortError,
  type CallContext,
  type SecretStore,
} from '@ananta/backstage-plugin-tenants-node';
import type { Knex } from 'knex';
import { portAct } from '../portAct';
import { Removals } from '../Removals';
import { seal, unseal } from './cipher';
import { loadKeyFile, type EncryptionKey } from './keyFile';

const REF_PREFIX = 'store:';
const PATH = /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/;

/** Secrets as encrypted rows of the plugin's own database; the key lies in a file. */
export class DatabaseSecretStore implements SecretStore {
  readonly provider = 'embedded';
  private readonly removals = new Removals('secret_removals');
  private key: Promise<EncryptionKey> | undefined;

  /** @param options - `keyFile` is made with mode 0600 when it is missing */
  static create(options: { db: Knex; keyFile: string }): DatabaseSecretStore {
    return new DatabaseSecretStore(options.db, options.keyFile);
  }

  private constructor(
    private readonly db: Knex,
    private readonly keyFile: string,
  ) {}

  async putOnce(
    path: string,
    value: () => string,
    ctx?: CallContext,
  ): Promise<{ ref: string }> {
    checkPath(path);
    const key = await this.loadKey();
    const put = async (db: Knex) => {
      if (!(await db('secrets').where({ path }).first('path'))) {
        await db('secrets')
          .insert({ path, ...seal(key, path, value()) })
          .onConflict('path')
          .ignore();
      }
    };
    await (ctx
      ? this.act(ctx, async trx => {
          await this.removals.refuseLate(trx, ctx, prefixesOf(path));
          await put(trx);
        })
      : put(this.db));
    return { ref: `${REF_PREFIX}${path}` };
  }

  async get(ref: string): Promise<string> {
    const path = pathOf(ref);
    const row = await this.db('secrets').where({ path }).first();
    if (!row) {
      throw new NotFoundError(`There is no secret '${path}'`);
    }
    return unseal(await this.loadKey(), path, row);
  }

  async rotate(ref: string, value: string): Promise<void> {
    const path = pathOf(ref);
    const changed = await this.db('secrets')
      .where({ path })
      .update({
        ...seal(await this.loadKey(), path, value),
        updated_at: this.db.fn.now(),
      });
    if (changed === 0) {
      throw new NotFoundError(`There is no secret '${path}'`);
    }
  }

  async removeAll(pathPrefix: string, ctx?: CallContext): Promise<void> {
    checkPath(pathPrefix);
    await (ctx
      ? this.act(ctx, async trx => {
          await this.removals.add(trx, ctx, pathPrefix);
          await atOrBelow(trx, pathPrefix).delete();
        })
      : atOrBelow(this.db, pathPrefix).delete());
  }

  async list(pathPrefix: string): Promise<string[]> {
    checkPath(pathPrefix);
    const rows = await atOrBelow(this.db, pathPrefix)
      .select('path')
      .orderBy('path');
    return rows.map((row: { path: string }) => row.path);
  }

  private act(
    ctx: CallContext,
    fn: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    return portAct(this.db, ctx, `secrets:${ctx.runId}`, fn);
  }

  private loadKey(): Promise<EncryptionKey> {
    this.key ??= loadKeyFile(this.keyFile).catch(error => {
      this.key = undefined;
      throw new PortError('retryable', 'key_file_unusable', error.message);
    });
    return this.key;
  }
}

function atOrBelow(db: Knex, prefix: string): Knex.QueryBuilder {
  return db('secrets').where(paths =>
    paths
      .where('path', prefix)
      // '0' is the character after '/': a range that the primary key serves.
      .orWhere(below =>
        below.where('path', '>', `${prefix}/`).where('path', '<', `${prefix}0`),
      ),
  );
}

/** `a/b/c` → `a`, `a/b`, `a/b/c` */
function prefixesOf(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

function pathOf(ref: string): string {
  if (!ref.startsWith(REF_PREFIX)) {
    throw new InputError(`A reference to a secret starts with '${REF_PREFIX}'`);
  }
  return ref.slice(REF_PREFIX.length);
}

function checkPath(path: string): void {
  if (!PATH.test(path)) {
    throw new PortError(
      'final',
      'invalid_path',
      `The path of a secret is made of letters, digits, '-' and '_', with '/' between its parts`,
    );
  }
}
