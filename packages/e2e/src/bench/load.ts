import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { cpuMsOf } from './cpu.ts';
import { percentile } from './statistics.ts';

/** One kind of request that is sent again and again. */
export interface Shape {
  method?: 'GET' | 'POST';
  /** `{id}` stands for one of the ids. */
  path: string;
  /** Made anew for each request. */
  body?: (key: string) => object;
}

/** Where requests go. */
export interface Target {
  origin: string;
  token: string;
  ids: readonly string[];
  /** Of the process whose processor time is counted. */
  pid: number;
}

export interface LoadFigures {
  requests: number;
  failed: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  /** Processor time of the target's process for one request, in ms. */
  cpuMs: number;
}

const WARM_UP_SECONDS = 2;

/** Sends requests over some connections, each as soon as its last one is answered. */
export async function measureLoad(
  target: Target,
  shape: Shape,
  options: { connections: number; seconds: number },
): Promise<LoadFigures> {
  await fire(target, shape, { ...options, seconds: WARM_UP_SECONDS });
  const cpuBefore = cpuMsOf(target.pid);
  const { result, latencies } = await fire(target, shape, options);
  const good = result['2xx'];
  return {
    requests: latencies.length,
    failed: result.non2xx + result.errors,
    perSecond: good / result.duration,
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    cpuMs: (cpuMsOf(target.pid) - cpuBefore) / good,
  };
}

async function fire(
  target: Target,
  shape: Shape,
  options: { connections: number; seconds: number },
) {
  const latencies: number[] = [];
  let next = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: target.origin,
        connections: options.connections,
        duration: options.seconds,
        requests: [
          {
            method: shape.method ?? 'GET',
            path: shape.path,
            headers: {
              authorization: `Bearer ${target.token}`,
              ...(shape.body && { 'content-type': 'application/json' }),
            },
            setupRequest: request => ({
              ...request,
              path: shape.path.replace(
                '{id}',
                () => target.ids[next++ % target.ids.length],
              ),
              ...(shape.body && { body: JSON.stringify(shape.body(newKey())) }),
            }),
          },
        ],
      },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    );
    instance.on('response', (_client, _status, _bytes, ms) => {
      latencies.push(ms);
    });
  });
  return { result, latencies };
}

function newKey(): string {
  return `b${randomBytes(6).toString('hex')}`;
}
