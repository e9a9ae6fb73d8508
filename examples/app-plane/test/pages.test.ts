import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { bootstrapBody, startTestServer, type TestServer } from './support.ts';

describe('pages', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  const open = async (path: string) => {
    const response = await fetch(`${server.url}${path}`);
    return { response, text: await response.text() };
  };

  it('shows name, plan and limits, and nothing else', async () => {
    const body = bootstrapBody({ tenantName: 'Söhne & <b>Co</b>' });
    await server.call({ body });
    const { response, text } = await open(`/t/${body.tenantKey}`);
    assert.equal(response.status, 200);
    assert.match(text, /<h1>Söhne &#38; &#60;b&#62;Co&#60;\/b&#62;<\/h1>/);
    assert.match(text, /Professional/);
    assert.match(text, /<dt>Users<\/dt><dd>25<\/dd>/);
    assert.match(text, /<dt>Components<\/dt><dd>50,000<\/dd>/);
    assert.match(text, /<dt>Storage \(GB\)<\/dt><dd>Unlimited<\/dd>/);
    assert.doesNotMatch(text, /ada@acme|sso|exports/);
    assert.ok(!text.includes(body.tenantId));
    const policy = response.headers.get('content-security-policy');
    assert.match(policy ?? '', /default-src 'none'/);
  });

  it('shows nothing of a suspended tenant', async () => {
    const body = bootstrapBody();
    await server.call({ body });
    await server.call({
      method: 'PATCH',
      path: `/${body.tenantId}`,
      body: { status: 'suspended' },
    });
    const { response, text } = await open(`/t/${body.tenantKey}`);
    assert.equal(response.status, 403);
    assert.doesNotMatch(text, /Acme|Professional/);
  });

  it('knows nobody else', async () => {
    for (const path of ['/t/nobody', '/t/%27%3B--', '/t/%00', '/t/..%2f']) {
      const { response } = await open(path);
      assert.equal(response.status, 404, path);
    }
    assert.equal((await open('/elsewhere')).response.status, 404);
    assert.equal((await open('/t/%E0%A4%A')).response.status, 400);
  });

  it('says that it is well', async () => {
    const { text } = await open('/healthz');
    assert.deepEqual(JSON.parse(text), { status: 'ok' });
  });

  it('serves its description, in which every route is', async () => {
    const { response, text } = await open('/openapi.yaml');
    assert.equal(response.status, 200);
    const file = new URL('../openapi.yaml', import.meta.url);
    assert.equal(text, await readFile(file, 'utf8'));
    const document = parse(text);
    assert.equal(document.openapi, '3.1.0');
    assert.deepEqual(Object.keys(document.paths), [
      '/api/bootstrap',
      '/api/bootstrap/{tenantId}',
      '/healthz',
      '/t/{tenantKey}',
    ]);
  });

  it('has the same description in the catalog', async () => {
    const read = (path: string) =>
      readFile(new URL(`../${path}`, import.meta.url), 'utf8');
    const entity = parse(await read('../../catalog/app-plane-api.yaml'));
    assert.equal(entity.spec.definition, await read('openapi.yaml'));
  });

  it('looks right', async () => {
    const { response } = await open('/style.css');
    assert.match(response.headers.get('content-type') ?? '', /^text\/css/);
  });
});
