export * from './vocabulary';
export * from './period';
export * from './plan';
export * from './subscription';
export * from './subscriptionState';
export * from './permissions';
