import { diffOf } from './diff';

describe('diffOf', () => {
  it('names changed, added and removed members by their path', () => {
    expect(
      diffOf(
        { name: 'Acme', address: { city: 'Pune', line1: 'MG Road' }, gone: 1 },
        { name: 'Acme', address: { city: 'Goa', line1: 'MG Road' }, on: true },
      ),
    ).toEqual([
      { path: 'address.city', before: 'Pune', after: 'Goa' },
      { path: 'gone', before: '1', after: undefined },
      { path: 'on', before: undefined, after: 'true' },
    ]);
  });

  it('shows a new thing as all its members', () => {
    expect(diffOf(undefined, { domains: ['a.example'], none: null })).toEqual([
      { path: 'domains.0', before: undefined, after: 'a.example' },
      { path: 'none', before: undefined, after: 'null' },
    ]);
  });
});
