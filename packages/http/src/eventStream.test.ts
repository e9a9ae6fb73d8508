import {
  createServer,
  get,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import express from 'express';
import { openEventStream, type EventStream, type EventStreamOptions } from '.';

let server: Server;
let options: EventStreamOptions;
let shutdown: AbortController;
let opened: Promise<EventStream>;
let stopped: Promise<void>;

beforeEach(async () => {
  shutdown = new AbortController();
  let open: (stream: EventStream) => void;
  let stop: () => void;
  opened = new Promise(resolve => {
    open = resolve;
  });
  stopped = new Promise(resolve => {
    stop = resolve;
  });
  options = {
    shutdown: shutdown.signal,
    subscribe: stream => {
      open(stream);
      return () => stop();
    },
  };
  const app = express().use(compression() as unknown as express.RequestHandler);
  app.get('/', (req, res, next) => {
    openEventStream(req, res, options).catch(next);
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
});

afterEach(() => new Promise(resolve => server.close(resolve)));

/** Reads a stream until it holds `text`, or to its end. */
function connect(headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  let received = '';
  let check = () => {};
  const req = get({
    host: '127.0.0.1',
    port,
    headers: { 'accept-encoding': 'gzip', ...headers },
  });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    req.on('error', reject);
    req.on('response', res => {
      res.setEncoding('utf8');
      res.on('data', chunk => {
        received += chunk;
        check();
      });
      resolve(res);
    });
  });
  const until = (text: string) =>
    new Promise<void>(resolve => {
      check = () => received.includes(text) && resolve();
      check();
    });
  const ended = response.then(
    res =>
      new Promise<void>(resolve => {
        res.on('close', () => resolve());
      }),
  );
  return { req, response, until, ended, received: () => received };
}

it('sends events at once, uncompressed, and resumes', async () => {
  const client = connect({ 'last-event-id': '6' });
  const stream = await opened;
  expect(stream.lastEventId).toBe('6');
  stream.send({ id: '7', event: 'step', data: { text: 'two\nlines' } });
  await client.until('lines"}');
  const { headers } = await client.response;
  expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
  expect(headers['cache-control']).toBe('no-cache, no-transform');
  expect(headers['content-encoding']).toBeUndefined();
  expect(client.received()).toContain(
    'id: 7\nevent: step\ndata: {"text":"two\\nlines"}\n\n',
  );
  stream.end();
  await client.ended;
  await stopped;
});

it('stops when the client goes away', async () => {
  const client = connect();
  const stream = await opened;
  await client.until('open');
  client.req.destroy();
  await stopped;
  expect(stream.signal.aborted).toBe(true);
  stream.send({ data: 'to nobody' });
});

it('ends on shutdown', async () => {
  const client = connect();
  const stream = await opened;
  await client.until('open');
  shutdown.abort();
  await Promise.all([client.ended, stopped]);
  expect(stream.signal.aborted).toBe(true);
});

it('ends before the credentials expire', async () => {
  options.expiresAt = new Date(Date.now() + 5_050);
  const client = connect();
  const stream = await opened;
  await Promise.all([client.ended, stopped]);
  expect(stream.signal.aborted).toBe(true);
});
