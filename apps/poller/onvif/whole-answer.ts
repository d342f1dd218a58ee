import type { IncomingHttpHeaders } from 'node:http';
import type { Client, Dispatcher } from 'undici';

export interface WholeAnswer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly body: Buffer;
}

interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/**
 * One question and its whole answer. Nobody reads a camera's few hundred bytes while they come, so no stream is made for
 * them: it would cost a tenth of the probe. Rejects with the client's error for whatever is no whole answer.
 */
export function askWhole(client: Client, question: Question): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    client.dispatch(question, {
      // Without it the client takes the handler for one of its older kind.
      onRequestStart: () => undefined,
      onResponseStart: (_, statusCode, responseHeaders) => {
        status = statusCode;
        headers = responseHeaders;
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd: () => resolve({ status, headers, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) }),
      onResponseError: (_, error) => reject(error),
    });
  });
}
