/**
 * The shapes of the REST dialect that the console reads and writes, named as the contract names them. Times are RFC 3339 texts. A member
 * that the server may leave out is optional here.
 */

/** Where an execution stands. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** All of them, in the order in which they are shown. */
export const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

/** Who is signed in, and for how long. */
export interface Session {
  readonly account: string;
  readonly tenantName: string;
  readonly region: string;
  readonly csrfToken: string;
  readonly expiresAt: string;
}

export interface StateMachineListItem {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: string;
}

export interface StateMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status?: 'ACTIVE' | 'DELETING';
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: string;
  readonly description?: string;
  readonly revisionId?: string;
}

export interface StateMachineVersion {
  readonly stateMachineVersionArn: string;
  readonly creationDate: string;
}

export interface RoutingConfiguration {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

export interface StateMachineAliasListItem {
  readonly stateMachineAliasArn: string;
  readonly creationDate: string;
}

export interface StateMachineAlias {
  readonly stateMachineAliasArn?: string;
  readonly name?: string;
  readonly description?: string;
  readonly routingConfiguration?: readonly RoutingConfiguration[];
  readonly updateDate?: string;
}

export interface ExecutionListItem {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: string;
  readonly stopDate?: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveCount?: number;
  readonly error?: string;
}

export interface Execution extends ExecutionListItem {
  readonly input?: string;
  readonly output?: string;
  readonly cause?: string;
  readonly redriveStatus?: string;
  readonly redriveStatusReason?: string;
  readonly mapRunArn?: string;
}

/** The definition that an execution runs. */
export interface ExecutedMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly definition: string;
  readonly updateDate?: string;
  readonly revisionId?: string;
}

/** One line of a history; its details stand in the one member that fits its type. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId?: number;
  readonly timestamp: string;
  readonly type: string;
  readonly [details: string]: unknown;
}

export interface Activity {
  readonly activityArn: string;
  readonly name: string;
  readonly creationDate: string;
}

/** A page of a list; the token fetches the next one. */
export interface Page {
  readonly nextToken?: string;
}

/** What executions are asked for: the same for a list, its counts and its live feed. */
export interface ExecutionFilter {
  readonly stateMachineArn?: string;
  readonly status?: readonly ExecutionStatus[];
  readonly name?: string;
  readonly error?: string;
  readonly startedAfter?: string;
  readonly startedBefore?: string;
  readonly stoppedAfter?: string;
  readonly stoppedBefore?: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
}

/** Executions by their status. */
export interface StatusCounts {
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
}

/** What an execution waits for. */
export type WaitKind = 'TIMER' | 'WORKER' | 'HEARTBEAT' | 'TOKEN' | 'RETRY' | 'CHILD' | 'FUNCTION' | 'CONCURRENCY';

/** A Parallel's branch or a Map's iteration that a waiting state stands in. */
export interface WaitStep {
  readonly stateName: string;
  readonly branch?: number;
  readonly iteration?: number;
}

/** One place at which an execution waits. */
export interface ExecutionWait {
  readonly kind: WaitKind;
  readonly stateName: string;
  readonly path: readonly WaitStep[];
  readonly since?: string;
  readonly until?: string;
  readonly resource?: string;
  readonly attempt?: number;
  readonly eventId?: number;
  readonly workerName?: string;
  readonly lastHeartbeat?: string;
  readonly waitingCount?: number;
}

export interface ExecutionWaits {
  readonly waits: readonly ExecutionWait[];
  readonly status: ExecutionStatus;
  readonly lastEventId: number;
  readonly truncated?: boolean;
}

export interface OpenTask {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly eventId: number;
  readonly status: 'SCHEDULED' | 'STARTED';
  readonly scheduledDate: string;
  readonly lastHeartbeat?: string;
  readonly workerName?: string;
}

export interface OpenTasks extends Page {
  readonly tasks: readonly OpenTask[];
  readonly scheduledCount: number;
  readonly startedCount: number;
}

export interface ActivityPoller {
  readonly workerName?: string;
  readonly lastSeen: string;
}

/** Of each period: what ended in it, and in `running` what is under way now. */
export interface MachineOverview {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly lastHour: StatusCounts;
  readonly lastDay: StatusCounts;
}

/** How the tenant fares, as one picture. */
export interface Overview {
  readonly asOf: string;
  readonly lastHour: StatusCounts;
  readonly lastDay: StatusCounts;
  readonly machines: readonly MachineOverview[];
  readonly throttled?: number;
}
