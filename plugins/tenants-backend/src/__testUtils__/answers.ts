import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Response } from 'supertest';
import { parse } from 'yaml';

const BASE_PATH = '/api/tenants';

const document = parse(
  readFileSync(
    resolvePackagePath(
      '@ananta/backstage-plugin-tenants-backend',
      'schema/openapi.yaml',
    ),
    'utf8',
  ),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'api');

const operations = Object.keys(document.paths).map(path => ({
  path,
  matches: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

/**
 * Holds an answer against the OpenAPI document.
 *
 * @throws Error that names what is wrong with it
 */
export function assertDocumented(method: string, url: string, res: Response) {
  const [path] = url.slice(BASE_PATH.length).split('?');
  // Fixed paths stand before those with parameters in the document.
  const operation = operations.find(({ matches }) => matches.test(path));
  const responses = operation
    ? document.paths[operation.path][method.toLowerCase()]?.responses
    : undefined;
  if (!operation || !responses) {
    throw new Error(`${method} ${path} is not in the document`);
  }
  const status = String(res.status) in responses ? res.status : 'default';
  const pointer = [
    '#/paths',
    operation.path.replace(/\//g, '~1'),
    method.toLowerCase(),
    'responses',
    status,
  ].join('/');
  const response: string = responses[status].$ref ?? pointer;
  const validate = ajv.getSchema(
    `api${encodeURI(response)}/content/application~1json/schema`,
  );
  if (!validate) {
    throw new Error(`${method} ${path} may not answer ${res.status}`);
  }
  if (!validate(res.body)) {
    throw new Error(
      `${method} ${path} answered ${res.status}, but ${ajv.errorsText(validate.errors)}: ${res.text}`,
    );
  }
}
