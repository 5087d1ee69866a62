package dev.stepwell.execution.schedules;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.platform.v1.BackfillScheduleRequest;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresRequest;
import dev.stepwell.contracts.platform.v1.PreviewScheduleExpressionRequest;
import dev.stepwell.contracts.platform.v1.SetScheduleOverlapRequest;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleResponse;
import dev.stepwell.contracts.scheduler.v1.DeleteScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.DeleteScheduleResponse;
import dev.stepwell.contracts.scheduler.v1.GetScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.GetScheduleResponse;
import dev.stepwell.contracts.scheduler.v1.ListSchedulesRequest;
import dev.stepwell.contracts.scheduler.v1.ListSchedulesResponse;
import dev.stepwell.contracts.scheduler.v1.ScheduleSummary;
import dev.stepwell.contracts.scheduler.v1.TargetSummary;
import dev.stepwell.contracts.scheduler.v1.UpdateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.UpdateScheduleResponse;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Timetable;
import dev.stepwell.execution.ports.Timetable.Entry;
import dev.stepwell.execution.ports.Timetable.Overlap;
import dev.stepwell.execution.ports.Timetable.Wanted;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** EventBridge Scheduler's actions on schedules, and what goes beyond them. */
public final class ScheduleEndpoints {
    /** AWS has a million; each that is made counts those that are there. */
    private static final int MOST = 10_000;

    private static final int USUAL_PAGE = 100;

    private final Timetable timetable;
    private final Targets targets;
    private final Clock clock;
    private final Rng rng;
    private final PageTokens tokens;
    private final FireViews fires;

    /** Endpoints in front of a timetable. */
    public ScheduleEndpoints(Timetable timetable, Targets targets, Clock clock, Rng rng, PageTokens tokens) {
        this.timetable = timetable;
        this.targets = targets;
        this.clock = clock;
        this.rng = rng;
        this.tokens = tokens;
        this.fires = new FireViews(timetable, clock, rng);
    }

    /**
     * What has them fire; does nothing until it is started.
     *
     * @param suspended tenants whose schedules rest; absent while that is not known
     */
    public Firing firing(Executor threads, Supplier<Optional<Set<TenantId>>> suspended) {
        return new Firing(timetable, new Deciding(targets, threads), clock, rng, suspended);
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("CreateSchedule", CreateScheduleRequest.class, this::create)
                .add("GetSchedule", GetScheduleRequest.class, this::get)
                .add("UpdateSchedule", UpdateScheduleRequest.class, this::update)
                .add("DeleteSchedule", DeleteScheduleRequest.class, this::delete)
                .add("ListSchedules", ListSchedulesRequest.class, this::list)
                .add("ListScheduleFires", ListScheduleFiresRequest.class, fires::list)
                .add("SetScheduleOverlap", SetScheduleOverlapRequest.class, fires::setOverlap)
                .add("BackfillSchedule", BackfillScheduleRequest.class, fires::backfill)
                .add("PreviewScheduleExpression", PreviewScheduleExpressionRequest.class, fires::preview)
                .build();
    }

    private CreateScheduleResponse create(Caller caller, CreateScheduleRequest request) {
        Instant now = clock.now();
        check(caller, request, now);
        Entry entry = new Entry(
                Firing.executionId(now, rng).value(),
                caller.account().value(),
                caller.region().value(),
                request.getName(),
                request,
                Overlap.ALLOW_ALL,
                now,
                now,
                due(request, now, now.minusSeconds(1)));
        switch (Waits.read(() -> timetable.add(caller.tenant(), entry, MOST))) {
            case ADDED -> {}
            case TAKEN -> again(caller, request);
            case FULL ->
                throw new Fault(
                        "ServiceQuotaExceededException", "The limit of " + MOST + " schedules has been reached.");
        }
        return CreateScheduleResponse.newBuilder()
                .setScheduleArn(Rules.arn(caller, request.getName()))
                .build();
    }

    /** The same request with the same token is the same request, sent again. */
    private void again(Caller caller, CreateScheduleRequest request) {
        boolean same = request.hasClientToken()
                && find(caller, request.getName()).definition().equals(request);
        if (!same) {
            throw new Fault("ConflictException", "Schedule " + request.getName() + " already exists.");
        }
    }

    private void check(Caller caller, CreateScheduleRequest request, Instant now) {
        Rules.check(request, now);
        targets.check(caller, request.getTarget().getArn(), request.getTarget().getInput());
    }

    private static Optional<Instant> due(CreateScheduleRequest request, Instant createdAt, Instant after) {
        return request.getState().equals("DISABLED")
                ? Optional.empty()
                : Terms.recurrence(request, createdAt).next(after);
    }

    private Entry find(Caller caller, String name) {
        return fires.find(caller, name);
    }

    private GetScheduleResponse get(Caller caller, GetScheduleRequest request) {
        Rules.group(request.hasGroupName() ? request.getGroupName() : Terms.GROUP);
        return shown(caller, find(caller, request.getName()));
    }

