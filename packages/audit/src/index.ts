export * from './AuditTrail';
export * from './audited';
export * from './tables';
