package dev.stepwell.control.activities;

import static dev.stepwell.control.schema.Tables.ACTIVITY;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.TextRules;
import dev.stepwell.control.tags.TagSet;
import dev.stepwell.control.tags.TagStore;
import dev.stepwell.control.tags.TaggedKind;
import dev.stepwell.names.Arn;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** CreateActivity, DescribeActivity, ListActivities, DeleteActivity. */
public final class Activities {
    private static final String LIST = "ListActivities";

    /** The most activities of an account in a region (service quotas). */
    private static final int MOST = 100_000;

    private final ControlDatabase database;
    private final ChangeLog changes;
    private final PageTokens tokens;
    private final InstantSource clock;

    /** Activities in one database. */
    public Activities(ControlDatabase database, ChangeLog changes, PageTokens tokens, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** CreateActivity: idempotent on the name; an activity that exists keeps its tags whatever is given now. */
    public Activity create(Caller caller, String name, TagSet tags) {
        TextRules.name(name);
        Arn.Activity arn = arn(caller, name);
        TagSet.checkCount(tags.byKey().size(), arn.toString());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.write(caller.tenant(), sql -> {
            int inserted = sql.insertInto(ACTIVITY)
                    .set(ACTIVITY.TENANT_ID, caller.tenant().value())
                    .set(ACTIVITY.REGION, caller.region().value())
                    .set(ACTIVITY.NAME, name)
                    .set(ACTIVITY.CREATED_AT, now)
                    .onConflictDoNothing()
                    .execute();
            if (inserted == 0) {
                // Gone again in the same moment: as if it had been deleted right after this call made it.
                return find(caller.tenant(), sql, arn).orElse(new Activity(arn, now));
            }
            checkLimit(caller, sql);
            TagStore.put(caller.tenant(), caller.region(), sql, TaggedKind.ACTIVITY, name, tags);
            return new Activity(arn, now);
        });
    }

    private static void checkLimit(Caller caller, DSLContext sql) {
        boolean more = sql.fetchExists(sql.selectOne()
                .from(ACTIVITY)
                .where(
                        ACTIVITY.TENANT_ID.eq(caller.tenant().value()),
                        ACTIVITY.REGION.eq(caller.region().value()))
                .offset(MOST)
                .limit(1));
        if (more) {
            throw new Fault("ActivityLimitExceeded", "An account has at most " + MOST + " activities in a region");
        }
    }

    /** DescribeActivity: throws {@code ActivityDoesNotExist}. Also what the execution plane asks before it hands out tasks. */
    public Activity describe(Caller caller, String activityArn) {
        Arn.Activity arn = ArnReader.activity(activityArn);
        if (!ArnReader.isOurs(caller, arn)) {
            throw doesNotExist(activityArn);
        }
        return database.read(caller.tenant(), sql -> find(caller.tenant(), sql, arn))
                .orElseThrow(() -> doesNotExist(activityArn));
    }

    /** ListActivities: in the order of the names. */
    public Page<Activity> list(Caller caller, int maxResults, Optional<String> token) {
        Optional<String> after = tokens.open(caller, LIST, token);
        int size = Page.size(maxResults);
        List<Activity> rows = database.read(
                caller.tenant(),
                sql -> sql.select(ACTIVITY.NAME, ACTIVITY.CREATED_AT)
                        .from(ACTIVITY)
                        .where(
                                ACTIVITY.TENANT_ID.eq(caller.tenant().value()),
                                ACTIVITY.REGION.eq(caller.region().value()))
                        .and(ACTIVITY.NAME.gt(after.orElse("")))
                        .orderBy(ACTIVITY.NAME)
                        .limit(size + 1)
                        .fetch(row -> new Activity(arn(caller, row.value1()), row.value2())));
        return Page.of(
                rows, size, activity -> tokens.seal(caller, LIST, activity.arn().name()));
    }

    /** DeleteActivity: no error when it does not exist. */
    public void delete(Caller caller, String activityArn) {
        Arn.Activity arn = ArnReader.activity(activityArn);
        if (!ArnReader.isOurs(caller, arn)) {
            return;
        }
        database.write(caller.tenant(), sql -> {
            int deleted =
                    sql.deleteFrom(ACTIVITY).where(is(caller.tenant(), arn)).execute();
            if (deleted > 0) {
                TagStore.removeAll(caller.tenant(), caller.region(), sql, TaggedKind.ACTIVITY, List.of(arn.name()));
                changes.append(caller.tenant(), sql, arn.region(), ChangeKind.ACTIVITY_DELETED, arn.toString());
            }
            return deleted;
        });
    }

    private static Optional<Activity> find(TenantId tenant, DSLContext sql, Arn.Activity arn) {
        return sql.select(ACTIVITY.CREATED_AT)
                .from(ACTIVITY)
                .where(is(tenant, arn))
                .fetchOptional(row -> new Activity(arn, row.value1()));
    }

    private static Condition is(TenantId tenant, Arn.Activity arn) {
        return ACTIVITY.TENANT_ID
                .eq(tenant.value())
                .and(ACTIVITY.REGION.eq(arn.region()))
                .and(ACTIVITY.NAME.eq(arn.name()));
    }

    private static Arn.Activity arn(Caller caller, String name) {
        return new Arn.Activity(caller.region().value(), caller.account().value(), name);
    }

    private static Fault doesNotExist(String arn) {
        return new Fault("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
    }
}
