/**
 * Writes the types of the REST dialect from the server's own description of it: `npm run contract -- http://127.0.0.1:8080`. A scenario
 * holds the file against the server, so it cannot grow stale.
 */
import { writeFileSync } from 'node:fs';

interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
}

interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const HEAD = '// Written by build/contract.ts from the server’s /v1/openapi.json. Do not edit.\n';

/** The shapes that the console speaks of; those that they are made of come with them. */
const SPOKEN = [
  'ActivityListItem',
  'ActivityPoller',
  'CreateWebhookResponse',
  'DescribeDomainResponse',
  'DescribeExecutionResponse',
  'DescribeStateMachineAliasResponse',
  'DescribeStateMachineForExecutionResponse',
  'DescribeStateMachineResponse',
  'DescribeWorkflowExecutionResponse',
  'ExecutionSummary',
  'GetExecutionWaitsResponse',
  'GetOverviewResponse',
  'GetScheduleResponse',
  'GetStateMachinePauseResponse',
  'GetThrottlingResponse',
  'ListMockProfilesResponse',
  'ListOpenTasksResponse',
  'ListScheduleFiresResponse',
  'ListSchedulesResponse',
  'ListWebhookDeliveriesResponse',
  'PreviewScheduleExpressionResponse',
  'Quota',
  'ResourceTag',
  'Session',
  'StateMachineAliasListItem',
  'StateMachineListItem',
  'StateMachineVersionListItem',
  'Webhook',
  'WorkflowTypeInfo',
];

/** The text of the types. */
export function contractTypes({ components }: OpenApi): string {
  const needed = new Set<string>();
  const need = (name: string) => {
    const schema = components.schemas[name];
    if (schema === undefined) {
      throw new Error(`the server describes no ${name}`);
    }
    if (!needed.has(name)) {
      needed.add(name);
      [...JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g)].forEach(([, inner]) => need(inner ?? ''));
    }
  };
  SPOKEN.forEach(need);
  return HEAD + [...needed].sort().map((name) => `\nexport interface ${name} ${objectOf(components.schemas[name] ?? {}, '')}\n`).join('');
}

function objectOf({ properties = {}, required = [] }: Schema, indent: string): string {
  const lines = Object.entries(properties).map(([name, schema]) => `${indent}  readonly ${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, `${indent}  `)};\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) {
    return schema.$ref.split('/').at(-1) ?? 'unknown';
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => `'${value}'`).join(' | ');
  }
  switch (schema.type) {
    case 'array':
      return `readonly (${typeOf(schema.items ?? {}, indent)})[]`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return schema.type;
    case 'object':
      return schema.properties !== undefined || typeof schema.additionalProperties !== 'object' ? objectOf(schema, indent) : `Readonly<Record<string, ${typeOf(schema.additionalProperties, indent)}>>`;
    default:
      return 'unknown';
  }
}

/** The description that a server gives of itself. */
export async function describedBy(endpoint: string): Promise<OpenApi> {
  return (await (await fetch(`${endpoint}/v1/openapi.json`)).json()) as OpenApi;
}

if (process.argv[1]?.endsWith('contract.mjs') === true) {
  writeFileSync('src/api/contract.ts', contractTypes(await describedBy(process.argv[2] ?? 'http://127.0.0.1:8080')));
}
