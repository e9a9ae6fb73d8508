import { act, renderHook, waitFor } from '@testing-library/react';
import { useLoad } from './useLoad';

describe('useLoad', () => {
  it('keeps old data while the next answer is on its way', async () => {
    const answers: Record<string, (value: string) => void> = {};
    const { result, rerender } = renderHook(
      ({ key }) =>
        useLoad(() => new Promise<string>(done => (answers[key] = done)), key),
      { initialProps: { key: 'a' } },
    );
    expect(result.current.isLoading).toBe(true);
    await act(async () => answers.a('first'));
    expect(result.current).toMatchObject({ data: 'first', isStale: false });

    rerender({ key: 'b' });
    expect(result.current).toMatchObject({ data: 'first', isStale: true });
    await act(async () => answers.b('second'));
    expect(result.current).toMatchObject({ data: 'second', isStale: false });
  });

  it('drops an answer that comes after its question was withdrawn', async () => {
    const answers: Record<string, (value: string) => void> = {};
    const { result, rerender } = renderHook(
      ({ key }) =>
        useLoad(() => new Promise<string>(done => (answers[key] = done)), key),
      { initialProps: { key: 'a' } },
    );
    rerender({ key: 'b' });
    await act(async () => answers.b('new'));
    await act(async () => answers.a('late'));
    expect(result.current.data).toBe('new');
  });

  it('shows an error and recovers when asked again', async () => {
    let healthy = false;
    const { result } = renderHook(() =>
      useLoad(async () => {
        if (!healthy) {
          throw new Error('down');
        }
        return 'up';
      }, 'key'),
    );
    await waitFor(() => expect(result.current.error).toBeInstanceOf(Error));
    healthy = true;
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.data).toBe('up'));
    expect(result.current.error).toBeUndefined();
  });
});
