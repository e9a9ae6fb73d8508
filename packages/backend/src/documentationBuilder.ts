import {
  coreServices,
  createBackendModule,
  type LoggerService,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  TechdocsGenerator,
  techdocsGeneratorExtensionPoint,
  type GeneratorRunOptions,
} from '@backstage/plugin-techdocs-node';

const MISSING =
  'MkDocs, which builds the documentation, is not on this machine. Install ' +
  "Python's mkdocs-techdocs-core (pip install mkdocs-techdocs-core) and reload this page";

/** TechDocs' own generator, which says what is missing where MkDocs isn't installed. */
export class DocumentationBuilder extends TechdocsGenerator {
  static create(
    config: RootConfigService,
    logger: LoggerService,
  ): DocumentationBuilder {
    return new DocumentationBuilder({
      config,
      logger,
      scmIntegrations: ScmIntegrations.fromConfig(config),
    });
  }

  async run(options: GeneratorRunOptions): Promise<void> {
    try {
      await super.run(options);
    } catch (error) {
      throw cannotSpawn(error) ? new Error(MISSING, { cause: error }) : error;
    }
  }
}

function cannotSpawn(error: unknown): boolean {
  return (
    isError(error) &&
    ((error.code === 'ENOENT' && String(error.syscall).startsWith('spawn')) ||
      cannotSpawn(error.cause))
  );
}

/** Builds the portal's documentation, or says what is missing to do so. */
export default createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'documentation-builder',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        generator: techdocsGeneratorExtensionPoint,
      },
      async init({ config, logger, generator }) {
        generator.setTechdocsGenerator(
          DocumentationBuilder.create(config, logger),
        );
      },
    });
  },
});
