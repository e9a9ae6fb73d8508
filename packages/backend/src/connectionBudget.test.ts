import { checkConnectionBudget } from './connectionBudget';

describe('checkConnectionBudget', () => {
  it('lets a process start whose pools fit', () => {
    expect(() =>
      checkConnectionBudget({ plugins: 16, poolMax: 4, serverLimit: 80 }),
    ).not.toThrow();
  });

  it('names the sum, the limit and the ways out when they do not', () => {
    expect(() =>
      checkConnectionBudget({ plugins: 16, poolMax: 4, serverLimit: 79 }),
    ).toThrow(/need 80, but PostgreSQL allows 79: raise its max_connections/);
  });
});
