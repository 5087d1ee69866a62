import { priorityProblem, secondsProblem, nameProblem } from './rules';

/** The defaults that a type can have, by AWS's names, in the order in which they are shown. */

/** One of them. */
export interface Default {
  readonly member: string;
  readonly label: string;
  readonly problem: (text: string) => string | undefined;
}

const seconds = (text: string) => secondsProblem(text, true);
const atMostAYear = (text: string) => secondsProblem(text, false);
const anything = () => undefined;

/** By kind of type. */
export const DEFAULTS: Readonly<Record<'workflow' | 'activity', readonly Default[]>> = {
  workflow: [
    { member: 'defaultTaskList', label: 'Task list', problem: nameProblem },
    { member: 'defaultExecutionStartToCloseTimeout', label: 'Seconds for the whole execution', problem: atMostAYear },
    { member: 'defaultTaskStartToCloseTimeout', label: 'Seconds for a decision task', problem: seconds },
    { member: 'defaultTaskPriority', label: 'Task priority', problem: priorityProblem },
    { member: 'defaultChildPolicy', label: 'Child policy', problem: anything },
    { member: 'defaultLambdaRole', label: 'Role for functions', problem: anything },
  ],
  activity: [
    { member: 'defaultTaskList', label: 'Task list', problem: nameProblem },
    { member: 'defaultTaskScheduleToStartTimeout', label: 'Seconds until a worker takes it', problem: seconds },
    { member: 'defaultTaskStartToCloseTimeout', label: 'Seconds from being taken to its end', problem: seconds },
    { member: 'defaultTaskScheduleToCloseTimeout', label: 'Seconds from being scheduled to its end', problem: seconds },
    { member: 'defaultTaskHeartbeatTimeout', label: 'Seconds between heartbeats', problem: seconds },
    { member: 'defaultTaskPriority', label: 'Task priority', problem: priorityProblem },
  ],
};
