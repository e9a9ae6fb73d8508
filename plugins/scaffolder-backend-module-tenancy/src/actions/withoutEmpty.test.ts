import { withoutEmpty } from './withoutEmpty';

describe('withoutEmpty', () => {
  it('leaves out what nobody filled in, however deep', () => {
    expect(
      withoutEmpty({
        name: 'Acme',
        region: '',
        domains: ['', 'acme.example'],
        contacts: [{}],
        address: { line2: '', geo: {} },
        labels: { tier: 'gold' },
        quantity: 0,
        active: false,
      }),
    ).toEqual({
      name: 'Acme',
      domains: ['acme.example'],
      labels: { tier: 'gold' },
      quantity: 0,
      active: false,
    });
  });
});
