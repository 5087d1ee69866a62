// Written by build/contract.ts from the server’s /v1/openapi.json. Do not edit.

export interface ActivityListItem {
  readonly activityArn: string;
  readonly name: string;
  readonly creationDate: string;
}

export interface ActivityPoller {
  readonly workerName?: string;
  readonly lastSeen: string;
}

export interface CloudWatchEventsExecutionDataDetails {
  readonly included?: boolean;
}

export interface CloudWatchLogsLogGroup {
  readonly logGroupArn?: string;
}

export interface CreateWebhookResponse {
  readonly webhookId: string;
  readonly secret: string;
}

export interface DeadLetterConfig {
  readonly Arn?: string;
}

export interface DescribeDomainResponse {
  readonly domainInfo: DomainInfo;
  readonly configuration: DomainConfiguration;
}

export interface DescribeExecutionResponse {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  readonly startDate: string;
  readonly stopDate?: string;
  readonly input?: string;
  readonly inputDetails?: CloudWatchEventsExecutionDataDetails;
  readonly output?: string;
  readonly outputDetails?: CloudWatchEventsExecutionDataDetails;
  readonly traceHeader?: string;
  readonly mapRunArn?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveCount?: number;
  readonly redriveDate?: string;
  readonly redriveStatus?: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
  readonly mockProfile?: string;
}

export interface DescribeStateMachineAliasResponse {
  readonly stateMachineAliasArn?: string;
  readonly name?: string;
  readonly description?: string;
  readonly routingConfiguration?: readonly (RoutingConfigurationListItem)[];
  readonly creationDate?: string;
  readonly updateDate?: string;
}

export interface DescribeStateMachineForExecutionResponse {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly updateDate: string;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly mapRunArn?: string;
  readonly label?: string;
  readonly revisionId?: string;
  readonly encryptionConfiguration?: EncryptionConfiguration;
  readonly variableReferences?: Readonly<Record<string, readonly (string)[]>>;
}

export interface DescribeStateMachineResponse {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status?: 'ACTIVE' | 'DELETING';
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: string;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly label?: string;
  readonly revisionId?: string;
  readonly description?: string;
  readonly encryptionConfiguration?: EncryptionConfiguration;
  readonly variableReferences?: Readonly<Record<string, readonly (string)[]>>;
}

export interface DescribeWorkflowExecutionResponse {
  readonly executionInfo: WorkflowExecutionInfo;
  readonly executionConfiguration: WorkflowExecutionConfiguration;
  readonly openCounts: WorkflowExecutionOpenCounts;
  readonly latestActivityTaskTimestamp?: string;
  readonly latestExecutionContext?: string;
}

export interface DomainConfiguration {
  readonly workflowExecutionRetentionPeriodInDays: string;
}

export interface DomainInfo {
  readonly name: string;
  readonly status: 'REGISTERED' | 'DEPRECATED';
  readonly description?: string;
  readonly arn?: string;
}

export interface DueTime {
  readonly dueTime: string;
}

export interface EncryptionConfiguration {
  readonly kmsKeyId?: string;
  readonly kmsDataKeyReusePeriodSeconds?: number;
  readonly type: 'AWS_OWNED_KEY' | 'CUSTOMER_MANAGED_KMS_KEY';
}

export interface ExecutionPause {
  readonly since: string;
  readonly pausedBy?: string;
  readonly reason?: string;
  readonly withStateMachine?: boolean;
}

export interface ExecutionSummary {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startDate: string;
  readonly stopDate?: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveCount?: number;
  readonly error?: string;
  readonly redriveDate?: string;
  readonly startStateName?: string;
  readonly originExecutionArn?: string;
  readonly originEventId?: number;
  readonly mockProfile?: string;
}

export interface ExecutionWait {
  readonly stateName: string;
  readonly path: readonly (WaitStep)[];
  readonly kind: 'TIMER' | 'WORKER' | 'HEARTBEAT' | 'TOKEN' | 'RETRY' | 'CHILD' | 'FUNCTION' | 'CONCURRENCY';
  readonly since?: string;
  readonly until?: string;
  readonly resource?: string;
  readonly attempt?: number;
  readonly eventId?: number;
  readonly workerName?: string;
  readonly lastHeartbeat?: string;
  readonly waitingCount?: number;
}

export interface FlexibleTimeWindow {
  readonly Mode: 'OFF' | 'FLEXIBLE';
  readonly MaximumWindowInMinutes?: number;
}

export interface GetExecutionWaitsResponse {
  readonly waits: readonly (ExecutionWait)[];
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly lastEventId: number;
  readonly truncated?: boolean;
  readonly pause?: ExecutionPause;
}

export interface GetOverviewResponse {
  readonly asOf: string;
  readonly lastHour: StatusCounts;
  readonly lastDay: StatusCounts;
  readonly machines: readonly (MachineOverview)[];
}

export interface GetScheduleResponse {
  readonly Arn?: string;
  readonly GroupName?: string;
  readonly Name?: string;
  readonly ScheduleExpression?: string;
  readonly StartDate?: string;
  readonly EndDate?: string;
  readonly Description?: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly State?: 'ENABLED' | 'DISABLED';
  readonly CreationDate?: string;
  readonly LastModificationDate?: string;
  readonly KmsKeyArn?: string;
  readonly Target?: Target;
  readonly FlexibleTimeWindow?: FlexibleTimeWindow;
  readonly ActionAfterCompletion?: 'NONE' | 'DELETE';
}

export interface GetStateMachinePauseResponse {
  readonly status: 'NONE' | 'PAUSING' | 'PAUSED' | 'RESUMING';
  readonly pauseDate?: string;
  readonly pausedBy?: string;
  readonly reason?: string;
}

