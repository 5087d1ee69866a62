/** The server as the scenarios reach it beside the browser: with its API key, over the same REST. */

const ENDPOINT = process.env.STEPWELL_ENDPOINT ?? 'http://127.0.0.1:8080';
export const KEY = process.env.STEPWELL_API_KEY ?? '';
export const ACCOUNT = process.env.STEPWELL_ACCOUNT ?? '';
const REGION = process.env.AWS_REGION ?? 'us-east-1';

export const machineArn = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;
export const executionArn = (machine: string, name: string) => `arn:aws:states:${REGION}:${ACCOUNT}:execution:${machine}:${name}`;
export const activityArn = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT}:activity:${name}`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/console`;

type Json = Record<string, unknown>;

/** Asks the server; anything but success is thrown. */
export async function ask<T = Json>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${ENDPOINT}/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  return (text === '' ? {} : JSON.parse(text)) as T;
}

/** A name that no other scenario has, nor an earlier try of the same. */
export const own = (name: string) => `${name}-${Date.now().toString(36)}`;

const segment = encodeURIComponent;

export const createMachine = (name: string, definition: unknown, more: Json = {}) =>
  ask<{ stateMachineArn: string; stateMachineVersionArn?: string }>('POST', 'stateMachines', { name, definition: JSON.stringify(definition), roleArn: ROLE, ...more });

export const start = (machine: string, name: string, input: unknown = {}) =>
  ask('POST', `stateMachines/${segment(machineArn(machine))}/executions`, { name, input: typeof input === 'string' ? input : JSON.stringify(input) });

export const statusOf = async (machine: string, name: string) =>
  (await ask<{ status: string }>('GET', `executions/${segment(executionArn(machine, name))}`)).status;

/** Waits until an execution has ended. */
export async function ended(machine: string, name: string): Promise<void> {
  for (let tries = 0; (await statusOf(machine, name)) === 'RUNNING'; tries++) {
    if (tries > 600) {
      throw new Error(`${machine} ${name} still runs`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Takes a task of an activity as a worker, with what is to be worked on. */
export async function takeWork(activity: string, workerName: string): Promise<{ taskToken: string; input: string }> {
  for (let tries = 0; tries < 10; tries++) {
    const { taskToken, input } = await ask<{ taskToken?: string; input?: string }>('POST', `activities/${segment(activityArn(activity))}/tasks`, { workerName });
    if (taskToken !== undefined) {
      return { taskToken, input: input ?? '' };
    }
  }
  throw new Error(`no task of ${activity}`);
}

/** The same, for workers that need no input. */
export const takeTask = async (activity: string, workerName: string) => (await takeWork(activity, workerName)).taskToken;

export const succeed = (taskToken: string, output: unknown) => ask('POST', 'tasks/success', { taskToken, output: JSON.stringify(output) });
export const fail = (taskToken: string, error: string, cause: string) => ask('POST', 'tasks/failure', { taskToken, error, cause });
