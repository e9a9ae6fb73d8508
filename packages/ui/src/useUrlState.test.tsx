import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { useUrlState } from './useUrlState';

const DEFAULTS = {
  q: '',
  status: [] as string[],
  sort: '-createdAt',
  attention: false,
};

function render(address: string) {
  return renderHook(
    () => ({ state: useUrlState(DEFAULTS), address: useLocation().search }),
    {
      wrapper: ({ children }: PropsWithChildren) => (
        <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
      ),
    },
  );
}

describe('useUrlState', () => {
  it('reads what the address says and defaults for the rest', () => {
    const { result } = render('/?status=active&status=pending&attention=true');
    expect(result.current.state[0]).toEqual({
      q: '',
      status: ['active', 'pending'],
      sort: '-createdAt',
      attention: true,
    });
  });

  it('writes changes, leaves defaults out and keeps foreign parameters', () => {
    const { result } = render('/?status=active&tab=x');
    act(() => result.current.state[1]({ q: 'acme', status: [] }));
    expect(result.current.address).toBe('?tab=x&q=acme');
    act(() => result.current.state[1]({ q: '' }));
    expect(result.current.address).toBe('?tab=x');
  });
});
