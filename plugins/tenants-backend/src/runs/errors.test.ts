import { PortError } from '@ananta/backstage-plugin-tenants-node';
import { conflict } from '@ananta/http';
import { ResponseError } from '@backstage/errors';
import { toLocalStepError, toStepError } from './errors';

const answered = (status: number, body: object) =>
  ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    }) as never,
  );

describe('toStepError', () => {
  it('takes the word of a port', () => {
    expect(
      toStepError(new PortError('final', 'foreign_realm', 'Not ours')),
    ).toEqual({ class: 'final', code: 'foreign_realm', message: 'Not ours' });
  });

  it('knows that a refusal of our own is final', () => {
    expect(toStepError(conflict('domain_taken', 'Taken'))).toEqual({
      class: 'final',
      code: 'domain_taken',
      message: 'Taken',
    });
  });

  it.each([
    [400, 'final'],
    [404, 'final'],
    [409, 'final'],
    [401, 'retryable'],
    [429, 'retryable'],
    [503, 'retryable'],
    [408, 'unknown'],
    [500, 'unknown'],
    [502, 'unknown'],
  ])('classifies an answer %i as %s', async (status, errorClass) => {
    const error = await answered(status, {
      code: 'some_code',
      error: { name: 'Error', message: 'Why' },
      response: { statusCode: status },
    });
    expect(toStepError(error)).toEqual({
      class: errorClass,
      code: 'some_code',
      message: 'Why',
    });
  });

  it('knows that nothing was done without a connection', () => {
    const error = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    });
    expect(toStepError(error)).toMatchObject({
      class: 'retryable',
      code: 'connection_refused',
    });
  });

  it('shows nothing of an error that it does not know', () => {
    const error = toStepError(new Error('password=hunter2'));
    expect(error).toMatchObject({ class: 'unknown', code: 'internal' });
    expect(error.message).not.toContain('hunter2');
  });
});

describe('toLocalStepError', () => {
  it('knows that a transaction that failed was rolled back', () => {
    expect(toLocalStepError(new Error('deadlock'))).toMatchObject({
      class: 'retryable',
    });
  });
});
