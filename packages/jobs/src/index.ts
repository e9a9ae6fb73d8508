export * from './JobsService';
export * from './jobsServiceRef';
