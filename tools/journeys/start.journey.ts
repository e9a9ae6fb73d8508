import assert from 'node:assert/strict';
import { globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findFreePort, isFree } from '../lib/ports.ts';
import { commandLineOf } from '../lib/processes.ts';
import { createTemporaryHome, removeHome } from '../postgres/home.ts';
import { Launcher, serversOf } from './Launcher.ts';

const data = createTemporaryHome('ananta-start-');
let port: number;
let launcher: Launcher;
let operatorToken: string;

function launch(): Launcher {
  return Launcher.start(data, ['--port', String(port)]);
}

function fetchPortal(path: string, headers: Record<string, string> = {}) {
  return fetch(`http://localhost:${port}${path}`, { headers });
}

async function signIn(user: string): Promise<string> {
  const response = await fetchPortal('/api/auth/local/refresh', {
    'X-Ananta-Local-User': user,
  });
  assert.equal(response.status, 200);
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

before(async () => {
  port = await findFreePort(7307);
  launcher = launch();
  await launcher.isRunning();
  operatorToken = readFileSync(join(data, 'operator-token'), 'utf8').trim();
});

after(async () => {
  await launcher.interrupt();
  removeHome(join(data, 'postgres'));
  rmSync(data, { recursive: true, force: true });
});

test('prints what runs where', async () => {
  assert.match(launcher.output, new RegExp(`Portal +http://localhost:${port}`));
  assert.match(
    launcher.output,
    new RegExp(`Example app plane +http://localhost:${port + 3}`),
  );
  assert.match(await (await fetchPortal('/')).text(), /<title>Ananta<\/title>/);
});

test('signs in one user of each role, who see tenants; nobody else does', async () => {
  for (const user of [
    'olivia-ops',
    'bill-billing',
    'sam-support',
    'erin-engineer',
  ]) {
    const token = await signIn(user);
    const { status } = await fetchPortal('/api/tenants/tenants', {
      Authorization: `Bearer ${token}`,
    });
    assert.equal(status, 200, user);
  }
  assert.equal((await fetchPortal('/api/tenants/tenants')).status, 401);
});

test('keeps the operator token for the owner, and for the plugins it is meant for', async () => {
  assert.equal(statSync(join(data, 'operator-token')).mode & 0o777, 0o600);
  const headers = { Authorization: `Bearer ${operatorToken}` };
  const status = async (path: string) =>
    (await fetchPortal(path, headers)).status;

  assert.equal(await status('/api/tenants/tenants'), 200);
  assert.equal(await status('/api/billing/plans'), 200);
  assert.equal(await status('/api/notifications/notifications'), 403);
});

test('shows no secret in the list of processes', () => {
  for (const pid of serversOf(data)) {
    const line = commandLineOf(pid);
    assert.notEqual(line, '');
    assert.ok(!line.includes(operatorToken));
  }
});

test('does not start twice from one folder', async () => {
  const second = Launcher.start(data, ['--port', String(port + 10)]);
  assert.equal(await second.ended, 1);
  assert.match(second.output, /already runs from this folder/);
});

test('names the port that is taken, and the flag', async () => {
  const other = createTemporaryHome('ananta-taken-');
  const taken = await findFreePort(port + 20);
  const server = createServer().listen(taken, '127.0.0.1');
  try {
    const second = Launcher.start(other, ['--port', String(taken)]);
    assert.equal(await second.ended, 2);
    assert.match(second.output, new RegExp(`Port ${taken}.*--port`));
  } finally {
    server.close();
    rmSync(other, { recursive: true });
  }
});

test('starts again within 20 seconds after a kill of everything', async () => {
  const children = serversOf(data);
  await launcher.kill();
  for (const pid of children) {
    process.kill(pid, 'SIGKILL');
  }
  const startedAt = Date.now();
  launcher = launch();
  await launcher.isRunning();
  assert.ok(Date.now() - startedAt < 20_000, `${Date.now() - startedAt} ms`);
});

test('takes over from a launcher that alone was killed', async () => {
  const children = serversOf(data);
  await launcher.kill();
  launcher = launch();
  await launcher.isRunning();
  for (const pid of children) {
    assert.equal(commandLineOf(pid), '');
  }
});

test('stops everything within seconds on Ctrl-C', async () => {
  const children = serversOf(data);
  const startedAt = Date.now();
  assert.equal(await launcher.interrupt(), 0);
  assert.ok(Date.now() - startedAt < 8_000, `${Date.now() - startedAt} ms`);
  for (const pid of children) {
    assert.equal(commandLineOf(pid), '');
  }
  assert.ok(await isFree(port));
});

test('has written no secret into a log', () => {
  const secrets = Object.values<string>(
    JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')),
  );
  for (const file of globSync(join(data, 'logs', '*.log'))) {
    const log = readFileSync(file, 'utf8');
    assert.ok(!secrets.some(secret => log.includes(secret)), file);
  }
  assert.ok(!secrets.some(secret => launcher.output.includes(secret)));
});

test('refuses to empty its folder unasked', async () => {
  const unasked = Launcher.start(data, ['--reset']);
  assert.equal(await unasked.ended, 2);
  assert.match(unasked.output, /--yes/);
  assert.equal(statSync(join(data, 'secrets.json')).isFile(), true);
});
