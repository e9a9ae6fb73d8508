export { createRuns, type Runs, type RunsOptions } from './createRuns';
export { createRunRouter, type RunRouterOptions } from './router';
export {
  RunService,
  type RunCommandContext,
  type StartRunRequest,
} from './RunService';
