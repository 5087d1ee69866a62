/** The console's names for the shapes of the REST dialect, which `contract.ts` has as the server describes them. */
import type {
  ActivityListItem,
  CreateWebhookResponse,
  DescribeDomainResponse,
  DescribeExecutionResponse,
  DescribeStateMachineAliasResponse,
  DescribeStateMachineForExecutionResponse,
  DescribeStateMachineResponse,
  DescribeWorkflowExecutionResponse,
  DomainInfo,
  ExecutionSummary,
  ExecutionWait as ContractExecutionWait,
  GetExecutionWaitsResponse,
  GetOverviewResponse,
  GetScheduleResponse,
  GetStateMachinePauseResponse,
  GetThrottlingResponse,
  ListMockProfilesResponse,
  ListOpenTasksResponse,
  ListScheduleFiresResponse,
  ListSchedulesResponse,
  ListWebhookDeliveriesResponse,
  PreviewScheduleExpressionResponse,
  RoutingConfigurationListItem,
  ScheduleSummary,
  Session as ContractSession,
  StateMachineVersionListItem,
  WorkflowExecution,
  WorkflowExecutionInfo,
  WorkflowType,
  WorkflowTypeInfo,
} from './contract';

/** Where an execution stands. */
export type ExecutionStatus = DescribeExecutionResponse['status'];

/** Those that executions of machines can be found by, in the order in which they are shown. */
export const STATUSES: readonly ExecutionSummary['status'][] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

export type Activity = ActivityListItem;
export type ExecutedMachine = DescribeStateMachineForExecutionResponse;
export type Execution = DescribeExecutionResponse;
export type ExecutionListItem = ExecutionSummary;
export type ExecutionWait = ContractExecutionWait;
export type ExecutionWaits = GetExecutionWaitsResponse;
/** One line of a history; its details stand in the one member that fits its type. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId?: number;
  readonly timestamp: string;
  readonly type: string;
  readonly [details: string]: unknown;
}
export type IssuedWebhook = CreateWebhookResponse;
export type ListedSchedules = ListSchedulesResponse;
export type MachinePause = GetStateMachinePauseResponse;
export type MockProfiles = ListMockProfilesResponse;
export type OpenTasks = ListOpenTasksResponse;
export type Overview = GetOverviewResponse;
export type PreviewedTimes = PreviewScheduleExpressionResponse;
export type RoutingConfiguration = RoutingConfigurationListItem;
export type Schedule = GetScheduleResponse;
export type ScheduleFires = ListScheduleFiresResponse;
export type ScheduleListItem = ScheduleSummary;
export type Session = ContractSession;
export type StateMachine = DescribeStateMachineResponse;
export type StateMachineAlias = DescribeStateMachineAliasResponse;
export type StateMachineVersion = StateMachineVersionListItem;
export type Throttling = GetThrottlingResponse;
export type WebhookDeliveries = ListWebhookDeliveriesResponse;
export type {
  ActivityPoller,
  DueTime,
  ExecutionPause,
  ResourceTag,
  MachineOverview,
  MockProfileItem as MockProfile,
  OpenTask,
  Quota,
  ScheduleFire,
  StateMachineAliasListItem,
  StateMachineListItem,
  StatusCounts,
  WaitStep,
  Webhook,
  WebhookDelivery,
} from './contract';

/** What an execution waits for. */
export type WaitKind = ContractExecutionWait['kind'];

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
  /** Conditions on search attributes, such as orderId=4711. */
  readonly attribute?: readonly string[];
  /** Words of input and output. */
  readonly text?: string;
}

/** Whether a domain or a type of SWF may be used for what is new. */
export type RegistrationStatus = DomainInfo['status'];

export type SwfDomain = DescribeDomainResponse;
export type SwfDomainListItem = DomainInfo;
export type SwfExecution = DescribeWorkflowExecutionResponse;
export type SwfExecutionListItem = WorkflowExecutionInfo;
/** One run: the id that its starter chose, and the server's of this run. */
export type SwfRun = WorkflowExecution;
export type SwfTypeName = WorkflowType;
/** Whether a type is one of workflows or of activities. */
export type SwfKind = 'workflow' | 'activity';
/** What a list tells of a type of either kind. */
export type SwfKindInfo = Omit<WorkflowTypeInfo, 'workflowType'>;

/** One line of SWF's history; its attributes stand in the one member that fits its type. */
export interface SwfEvent {
  readonly eventId: number;
  readonly eventTimestamp: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

/** A page of one of SWF's lists. */
export interface SwfPage {
  readonly nextPageToken?: string;
}

/** What a run is started with; what is left out comes from its type. */
export interface SwfStart {
  readonly workflowId: string;
  readonly workflowType: SwfTypeName;
  readonly input?: string;
  readonly taskList?: string;
  readonly taskPriority?: string;
  readonly executionStartToCloseTimeout?: string;
  readonly taskStartToCloseTimeout?: string;
  readonly childPolicy?: string;
  readonly lambdaRole?: string;
  readonly tagList?: readonly string[];
}
