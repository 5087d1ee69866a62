package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ListLogEventsRequest;
import dev.stepwell.contracts.platform.v1.ListLogEventsResponse;
import dev.stepwell.contracts.platform.v1.LogEvent;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Executions;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Logbook;
import dev.stepwell.execution.ports.Logbook.Line;
import dev.stepwell.execution.ports.Logbook.Wanted;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** ListLogEvents. */
record LogViews(Logbook book, Executions executions, Definitions definitions, PageTokens tokens) {
    private static final int USUAL_PAGE = 100;
    private static final int CURSOR_BYTES = 32;

    ListLogEventsResponse list(Caller caller, ListLogEventsRequest request) {
        Wanted wanted = wanted(caller, request);
        String query = "ListLogEvents\n" + wanted;
        Optional<Line> after =
                request.hasNextToken() ? Optional.of(open(caller, query, request.getNextToken())) : Optional.empty();
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        List<Line> lines = Waits.read(() -> book.read(caller.tenant(), wanted, after, page + 1));
        ListLogEventsResponse.Builder answer = ListLogEventsResponse.newBuilder();
        lines.stream()
                .limit(page)
                .forEach(line -> answer.addEvents(
                        LogEvent.newBuilder().setTimestamp(Times.of(line.at())).setMessage(line.text())));
        if (lines.size() > page) {
            answer.setNextToken(tokens.seal(caller.tenant(), query, cursor(lines.get(page - 1))));
        }
        return answer.build();
    }

    private Wanted wanted(Caller caller, ListLogEventsRequest request) {
        String text = request.getStateMachineArn();
        Arn.StateMachine machine = Arns.stateMachine(text);
        if (!Arns.isHere(caller, machine)) {
            throw Faults.noStateMachine(text);
        }
        definitions.resolve(caller, text);
        return new Wanted(
                machine.region(),
                machine.name(),
                request.hasExecutionArn()
                        ? Optional.of(execution(caller, request.getExecutionArn()))
                        : Optional.empty(),
                Filters.time(request.hasStartTime(), request.getStartTime()),
                Filters.time(request.hasEndTime(), request.getEndTime()));
    }

    /** The id of an express execution stands in its ARN; of a synchronous one nothing else is stored. */
    private ExecutionId execution(Caller caller, String arn) {
        if (Arn.parse(arn).orElse(null) instanceof Arn.Express express
                && !express.machine().contains("/")) {
            if (!Arns.isHere(caller, express)) {
                throw Faults.noExecution(arn);
            }
            try {
                return ExecutionId.of(express.uuid());
            } catch (IllegalArgumentException e) {
                throw Faults.noExecution(arn);
            }
        }
        return executions.require(caller, arn).key().id();
    }

    private static byte[] cursor(Line last) {
        UUID id = last.execution().value();
        return ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(last.at().toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(last.eventId())
                .array();
    }

    private Line open(Caller caller, String query, String token) {
        ByteBuffer in = tokens.open(caller.tenant(), query, token)
                .filter(bytes -> bytes.length == CURSOR_BYTES)
                .map(ByteBuffer::wrap)
                .orElseThrow(Faults::invalidToken);
        Instant at = Instant.ofEpochMilli(in.getLong());
        ExecutionId execution = new ExecutionId(new UUID(in.getLong(), in.getLong()));
        return new Line(execution, in.getLong(), at, "");
    }
}
