import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../contract', import.meta.url));
const google = dirname(createRequire(import.meta.url).resolve('protobufjs'));

const loaded = loadSync(
  [
    'stepwell/sfn/v1/step_functions.proto', 'stepwell/swf/v1/simple_workflow.proto', 'stepwell/events/v1/event_bridge.proto',
    'stepwell/scheduler/v1/scheduler.proto', 'stepwell/platform/v1/schedules.proto', 'stepwell/platform/v1/observation.proto',
    'stepwell/platform/v1/steering.proto', 'stepwell/platform/v1/search_attributes.proto', 'stepwell/platform/v1/bulk_operations.proto',
    'stepwell/platform/v1/objects.proto', 'stepwell/platform/v1/webhooks.proto', 'stepwell/platform/v1/keys.proto',
    'stepwell/platform/v1/aws_services.proto', 'stepwell/platform/v1/mock_profiles.proto',
    'stepwell/platform/v1/audit.proto', 'stepwell/platform/v1/tenants.proto', 'stepwell/worker/v1/workers.proto',
  ],
  { longs: Number, enums: String, arrays: true, includeDirs: [folder, google] },
);

/** A service of the contract, by its full name. */
export function service<S extends ServiceDefinition>(name: string): S {
  return loaded[name] as unknown as S;
}

/** Deadlines and retries of each call, as gRPC's own client reads them. */
export const serviceConfig = readFileSync(`${folder}/service-config.json`, 'utf8');
