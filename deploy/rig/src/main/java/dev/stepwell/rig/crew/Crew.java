package dev.stepwell.rig.crew;

import dev.stepwell.rig.house.Settings;
import dev.stepwell.simulation.audit.SeenEvent;
import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.program.Program;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Runs programs on a cluster: registers them, starts executions, does their tasks, and reads what came of it. */
public final class Crew implements AutoCloseable {
    /** The account that programs are written for. */
    private static final String NOBODY = "123456789012";

    private static final int ACTIVITIES = 3;
    private static final int WORKERS = 6;
    private static final int PAGE = 1_000;

    private final Desk<SfnClient> desk;
    private final Book book;
    private final Functions functions;
    private final Workers workers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String account;
    private final Map<String, String> machines = new HashMap<>();

    /**
     * A crew at work.
     *
     * @param functionPort where the nodes invoke functions
     * @param violations where promises that were not kept are noted
     */
    public Crew(Settings credentials, List<URI> endpoints, int functionPort, Violations violations) throws IOException {
        desk = Desk.sfn(credentials, endpoints);
        book = new Book(violations);
        account = credentials.get("STEPWELL_ACCOUNT");
        Completions completions = new Completions(desk, book);
        functions = new Functions(functionPort, completions, book, threads);
        workers = new Workers(desk, completions, threads);
        for (int i = 0; i < ACTIVITIES; i++) {
            String name = "work" + i;
            workers.start(desk.ask(sfn -> sfn.createActivity(r -> r.name(name))).activityArn(), WORKERS);
        }
    }

    /** Registers a program as a state machine. */
    public void register(Program program) {
        String definition = program.definition().replace(NOBODY, account);
        String role = "arn:aws:iam::" + account + ":role/rig";
        machines.put(
                program.name(),
                desk.ask(sfn -> sfn.createStateMachine(r ->
                                r.name(program.name()).definition(definition).roleArn(role)))
                        .stateMachineArn());
    }

    /** Starts an execution, asking until it is acknowledged; returns its ARN. */
    public String start(Program program, String name, String input) {
        String machine = Optional.ofNullable(machines.get(program.name())).orElseThrow();
        String arn = desk.ask(sfn -> sfn.startExecution(
                        r -> r.stateMachineArn(machine).name(name).input(input)))
                .executionArn();
        book.started(program.name() + " " + name + " " + input, arn);
        return arn;
    }

    /** Whether an execution has ended. */
    public boolean hasEnded(String arn) {
        return desk.ask(sfn -> sfn.describeExecution(r -> r.executionArn(arn))).status() != ExecutionStatus.RUNNING;
    }

    /** Why an execution failed, in its own words. */
    public Optional<String> cause(String arn) {
        return Optional.ofNullable(
                desk.ask(sfn -> sfn.describeExecution(r -> r.executionArn(arn))).cause());
    }

    /** An execution as anybody can read it, with its whole history. */
    public SeenExecution see(String arn) {
        DescribeExecutionResponse described = desk.ask(sfn -> sfn.describeExecution(r -> r.executionArn(arn)));
        List<SeenEvent> events = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            GetExecutionHistoryResponse page = desk.ask(sfn -> sfn.getExecutionHistory(
                    r -> r.executionArn(arn).maxResults(PAGE).nextToken(from)));
            page.events().forEach(event -> events.add(seen(event)));
            token = page.nextToken();
        } while (token != null);
        return new SeenExecution(
                arn,
                described.statusAsString(),
                Optional.ofNullable(described.output()),
                Optional.ofNullable(described.error()),
                events);
    }

    /** Holds the promises that were made against what is there in the end; how many there were. */
    public int checkPromises(List<SeenExecution> executions) {
        book.check(executions);
        return book.size();
    }

    private static SeenEvent seen(HistoryEvent event) {
        return new SeenEvent(event.id(), event.previousEventId(), event.timestamp(), event.typeAsString(), text(event));
    }

    /** What a completion said, or what an execution was started with. */
    private static String text(HistoryEvent e) {
        if (e.executionStartedEventDetails() != null) {
            return e.executionStartedEventDetails().input();
        }
        String said = null;
        if (e.activitySucceededEventDetails() != null) {
            said = e.activitySucceededEventDetails().output();
        } else if (e.lambdaFunctionSucceededEventDetails() != null) {
            said = e.lambdaFunctionSucceededEventDetails().output();
        } else if (e.taskSucceededEventDetails() != null) {
            said = e.taskSucceededEventDetails().output();
        } else if (e.activityFailedEventDetails() != null) {
            said = e.activityFailedEventDetails().cause();
        } else if (e.lambdaFunctionFailedEventDetails() != null) {
            said = e.lambdaFunctionFailedEventDetails().cause();
        } else if (e.taskFailedEventDetails() != null) {
            said = e.taskFailedEventDetails().cause();
        }
        return said == null ? "" : said;
    }

    @Override
    public void close() {
        desk.close();
        functions.close();
        threads.shutdownNow();
    }
}
