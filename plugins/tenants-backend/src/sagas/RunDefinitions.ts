import type { Knex } from 'knex';
import type { RunType } from '@ananta/backstage-plugin-tenants-common';
import { asStaff } from '@ananta/database';
import type { Step } from '../steps';
import type { RunDefinition } from './types';

/** The kinds of runs that this version can drive. */
export class RunDefinitions {
  static create(definitions: RunDefinition[]): RunDefinitions {
    return new RunDefinitions(
      new Map(definitions.map(definition => [definition.type, definition])),
    );
  }

  private constructor(
    private readonly byType: ReadonlyMap<string, RunDefinition>,
  ) {}

  /** @throws Error for a type that this version does not know */
  get(type: RunType): RunDefinition {
    const definition = this.byType.get(type);
    if (!definition) {
      throw new Error(`There is no run type '${type}'`);
    }
    return definition;
  }

  /** @throws Error for a step that this version has no code for */
  step(type: RunType, stepId: string): Step {
    const step = this.get(type).steps.find(({ id }) => id === stepId);
    if (!step) {
      throw new Error(`The run type '${type}' has no step '${stepId}'`);
    }
    return step;
  }

  /**
   * Makes sure that every unfinished run can be driven to its end.
   *
   * @throws Error at start-up when the code of a step is gone
   */
  async assertCover(database: Knex): Promise<void> {
    const open = await asStaff(database, trx =>
      trx('runs')
        .whereNull('finished_at')
        .distinct<Array<{ type: RunType; step: string }>>(
          'type',
          trx.raw(`jsonb_path_query(plan, '$.steps[*].id') #>> '{}' AS step`),
        ),
    );
    for (const { type, step } of open) {
      this.step(type, step);
    }
  }
}
