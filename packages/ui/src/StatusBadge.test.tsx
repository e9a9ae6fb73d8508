import { render, screen } from '@testing-library/react';
import { StatusBadge } from './StatusBadge';
import { statusWords } from './statuses';

it('says statuses in words', () => {
  render(<StatusBadge of="run" status="compensated" />);
  expect(screen.getByText('Undone')).toHaveAttribute('data-tone', 'danger');
});

it('shows an unknown status as it is', () => {
  expect(statusWords('tenant', 'on_the_moon')).toEqual({
    label: 'on the moon',
    tone: 'neutral',
  });
});
