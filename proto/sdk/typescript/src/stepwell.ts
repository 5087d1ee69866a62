import { Client, credentials, Metadata, type ClientDuplexStream } from '@grpc/grpc-js';
import { Arns } from './arns.js';
import { calls, type Calls } from './calls.js';
import { service, serviceConfig } from './contract.js';
import type { EventBridgeDefinition } from './generated/stepwell/events/v1/EventBridge.js';
import type { AuditsDefinition } from './generated/stepwell/platform/v1/Audits.js';
import type { AwsServicesDefinition } from './generated/stepwell/platform/v1/AwsServices.js';
import type { BulkOperationsDefinition } from './generated/stepwell/platform/v1/BulkOperations.js';
import type { KeysDefinition } from './generated/stepwell/platform/v1/Keys.js';
import type { MockProfilesDefinition } from './generated/stepwell/platform/v1/MockProfiles.js';
import type { ObjectsDefinition } from './generated/stepwell/platform/v1/Objects.js';
import type { ObservationDefinition } from './generated/stepwell/platform/v1/Observation.js';
import type { SchedulesDefinition } from './generated/stepwell/platform/v1/Schedules.js';
import type { SearchAttributesDefinition } from './generated/stepwell/platform/v1/SearchAttributes.js';
import type { SteeringDefinition } from './generated/stepwell/platform/v1/Steering.js';
import type { TenantsDefinition } from './generated/stepwell/platform/v1/Tenants.js';
import type { WebhooksDefinition } from './generated/stepwell/platform/v1/Webhooks.js';
import type { SchedulerDefinition } from './generated/stepwell/scheduler/v1/Scheduler.js';
import type { StepFunctionsDefinition } from './generated/stepwell/sfn/v1/StepFunctions.js';
import type { SimpleWorkflowDefinition } from './generated/stepwell/swf/v1/SimpleWorkflow.js';
import type { WorkRequest } from './generated/stepwell/worker/v1/WorkRequest.js';
import type { WorkResponse__Output } from './generated/stepwell/worker/v1/WorkResponse.js';
import type { WorkersDefinition } from './generated/stepwell/worker/v1/Workers.js';

const LARGEST_ANSWER = 40 << 20;
const ALIVE_MILLIS = 30_000;

/** Where an installation is, and who asks. */
export interface Settings {
  /** Host and port of its gRPC. */
  target: string;
  /** A key sw_live_…. */
  apiKey: string;
  /** Region and account that ARNs are made of. */
  arns: Arns;
  /** Whether the connection is encrypted, as it must be outside of one's own machine. */
  tls?: boolean;
}

/** The stream of a worker. */
export type WorkStream = ClientDuplexStream<WorkRequest, WorkResponse__Output>;

/**
 * A connection with one key, made once for a program. Every call has a deadline, and is tried again when the server says so. Refusals are
 * {@link AwsError}s, named as AWS names them.
 */
export class Stepwell {
  readonly arns: Arns;
  readonly stepFunctions: Calls<StepFunctionsDefinition>;
  readonly swf: Calls<SimpleWorkflowDefinition>;
  readonly eventBridge: Calls<EventBridgeDefinition>;
  readonly scheduler: Calls<SchedulerDefinition>;
  readonly schedules: Calls<SchedulesDefinition>;
  readonly observation: Calls<ObservationDefinition>;
  readonly steering: Calls<SteeringDefinition>;
  readonly searchAttributes: Calls<SearchAttributesDefinition>;
  readonly mockProfiles: Calls<MockProfilesDefinition>;
  readonly bulkOperations: Calls<BulkOperationsDefinition>;
  readonly objects: Calls<ObjectsDefinition>;
  readonly webhooks: Calls<WebhooksDefinition>;
  readonly awsServices: Calls<AwsServicesDefinition>;
  readonly keys: Calls<KeysDefinition>;
  readonly audits: Calls<AuditsDefinition>;
  readonly tenants: Calls<TenantsDefinition>;
  readonly #client: Client;
  readonly #metadata = new Metadata();

  constructor(settings: Settings) {
    const secured = settings.tls ? credentials.createSsl() : credentials.createInsecure();
    const client = new Client(settings.target, secured, {
      'grpc.service_config': serviceConfig,
      'grpc.max_receive_message_length': LARGEST_ANSWER,
      'grpc.keepalive_time_ms': ALIVE_MILLIS,
    });
    this.#client = client;
    this.#metadata.set('authorization', `Bearer ${settings.apiKey}`);
    this.arns = settings.arns;
    this.stepFunctions = calls(client, service<StepFunctionsDefinition>('stepwell.sfn.v1.StepFunctions'), this.#metadata);
    this.swf = calls(client, service<SimpleWorkflowDefinition>('stepwell.swf.v1.SimpleWorkflow'), this.#metadata);
    this.eventBridge = calls(client, service<EventBridgeDefinition>('stepwell.events.v1.EventBridge'), this.#metadata);
    this.scheduler = calls(client, service<SchedulerDefinition>('stepwell.scheduler.v1.Scheduler'), this.#metadata);
    this.schedules = calls(client, service<SchedulesDefinition>('stepwell.platform.v1.Schedules'), this.#metadata);
    this.observation = calls(client, service<ObservationDefinition>('stepwell.platform.v1.Observation'), this.#metadata);
    this.steering = calls(client, service<SteeringDefinition>('stepwell.platform.v1.Steering'), this.#metadata);
    this.searchAttributes = calls(client, service<SearchAttributesDefinition>('stepwell.platform.v1.SearchAttributes'), this.#metadata);
    this.mockProfiles = calls(client, service<MockProfilesDefinition>('stepwell.platform.v1.MockProfiles'), this.#metadata);
    this.bulkOperations = calls(client, service<BulkOperationsDefinition>('stepwell.platform.v1.BulkOperations'), this.#metadata);
    this.objects = calls(client, service<ObjectsDefinition>('stepwell.platform.v1.Objects'), this.#metadata);
    this.webhooks = calls(client, service<WebhooksDefinition>('stepwell.platform.v1.Webhooks'), this.#metadata);
    this.awsServices = calls(client, service<AwsServicesDefinition>('stepwell.platform.v1.AwsServices'), this.#metadata);
    this.keys = calls(client, service<KeysDefinition>('stepwell.platform.v1.Keys'), this.#metadata);
    this.audits = calls(client, service<AuditsDefinition>('stepwell.platform.v1.Audits'), this.#metadata);
    this.tenants = calls(client, service<TenantsDefinition>('stepwell.platform.v1.Tenants'), this.#metadata);
  }

  /** From what stands in credentials.env; throws when a variable is missing. */
  static fromEnvironment(variables: NodeJS.ProcessEnv = process.env): Stepwell {
    const required = (name: string): string => {
      const value = variables[name];
      if (!value) throw new Error(`${name} is not set`);
      return value;
    };
    return new Stepwell({
      target: required('STEPWELL_GRPC'),
      apiKey: required('STEPWELL_API_KEY'),
      arns: new Arns(variables['AWS_REGION'] ?? 'us-east-1', required('STEPWELL_ACCOUNT')),
      tls: variables['STEPWELL_TLS'] === 'true',
    });
  }

  /** Opens a worker's stream; Worker is a loop over it. */
  work(): WorkStream {
    const { Work } = service<WorkersDefinition>('stepwell.worker.v1.Workers');
    return this.#client.makeBidiStreamRequest(Work.path, Work.requestSerialize, Work.responseDeserialize, this.#metadata, {});
  }

  /** Breaks off what is under way; workers are drained first. */
  close(): void {
    this.#client.close();
  }
}
