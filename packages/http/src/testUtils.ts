import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from './openApiDocument';

/** An answer as supertest hands it over. */
export interface Answer {
  status: number;
  text: string;
  body: unknown;
}

/**
 * Makes a check that holds answers of an API against its document; for tests.
 * The check throws an Error that names what is wrong.
 *
 * @param basePath - where the API is mounted, such as `/api/billing`
 */
export function createAnswerCheck(
  document: OpenApiDocument,
  basePath: string,
): (method: string, url: string, answer: Answer) => void {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'api');
  const operations = Object.keys(document.paths).map(path => ({
    path,
    matches: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }));

  return (method, url, answer) => {
    const [path] = url.slice(basePath.length).split('?');
    // Fixed paths stand before those with parameters in the document.
    const operation = operations.find(({ matches }) => matches.test(path));
    const responses = operation
      ? document.paths[operation.path][method.toLowerCase()]?.responses
      : undefined;
    if (!operation || !responses) {
      throw new Error(`${method} ${path} is not in the document`);
    }
    const { status } = answer;
    const named = String(status) in responses ? status : 'default';
    if (
      responses[named] &&
      !responses[named].$ref &&
      !responses[named].content
    ) {
      return;
    }
    const pointer = [
      '#/paths',
      operation.path.replace(/\//g, '~1'),
      method.toLowerCase(),
      'responses',
      named,
    ].join('/');
    const response: string = responses[named]?.$ref ?? pointer;
    const validate = ajv.getSchema(
      `api${encodeURI(response)}/content/application~1json/schema`,
    );
    if (!validate) {
      throw new Error(`${method} ${path} may not answer ${status}`);
    }
    if (!validate(answer.body)) {
      throw new Error(
        `${method} ${path} answered ${status}, but ${ajv.errorsText(validate.errors)}: ${answer.text}`,
      );
    }
  };
}
