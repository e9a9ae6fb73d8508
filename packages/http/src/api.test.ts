import { mockServices } from '@backstage/backend-test-utils';
import { InputError, NotAllowedError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import {
  apiErrorHandler,
  conflict,
  createApiRouter,
  entityTag,
  requireIfMatch,
  type OpenApiDocument,
} from '.';

const problem = {
  type: 'object',
  required: ['error', 'response', 'code', 'requestId'],
};

const spec: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: {
        parameters: [
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
          },
        ],
        responses: {
          200: {
            description: 'ok',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['limit'],
                  properties: { limit: { type: 'integer', maximum: 99 } },
                },
              },
            },
          },
          default: {
            description: 'problem',
            content: { 'application/json': { schema: problem } },
          },
        },
      },
      post: {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/NewThing' },
            },
          },
        },
        responses: { 201: { description: 'made' } },
      },
    },
    '/things/{id}': {
      patch: {
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string', format: 'uuid' },
          },
        ],
        responses: { 200: { description: 'ok' } },
      },
    },
    '/failures/{kind}': {
      get: {
        parameters: [
          {
            name: 'kind',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
        ],
        responses: { 200: { description: 'ok' } },
      },
    },
  },
  components: {
    schemas: {
      NewThing: {
        type: 'object',
        additionalProperties: false,
        required: ['key', 'owner'],
        properties: {
          key: {
            type: 'string',
            pattern: '^[a-z]+$',
            'x-error-code': 'invalid_key',
            'x-error-message': 'A key consists of lower-case letters',
          },
          owner: { $ref: '#/components/schemas/Owner' },
          contacts: {
            type: 'array',
            items: { $ref: '#/components/schemas/Owner' },
          },
          extra: {},
        },
      },
      Owner: {
        type: 'object',
        additionalProperties: false,
        required: ['email'],
        properties: { email: { type: 'string', format: 'email' } },
      },
    },
  },
};

const failures: Record<string, () => never> = {
  conflict: () => {
    throw conflict('key_taken', 'The key is taken', 'key');
  },
  forbidden: () => {
    throw new NotAllowedError('Not for you');
  },
  cursor: () => {
    throw Object.assign(new InputError('Bad cursor'), {
      code: 'invalid_cursor',
      param: 'cursor',
    });
  },
  database: () => {
    throw Object.assign(new Error(`insert into t values ('hush') - broken`), {
      code: '23505',
      severity: 'ERROR',
      constraint: 't_pk',
    });
  },
};

const logged: string[] = [];

async function createApp(options: { validateResponses?: boolean } = {}) {
  const logger = mockServices.logger.mock();
  logger.error.mockImplementation((message, meta) =>
    logged.push(`${message} ${JSON.stringify(meta)}`),
  );
  const router = await createApiRouter({ spec, logger, ...options });
  router.get('/things', async (req, res) => {
    res.json({ limit: req.query.limit });
  });
  router.post('/things', async (req, res) => {
    res.status(201).json(req.body);
  });
  router.patch('/things/:id', async (req, res) => {
    const version = requireIfMatch(req);
    res.set('etag', entityTag(version + 1)).json({ version });
  });
  router.get('/failures/:kind', async req => failures[req.params.kind]());
  router.get('/undocumented', async (_req, res) => {
    res.json({});
  });
  router.use(apiErrorHandler({ logger }));
  return express().use('/api/things-plugin', router);
}

let app: express.Express;

beforeAll(async () => {
  app = await createApp();
});

const post = (body: string | object, type = 'application/json') =>
  request(app)
    .post('/api/things-plugin/things')
    .set('content-type', type)
    .send(body);
const get = (path: string) => request(app).get(`/api/things-plugin${path}`);
const good = { key: 'abc', owner: { email: 'a@example.com' } };

/** JSON of so many levels, the body's own among them. */
function nested(levels: number) {
  let extra: unknown = 1;
  for (let i = 1; i < levels; i++) {
    extra = { extra };
  }
  return JSON.stringify({ ...good, extra });
}

describe('request bodies', () => {
  it('lets through what the document allows', async () => {
    const { status, body } = await post(good);
    expect({ status, body }).toEqual({ status: 201, body: good });
    expect((await post(nested(20))).status).toBe(201);
    expect(
      (await post(JSON.stringify(good), 'application/json; charset=utf-8'))
        .status,
    ).toBe(201);
  });

  it.each([
    ['unknown_field', 'colour', { ...good, colour: 'red' }],
    [
      'unknown_field',
      'owner.admin',
      { ...good, owner: { email: 'a@example.com', admin: true } },
    ],
    [
      'unknown_field',
      '__proto__',
      '{"key":"abc","owner":{"email":"a@example.com"},"__proto__":{}}',
    ],
    ['invalid_key', 'key', { ...good, key: 'A B' }],
    ['invalid_key', 'key', { ...good, key: 7 }],
    ['invalid_key', 'key', { owner: good.owner }],
    ['invalid_email', 'owner.email', { ...good, owner: { email: 'nobody' } }],
    [
      'invalid_email',
      'contacts.1.email',
      { ...good, contacts: [good.owner, { email: '' }] },
    ],
    ['invalid_request', 'owner', { key: 'abc' }],
    ['invalid_request', 'contacts', { ...good, contacts: {} }],
    ['invalid_request', undefined, []],
    ['not_json', undefined, '{"key":'],
    ['not_json', undefined, '"text"'],
    ['body_too_deep', undefined, nested(21)],
  ])('refuses a body with %s in %s', async (code, param, sent) => {
    const { status, body } = await post(sent);
    expect({ status, code: body.code, param: body.param }).toEqual({
      status: 400,
      code,
      param,
    });
  });

  it('says in words what is wrong', async () => {
    const { body } = await post({ ...good, key: 'A B' });
    expect(body.detail).toBe('A key consists of lower-case letters');
  });

  it('refuses a body of another type, and one that is too large', async () => {
    const text = await post('key=abc', 'text/plain');
    expect(text.status).toBe(400);
    expect(text.body.code).toBe('not_json');
    const large = await post({ ...good, extra: 'x'.repeat(256 * 1024) });
    expect(large.status).toBe(413);
    expect(large.body.code).toBe('body_too_large');
  });

  it('wants a body where one is required', async () => {
    const { status, body } = await request(app).post(
      '/api/things-plugin/things',
    );
    expect(status).toBe(400);
    expect(body.param).toBe('key');
  });
});

