import { ResponseError } from '@backstage/errors';
import { errorDetails } from './errors';

function responseOf(body: object, status: number): Response {
  const text = JSON.stringify(body);
  return {
    ok: false,
    status,
    statusText: 'Conflict',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => text,
    json: async () => body,
  } as Response;
}

describe('errorDetails', () => {
  it('reads the members that stand beside the Backstage ones', async () => {
    const error = await ResponseError.fromResponse(
      responseOf(
        {
          error: { name: 'ConflictError', message: 'The key is taken' },
          response: { statusCode: 409 },
          code: 'key_taken',
          param: 'key',
          requestId: 'r-1',
        },
        409,
      ) as never,
    );
    expect(errorDetails(error)).toEqual({
      message: 'The key is taken',
      status: 409,
      code: 'key_taken',
      param: 'key',
      requestId: 'r-1',
    });
  });

  it('copes with anything thrown', () => {
    expect(errorDetails(new TypeError('Failed to fetch'))).toMatchObject({
      message: 'Failed to fetch',
      status: undefined,
    });
    expect(errorDetails('odd')).toEqual({ message: 'odd' });
  });
});
