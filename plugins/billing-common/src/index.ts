export * from './vocabulary';
export * from './plan';
export * from './subscription';
export * from './permissions';