export interface GetThrottlingResponse {
  readonly asOf: string;
  readonly lastHour: number;
  readonly lastDay: number;
  readonly actions: readonly (ThrottledAction)[];
}

export interface ListMockProfilesResponse {
  readonly mockProfiles: readonly (MockProfileItem)[];
}

export interface ListOpenTasksResponse {
  readonly tasks: readonly (OpenTask)[];
  readonly nextToken?: string;
  readonly scheduledCount: number;
  readonly startedCount: number;
}

export interface ListScheduleFiresResponse {
  readonly nextTimes: readonly (DueTime)[];
  readonly fires: readonly (ScheduleFire)[];
  readonly overlapPolicy: string;
}

export interface ListSchedulesResponse {
  readonly NextToken?: string;
  readonly Schedules: readonly (ScheduleSummary)[];
}

export interface ListWebhookDeliveriesResponse {
  readonly deliveries: readonly (WebhookDelivery)[];
}

export interface LogDestination {
  readonly cloudWatchLogsLogGroup?: CloudWatchLogsLogGroup;
}

export interface LoggingConfiguration {
  readonly level?: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly includeExecutionData?: boolean;
  readonly destinations?: readonly (LogDestination)[];
}

export interface MachineOverview {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly lastHour: StatusCounts;
  readonly lastDay: StatusCounts;
}

export interface MockProfileItem {
  readonly profileName: string;
  readonly stateNames: readonly (string)[];
  readonly creationDate: string;
  readonly updateDate: string;
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

export interface PreviewScheduleExpressionResponse {
  readonly times: readonly (DueTime)[];
}

export interface Quota {
  readonly name: string;
  readonly size?: number;
  readonly refill?: number;
  readonly used?: number;
  readonly throttled?: number;
  readonly own: boolean;
}

export interface ResourceTag {
  readonly key: string;
  readonly value?: string;
}

export interface RetryPolicy {
  readonly MaximumEventAgeInSeconds?: number;
  readonly MaximumRetryAttempts?: number;
}

export interface RoutingConfigurationListItem {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

export interface ScheduleFire {
  readonly dueTime: string;
  readonly outcome: 'PENDING' | 'STARTED' | 'SKIPPED' | 'MISSED' | 'FAILED';
  readonly executionArn?: string;
  readonly at: string;
  readonly attempts: number;
  readonly reason?: string;
}

export interface ScheduleSummary {
  readonly Arn?: string;
  readonly Name?: string;
  readonly GroupName?: string;
  readonly State?: 'ENABLED' | 'DISABLED';
  readonly CreationDate?: string;
  readonly LastModificationDate?: string;
  readonly Target?: TargetSummary;
}

export interface Session {
  readonly account: string;
  readonly tenantName: string;
  readonly region: string;
  readonly csrfToken: string;
  readonly expiresAt: string;
}

export interface StateMachineAliasListItem {
  readonly stateMachineAliasArn: string;
  readonly creationDate: string;
}

export interface StateMachineListItem {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: string;
}

export interface StateMachineVersionListItem {
  readonly stateMachineVersionArn: string;
  readonly creationDate: string;
}

export interface StatusCounts {
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
}

export interface Target {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly DeadLetterConfig?: DeadLetterConfig;
  readonly RetryPolicy?: RetryPolicy;
  readonly Input?: string;
}

export interface TargetSummary {
  readonly Arn: string;
}

export interface TaskList {
  readonly name: string;
}

export interface ThrottledAction {
  readonly action: string;
  readonly lastHour: number;
  readonly lastDay: number;
}

export interface TracingConfiguration {
  readonly enabled?: boolean;
}

export interface WaitStep {
  readonly stateName: string;
  readonly branch?: number;
  readonly iteration?: number;
}

export interface Webhook {
  readonly webhookId: string;
  readonly url: string;
  readonly stateMachineArn?: string;
  readonly statuses: readonly (string)[];
  readonly creationDate: string;
}

export interface WebhookDelivery {
  readonly messageId: string;
  readonly outcome: 'PENDING' | 'DELIVERED' | 'GIVEN_UP';
  readonly attempts: number;
  readonly answer?: string;
  readonly notedAt: string;
  readonly dueAt?: string;
}

export interface WorkflowExecution {
  readonly workflowId: string;
  readonly runId: string;
}

export interface WorkflowExecutionConfiguration {
  readonly taskStartToCloseTimeout: string;
  readonly executionStartToCloseTimeout: string;
  readonly taskList: TaskList;
  readonly taskPriority?: string;
  readonly childPolicy: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
  readonly lambdaRole?: string;
}

export interface WorkflowExecutionInfo {
  readonly execution: WorkflowExecution;
  readonly workflowType: WorkflowType;
  readonly startTimestamp: string;
  readonly closeTimestamp?: string;
  readonly executionStatus: 'OPEN' | 'CLOSED';
  readonly closeStatus?: 'COMPLETED' | 'FAILED' | 'CANCELED' | 'TERMINATED' | 'CONTINUED_AS_NEW' | 'TIMED_OUT';
  readonly parent?: WorkflowExecution;
  readonly tagList?: readonly (string)[];
  readonly cancelRequested?: boolean;
}

export interface WorkflowExecutionOpenCounts {
  readonly openActivityTasks: number;
  readonly openDecisionTasks: number;
  readonly openTimers: number;
  readonly openChildWorkflowExecutions: number;
  readonly openLambdaFunctions?: number;
}

export interface WorkflowType {
  readonly name: string;
  readonly version: string;
}

export interface WorkflowTypeInfo {
  readonly workflowType: WorkflowType;
  readonly status: 'REGISTERED' | 'DEPRECATED';
  readonly description?: string;
  readonly creationDate: string;
  readonly deprecationDate?: string;
}
