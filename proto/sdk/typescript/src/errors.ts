import type { ServiceError } from '@grpc/grpc-js';
import { status } from './rpc-status.js';

/** A refusal in AWS's words. What failed on its way, and nobody refused, stays gRPC's own error. */
export class AwsError extends Error {
  /**
   * @param name of the error, such as ExecutionDoesNotExist
   * @param members what else the error's shape has
   */
  constructor(override readonly name: string, message: string, readonly members: Record<string, string>, override readonly cause: ServiceError) {
    super(message, { cause });
  }

  /** What a call is said to have failed with. */
  static of(failure: ServiceError): AwsError | ServiceError {
    const packed = failure.metadata?.get('grpc-status-details-bin')[0];
    const said = packed instanceof Buffer ? status(packed) : undefined;
    return said ? new AwsError(said.reason, said.message, said.members, failure) : failure;
  }
}
