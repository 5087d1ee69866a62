package dev.stepwell.simulation.world;

/** The situations that the worlds together must come into. */
public enum Mark {
    /** A write by a node that had lost the execution was refused. */
    STALE_WRITE_REFUSED,
    /** The same, by a node that had stood still past its lease. */
    ZOMBIE_WRITE_REFUSED,
    /** A write whose answer was lost had been done. */
    DOUBT_WAS_WRITTEN,
    /** A write whose answer was lost had not been done. */
    DOUBT_WAS_NOT_WRITTEN,
    /** A write of a dead or doubtful call arrived after everybody had given it up. */
    GHOST_WRITE_ARRIVED,
    /** Such a write was refused. */
    GHOST_WRITE_REFUSED,
    /** A group of several turns was written. */
    GROUP_OF_SEVERAL,
    /** In one group some turns were written and others dropped out. */
    GROUP_SURVIVORS,
    /** A node took an execution over from another. */
    TAKEOVER,
    /** The same, of an execution with open branches or iterations. */
    TAKEOVER_IN_FAN_OUT,
    /** A node died in the middle of a write. */
    DIED_WRITING,
    /** A node died. */
    CRASH,
    /** A node stood still past its lease. */
    PAUSE,
    /** A node left in good order. */
    LEFT,
    /** The store could not be reached. */
    OUTAGE,
    /** The queue forgot everything. */
    FLUSHED,
    /** A hint was lost. */
    HINT_LOST,
    /** A hint was given twice. */
    HINT_REPEATED,
    /** A call between nodes got lost on its way there. */
    CALL_LOST,
    /** The answer of a call between nodes got lost. */
    ANSWER_LOST,
    /** A call between nodes was given up, and may have been done. */
    CALL_UNANSWERED,
    /** An input was handed from one node to another and taken. */
    CALL_FORWARDED,
    /** A node was asked that did not hold the execution. */
    NOT_HOLDER,
    /** A wake-up was acted on by another node than the one that armed it. */
    WOKEN_BY_ANOTHER_NODE,
    /** A deadline passed while its execution had no living owner. */
    DUE_WHILE_DOWN,
    /** A second completion of a task was refused. */
    DUPLICATE_COMPLETION_REFUSED,
    /** A completion after the time-out of its task was refused. */
    LATE_COMPLETION_REFUSED,
    /** A completion after its execution had ended was refused. */
    COMPLETION_AFTER_END_REFUSED,
    /** A task that had been offered twice was handed out once. */
    SECOND_HAND_OUT_REFUSED,
    /** A heartbeat moved a deadline. */
    BEAT_SEEN,
    /** A worker was told by its heartbeat that the task is over. */
    BEAT_REFUSED,
    /** A task missed its heartbeat. */
    HEARTBEAT_MISSED,
    /** A task timed out. */
    TASK_TIMED_OUT,
    /** An execution timed out. */
    EXECUTION_TIMED_OUT,
    /** An execution was stopped. */
    STOPPED,
    /** An execution that had ended was stopped once more. */
    STOPPED_TWICE,
    /** An execution was redriven. */
    REDRIVEN,
    /** An execution that had succeeded, or ran again, was not redriven. */
    REDRIVE_REFUSED,
    /** An execution was paused. */
    EXECUTION_PAUSED,
    /** A pause came to its end. */
    EXECUTION_RESUMED,
    /** A task of a paused execution was completed. */
    COMPLETION_WHILE_PAUSED,
    /** A node took a paused execution over from another. */
    TAKEOVER_WHILE_PAUSED,
    /** An execution was forked. */
    FORKED,
    /** A start was asked for twice and gave one execution. */
    START_REPEATED,
    /** A name was asked for again with another input and refused. */
    NAME_REFUSED,
    /** A start was acknowledged after an earlier try whose fate was unknown. */
    START_AFTER_DOUBT,
    /** A function was asked twice for one task. */
    INVOKED_TWICE,
    /** A retry was armed. */
    RETRIED,
    /** A failure was caught. */
    CAUGHT,
    /** A failure was caught inside a Map inside a Parallel. */
    CAUGHT_IN_MAP_IN_PARALLEL,
    /** The same, by a node that had taken the execution over. */
    CAUGHT_IN_MAP_IN_PARALLEL_AFTER_TAKEOVER,
    /** A part of a fan-out failed while another was under way. */
    PART_ABORTED,
    /** A turn was cut short and went on in the next. */
    TURN_CUT_SHORT,
    /** Several inputs were handled in one turn. */
    INPUTS_TOGETHER,
    /** An execution was loaded from a snapshot. */
    SNAPSHOT_LOADED,
    /** A payload was too large to stand in its record. */
    LARGE_PAYLOAD,
    /** A node found that its incarnation had been ended. */
    FOUND_ITSELF_ENDED,
    /** A parent was told of its child's end. */
    CHILD_ENDED,
    /** The same, before the start of the child had been answered. */
    CHILD_ENDED_EARLY,
    /** A child was stopped because its parent's task had given it up. */
    CHILD_GIVEN_UP,
    /** A child was asked for again and found. */
    CHILD_FOUND_AGAIN,
    /** A letter reached an execution that had ended. */
    LETTER_TO_THE_ENDED,
    /** A node took the run of a workflow over from another. */
    WORKFLOW_TAKEN_OVER,
    /** A workflow completed. */
    WORKFLOW_COMPLETED,
    /** A workflow failed, as its decider wanted. */
    WORKFLOW_FAILED,
    /** A workflow was canceled by its decider. */
    WORKFLOW_CANCELED,
    /** A run timed out. */
    WORKFLOW_TIMED_OUT,
    /** A run was terminated by a client. */
    WORKFLOW_TERMINATED,
    /** A child was terminated by its parent's policy. */
    TERMINATED_BY_POLICY,
    /** A child was asked to cancel by its parent's policy. */
    CANCEL_REQUESTED_BY_POLICY,
    /** A policy followed a child to the run that it had continued as. */
    POLICY_FORWARDED,
    /** A run continued as a new one. */
    CONTINUED_AS_NEW,
    /** A decision to complete failed, as something had happened meanwhile. */
    END_WITH_SOMETHING_UNSEEN,
    /** The same of a decision to continue as a new run. */
    CONTINUATION_WITH_SOMETHING_UNSEEN,
    /** A run ended and had asked for what was not known to be done. */
    ENDED_WITH_SOMETHING_UNSENT,
    /** A client signaled. */
    SIGNAL_FROM_OUTSIDE,
    /** A run signaled another. */
    SIGNAL_BETWEEN_RUNS,
    /** There was no open run to signal. */
    SIGNAL_TO_NOBODY,
    /** The run that a signal or a request goes to was chosen and made durable. */
    ADDRESSED,
    /** It ended before it got it, and another was chosen. */
    ADDRESSED_ANEW,
    /** A client asked to cancel. */
    CANCEL_FROM_OUTSIDE,
    /** A run asked another to cancel. */
    CANCEL_BETWEEN_RUNS,
    /** A decider did not answer in time. */
    DECISION_TIMED_OUT,
    /** A decision task was not taken from the list that its decider had asked for. */
    DECISION_NOT_TAKEN,
    /** Decisions came again and were refused. */
    DECISIONS_TWICE_REFUSED,
    /** Decisions came too late. */
    LATE_DECISIONS_REFUSED,
    /** An activity task failed. */
    ACTIVITY_FAILED,
    /** An activity task took too long. */
    ACTIVITY_TIMED_OUT,
    /** An activity task gave no heartbeat any more. */
    ACTIVITY_WENT_QUIET,
    /** Nobody took an activity task. */
    ACTIVITY_NOT_TAKEN,
    /** A worker was told to cancel, and did. */
    ACTIVITY_CANCELED,
    /** An activity task was canceled before anybody had taken it. */
    ACTIVITY_CANCELED_UNBEGUN,
    /** An activity task was completed that was over. */
    ACTIVITY_OVER_REFUSED,
    /** A timer fired. */
    TIMER_FIRED,
    /** A timer was canceled. */
    TIMER_CANCELED,
    /** A marker was recorded. */
    MARKER_RECORDED,
    /** A function that a decider asked for answered. */
    FUNCTION_OF_WORKFLOW,
    /** A parent learned that its child completed. */
    CHILD_COMPLETED,
    /** A parent learned that its child timed out. */
    CHILD_TIMED_OUT,
    /** A parent learned that its child was canceled. */
    CHILD_CANCELED,
    /** A workflow was started whose workflow id had an open run. */
    WORKFLOW_ALREADY_RUNNING
}
