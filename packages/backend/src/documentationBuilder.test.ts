import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { DocumentationBuilder } from './documentationBuilder';

describe('DocumentationBuilder', () => {
  const path = process.env.PATH;

  afterEach(() => {
    process.env.PATH = path;
  });

  it('says what to install where MkDocs is missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'docs-'));
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'mkdocs.yml'), 'site_name: Somewhere\n');
    writeFileSync(join(folder, 'docs', 'index.md'), '# Somewhere\n');
    const logger = mockServices.logger.mock();
    const builder = DocumentationBuilder.create(
      mockServices.rootConfig({
        data: { techdocs: { generator: { runIn: 'local' } } },
      }),
      logger,
    );
    process.env.PATH = folder;
    await expect(
      builder.run({
        inputDir: folder,
        outputDir: join(folder, 'site'),
        logger: logger as LoggerService as GeneratorRunOptions['logger'],
      }),
    ).rejects.toThrow(/pip install mkdocs-techdocs-core/);
  });
});
