package dev.stepwell.control.types;

import static dev.stepwell.control.schema.Tables.SWF_TYPE;

import dev.stepwell.control.references.SwfRules;
import dev.stepwell.control.references.TextRules;
import dev.stepwell.control.schema.tables.records.SwfTypeRecord;
import org.jooq.TableField;

/** What executions or tasks of a type have unless said otherwise (API reference, RegisterWorkflowType and RegisterActivityType). */
public enum TypeDefault {
    TASK_START_TO_CLOSE("defaultTaskStartToCloseTimeout", SWF_TYPE.DEFAULT_TASK_START_TO_CLOSE, SwfRules::duration),
    EXECUTION_START_TO_CLOSE(
            "defaultExecutionStartToCloseTimeout",
            SWF_TYPE.DEFAULT_EXECUTION_START_TO_CLOSE,
            SwfRules::executionDuration),
    TASK_HEARTBEAT("defaultTaskHeartbeatTimeout", SWF_TYPE.DEFAULT_TASK_HEARTBEAT, SwfRules::duration),
    TASK_SCHEDULE_TO_START(
            "defaultTaskScheduleToStartTimeout", SWF_TYPE.DEFAULT_TASK_SCHEDULE_TO_START, SwfRules::duration),
    TASK_SCHEDULE_TO_CLOSE(
            "defaultTaskScheduleToCloseTimeout", SWF_TYPE.DEFAULT_TASK_SCHEDULE_TO_CLOSE, SwfRules::duration),
    TASK_LIST("name", SWF_TYPE.DEFAULT_TASK_LIST, SwfRules::name),
    TASK_PRIORITY("defaultTaskPriority", SWF_TYPE.DEFAULT_TASK_PRIORITY, SwfRules::priority),
    CHILD_POLICY("defaultChildPolicy", SWF_TYPE.DEFAULT_CHILD_POLICY, TextRules::storable),
    LAMBDA_ROLE("defaultLambdaRole", SWF_TYPE.DEFAULT_LAMBDA_ROLE, TextRules::storable);

    private final String member;
    private final TableField<SwfTypeRecord, String> column;
    private final Rule rule;

    TypeDefault(String member, TableField<SwfTypeRecord, String> column, Rule rule) {
        this.member = member;
        this.column = column;
        this.rule = rule;
    }

    /** Refuses values of a member. */
    private interface Rule {
        void check(String member, String value);
    }

    /** Where it is kept. */
    TableField<SwfTypeRecord, String> column() {
        return column;
    }

    /** Refuses with {@code ValidationException} what it cannot be. */
    void check(String value) {
        rule.check(member, value);
    }
}
