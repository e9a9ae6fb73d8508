import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What happens to a request on its way to the app plane.
 *
 * - `pass`: nothing
 * - `error`: answered 500 without reaching the server
 * - `late`: reaches the server, but its answer comes after `lateByMs`
 * - `reset`: reaches the server, and the connection is cut instead of answered
 */
export type Fault = 'pass' | 'error' | 'late' | 'reset';

/** An HTTP proxy between the control plane and an app plane that makes faults on purpose. */
export class FaultProxy {
  #server?: http.Server;
  #fault: Fault = 'pass';
  #port = 0;
  readonly requests: Array<{ method: string; path: string; key?: string }> = [];

  static async create(target: string, options: { lateByMs: number }) {
    const proxy = new FaultProxy(target, options.lateByMs);
    await proxy.open();
    return proxy;
  }

  private readonly target: string;
  private readonly lateByMs: number;

  private constructor(target: string, lateByMs: number) {
    this.target = target;
    this.lateByMs = lateByMs;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  set fault(fault: Fault) {
    this.#fault = fault;
  }

  /** Refuses connections until `open` is called again, on the same port. */
  async close() {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  }

  async open() {
    const server = http.createServer((req, res) => {
      this.#handle(req, res).catch(() => res.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async #handle(req: http.IncomingMessage, res: http.ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    this.requests.push({
      method: req.method ?? '',
      path: req.url ?? '',
      key: req.headers['idempotency-key'] as string | undefined,
    });
    const fault = this.#fault;
    if (fault === 'error') {
      res.writeHead(500, { 'content-type': 'application/json' });
      res.end('{"error":"made on purpose"}');
      return;
    }
    const answer = await this.#forward(req, Buffer.concat(chunks));
    if (fault === 'reset') {
      res.destroy();
      return;
    }
    if (fault === 'late') await delay(this.lateByMs);
    res.writeHead(answer.status, answer.headers);
    res.end(answer.body);
  }

  async #forward(req: http.IncomingMessage, body: Buffer) {
    const headers = new Headers();
    for (const [name, value] of Object.entries(req.headers)) {
      if (!['host', 'connection', 'content-length'].includes(name)) {
        headers.set(name, String(value));
      }
    }
    const response = await fetch(new URL(req.url ?? '/', this.target), {
      method: req.method,
      headers,
      body: body.length > 0 ? new Uint8Array(body) : undefined,
    });
    return {
      status: response.status,
      headers: {
        'content-type':
          response.headers.get('content-type') ?? 'application/json',
      },
      body: Buffer.from(await response.arrayBuffer()),
    };
  }
}
