import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { RunStreamEvent } from '@ananta/backstage-plugin-tenants-common';

/** What a run's live stream says, until the server ends it. */
export async function* readRunStream(
  response: Response,
): AsyncIterable<RunStreamEvent> {
  if (!response.body) {
    return;
  }
  const messages = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const message of messages) {
    yield JSON.parse(message.data) as RunStreamEvent;
  }
}
