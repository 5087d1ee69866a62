import type { CallOptions, Client, ClientReadableStream, Metadata, MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import type { MethodDefinition as LoadedMethod } from '@grpc/proto-loader';
import { AwsError } from './errors.js';

/** What one call may have beside its request. */
export interface Asking extends CallOptions {
  /** Change the resource only if it still has this tag (`*`: if it is there): else `PreconditionFailed`, and nothing is changed. */
  ifMatch?: string;
  /** Is told the tag of the resource that is answered, where it has one. */
  onTag?: (tag: string) => void;
}

/** A service's methods: each gives a promise of its answer, and what watches a stream that is read with for await. */
export type Calls<S> = {
  [M in keyof S as M extends string ? Uncapitalize<M> : never]: S[M] extends LoadedMethod<infer Q, any, any, infer A>
    ? (request: Q, options?: Asking) => M extends `Watch${string}` ? ClientReadableStream<A> : Promise<A>
    : never;
};

/** The methods of a service over a connection, each with the same metadata. */
export function calls<S extends ServiceDefinition>(client: Client, service: S, metadata: Metadata): Calls<S> {
  const methods: Record<string, unknown> = {};
  for (const [name, method] of Object.entries(service)) {
    methods[name[0]!.toLowerCase() + name.slice(1)] = method.responseStream ? watch(client, method, metadata) : ask(client, method, metadata);
  }
  return methods as Calls<S>;
}

function watch(client: Client, method: MethodDefinition<any, any>, metadata: Metadata) {
  return (request: unknown, options: CallOptions = {}) =>
    client.makeServerStreamRequest(method.path, method.requestSerialize, method.responseDeserialize, request, metadata, options);
}

function ask(client: Client, method: MethodDefinition<any, any>, metadata: Metadata) {
  return (request: unknown, { ifMatch, onTag, ...options }: Asking = {}) =>
    new Promise((resolve, reject) => {
      const sent = metadata.clone();
      if (ifMatch !== undefined) sent.set('if-match', ifMatch);
      const call = client.makeUnaryRequest(method.path, method.requestSerialize, method.responseDeserialize, request, sent, options, (failure, answer) => {
        if (failure) reject(AwsError.of(failure));
        else resolve(answer);
      });
      if (onTag) call.on('metadata', told => told.get('etag').forEach(tag => onTag?.(String(tag))));
    });
}