    private static Precondition<Entry> expected(Caller caller) {
        return Precondition.of(caller, entry -> shown(caller, entry));
    }

    private static GetScheduleResponse shown(Caller caller, Entry entry) {
        CreateScheduleRequest definition = entry.definition();
        GetScheduleResponse.Builder answer = GetScheduleResponse.newBuilder()
                .setArn(Rules.arn(caller, entry.name()))
                .setGroupName(Terms.GROUP)
                .setName(entry.name())
                .setScheduleExpression(definition.getScheduleExpression())
                .setScheduleExpressionTimezone(Terms.zone(definition))
                .setState(state(entry))
                .setCreationDate(Times.of(entry.createdAt()))
                .setLastModificationDate(Times.of(entry.modifiedAt()))
                .setTarget(Terms.shown(definition))
                .setFlexibleTimeWindow(definition.getFlexibleTimeWindow())
                .setActionAfterCompletion(entry.isTemporary() ? "DELETE" : "NONE");
        if (definition.hasStartDate()) {
            answer.setStartDate(definition.getStartDate());
        }
        if (definition.hasEndDate()) {
            answer.setEndDate(definition.getEndDate());
        }
        if (definition.hasDescription()) {
            answer.setDescription(definition.getDescription());
        }
        return answer.build();
    }

    private static String state(Entry entry) {
        return entry.isEnabled() ? "ENABLED" : "DISABLED";
    }

    private UpdateScheduleResponse update(Caller caller, UpdateScheduleRequest request) {
        CreateScheduleRequest definition = asCreated(request);
        Instant now = clock.now();
        Rules.group(request.hasGroupName() ? request.getGroupName() : Terms.GROUP);
        Precondition<Entry> expected = expected(caller);
        Entry old = fires.look(caller, request.getName())
                .orElseThrow(() -> expected.missing(Rules.unknown(request.getName())));
        check(caller, definition, now);
        Entry entry = new Entry(
                old.id(),
                old.account(),
                old.region(),
                old.name(),
                definition,
                old.overlap(),
                old.createdAt(),
                now,
                due(definition, old.createdAt(), now));
        if (!Waits.read(() -> timetable.replace(caller.tenant(), entry, expected))) {
            throw Rules.unknown(request.getName());
        }
        return UpdateScheduleResponse.newBuilder()
                .setScheduleArn(Rules.arn(caller, entry.name()))
                .build();
    }

    /** The two questions have the same members under the same numbers. */
    private static CreateScheduleRequest asCreated(UpdateScheduleRequest request) {
        try {
            return CreateScheduleRequest.parseFrom(request.toByteString());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    private DeleteScheduleResponse delete(Caller caller, DeleteScheduleRequest request) {
        Rules.group(request.hasGroupName() ? request.getGroupName() : Terms.GROUP);
        String region = caller.region().value();
        if (!Waits.read(() -> timetable.remove(caller.tenant(), region, request.getName(), expected(caller)))) {
            throw Rules.unknown(request.getName());
        }
        return DeleteScheduleResponse.getDefaultInstance();
    }

    private ListSchedulesResponse list(Caller caller, ListSchedulesRequest request) {
        Rules.group(request.hasGroupName() ? request.getGroupName() : Terms.GROUP);
        Wanted wanted = new Wanted(
                caller.region().value(),
                request.getNamePrefix(),
                request.hasState() ? Optional.of(request.getState().equals("ENABLED")) : Optional.empty());
        String query = "ListSchedules\n" + wanted;
        String after = request.hasNextToken() ? open(caller, query, request.getNextToken()) : "";
        int page = request.hasMaxResults() ? request.getMaxResults() : USUAL_PAGE;
        List<Entry> entries = Waits.read(() -> timetable.list(caller.tenant(), wanted, after, page + 1));
        ListSchedulesResponse.Builder answer = ListSchedulesResponse.newBuilder();
        entries.stream().limit(page).forEach(entry -> answer.addSchedules(summary(caller, entry)));
        if (entries.size() > page) {
            byte[] cursor = entries.get(page - 1).name().getBytes(StandardCharsets.UTF_8);
            answer.setNextToken(tokens.seal(caller.tenant(), query, cursor));
        }
        return answer.build();
    }

    private String open(Caller caller, String query, String token) {
        return tokens.open(caller.tenant(), query, token)
                .map(cursor -> new String(cursor, StandardCharsets.UTF_8))
                .orElseThrow(() -> Rules.invalid("Invalid NextToken."));
    }

    private static ScheduleSummary summary(Caller caller, Entry entry) {
        return ScheduleSummary.newBuilder()
                .setArn(Rules.arn(caller, entry.name()))
                .setName(entry.name())
                .setGroupName(Terms.GROUP)
                .setState(state(entry))
                .setCreationDate(Times.of(entry.createdAt()))
                .setLastModificationDate(Times.of(entry.modifiedAt()))
                .setTarget(TargetSummary.newBuilder()
                        .setArn(entry.definition().getTarget().getArn()))
                .build();
    }
}