describe('parameters', () => {
  it('converts them and fills in defaults', async () => {
    expect((await get('/things?limit=7')).body).toEqual({ limit: 7 });
    expect((await get('/things')).body).toEqual({ limit: 25 });
  });

  it.each([
    ['invalid_request', 'limit', '/things?limit=0'],
    ['invalid_request', 'limit', '/things?limit=many'],
    ['invalid_request', 'limit', '/things?limit='],
    ['unknown_field', 'colour', '/things?colour=red'],
  ])('refuses %s in %s of %s', async (code, param, path) => {
    const { status, body } = await get(path);
    expect({ status, code: body.code, param: body.param }).toEqual({
      status: 400,
      code,
      param,
    });
  });

  it('refuses a malformed id', async () => {
    const { status, body } = await request(app).patch(
      '/api/things-plugin/things/7',
    );
    expect({ status, param: body.param }).toEqual({ status: 400, param: 'id' });
  });
});

describe('errors', () => {
  it('has one form, with Backstage members and those of a problem', async () => {
    const { status, body, headers } = await get('/failures/conflict?');
    expect(status).toBe(409);
    expect(body).toEqual({
      error: { name: 'ConflictError', message: 'The key is taken' },
      request: { method: 'GET', url: '/api/things-plugin/failures/conflict' },
      response: { statusCode: 409 },
      title: 'Conflict',
      status: 409,
      detail: 'The key is taken',
      code: 'key_taken',
      param: 'key',
      requestId: headers['x-request-id'],
    });
  });

  it('knows the errors of Backstage, and their code and param', async () => {
    const forbidden = await get('/failures/forbidden');
    expect(forbidden.status).toBe(403);
    expect(forbidden.body.code).toBe('forbidden');
    const cursor = await get('/failures/cursor');
    expect(cursor.status).toBe(400);
    expect(cursor.body).toMatchObject({
      code: 'invalid_cursor',
      param: 'cursor',
    });
  });

  it('keeps to itself what went wrong inside, and logs it without values', async () => {
    const { status, body, text } = await get('/failures/database');
    expect({ status, code: body.code }).toEqual({
      status: 500,
      code: 'internal',
    });
    expect(text).not.toMatch(/hush|insert|23505/);
    const line = logged.find(entry => entry.includes(body.requestId));
    expect(line).toMatch(/23505 \(t_pk\)/);
    expect(line).not.toContain('hush');
  });

  it('serves nothing that the document does not know', async () => {
    expect((await get('/undocumented')).status).toBe(404);
  });
});

describe('If-Match', () => {
  const path = '/api/things-plugin/things/0190a0f0-0000-7000-8000-000000000000';

  it('is required on an update', async () => {
    const { status, body } = await request(app).patch(path);
    expect({ status, code: body.code }).toEqual({
      status: 428,
      code: 'if_match_required',
    });
  });

  it('names the version that the update is for', async () => {
    const { body, headers } = await request(app)
      .patch(path)
      .set('if-match', entityTag(3));
    expect(body).toEqual({ version: 3 });
    expect(headers.etag).toBe('"4"');
  });

  it.each(['*', '3', 'W/"3"', '"x"', '""'])('is stale as %s', async tag => {
    const { status, body } = await request(app)
      .patch(path)
      .set('if-match', tag);
    expect({ status, code: body.code }).toEqual({
      status: 412,
      code: 'stale_version',
    });
  });
});

it('holds answers against the document where asked to', async () => {
  const strict = await createApp({ validateResponses: true });
  const ok = await request(strict).get('/api/things-plugin/things?limit=99');
  expect(ok.status).toBe(200);
  const wrong = await request(strict).get(
    '/api/things-plugin/things?limit=100',
  );
  expect(wrong.status).toBe(500);
});

it('will not start with a body that is open to unknown members', async () => {
  const open = structuredClone(spec);
  delete open.components.schemas.Owner.additionalProperties;
  const creating = createApiRouter({
    spec: open,
    logger: mockServices.logger.mock(),
  });
  await expect(creating).rejects.toThrow(
    /POST \/things, owner .*additionalProperties/,
  );
});
