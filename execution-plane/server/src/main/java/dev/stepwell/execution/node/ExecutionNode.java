package dev.stepwell.execution.node;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.contracts.quotas.Settlement;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.execution.announcements.Announcer;
import dev.stepwell.execution.announcements.EventBus;
import dev.stepwell.execution.announcements.Listener;
import dev.stepwell.execution.computing.SlowLane;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connectors;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.FunctionConnector;
import dev.stepwell.execution.connectors.Inquiries;
import dev.stepwell.execution.connectors.OwnService;
import dev.stepwell.execution.connectors.Services;
import dev.stepwell.execution.connectors.StepFunctionsConnector;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.connectors.aws.Access;
import dev.stepwell.execution.connectors.aws.AwsConnector;
import dev.stepwell.execution.connectors.aws.Modules;
import dev.stepwell.execution.connectors.aws.OwnS3;
import dev.stepwell.execution.connectors.http.ApiConnector;
import dev.stepwell.execution.connectors.http.HttpConnector;
import dev.stepwell.execution.connectors.http.RegistryConnections;
import dev.stepwell.execution.definitions.AslPrograms;
import dev.stepwell.execution.definitions.AwsPlaces;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.definitions.Registry;
import dev.stepwell.execution.definitions.RegistryDefinitions;
import dev.stepwell.execution.definitions.RememberedSwfRegistry;
import dev.stepwell.execution.definitions.SwfProgram;
import dev.stepwell.execution.endpoints.ExecutionEndpoints;
import dev.stepwell.execution.endpoints.NestedStarts;
import dev.stepwell.execution.express.Room;
import dev.stepwell.execution.express.WholeRuns;
import dev.stepwell.execution.items.ItemPlaces;
import dev.stepwell.execution.items.ItemReaders;
import dev.stepwell.execution.items.ObjectBook;
import dev.stepwell.execution.items.ObjectEndpoints;
import dev.stepwell.execution.items.ObjectStore;
import dev.stepwell.execution.live.Feed;
import dev.stepwell.execution.logs.LogWriter;
import dev.stepwell.execution.metrics.NodeMetrics;
import dev.stepwell.execution.metrics.RateFigures;
import dev.stepwell.execution.observation.ObservationEndpoints;
import dev.stepwell.execution.observation.QuotaViews;
import dev.stepwell.execution.ports.Lookouts;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.quotas.Brakes;
import dev.stepwell.execution.quotas.OpenExecutions;
import dev.stepwell.execution.quotas.QuotaBounds;
import dev.stepwell.execution.quotas.StoredExecutions;
import dev.stepwell.execution.schedules.EngineTargets;
import dev.stepwell.execution.schedules.Firing;
import dev.stepwell.execution.schedules.ScheduleEndpoints;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.swf.SwfEndpoints;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.execution.tokens.Seals;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.execution.traces.Tracer;
import dev.stepwell.execution.trials.TestStates;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.execution.webhooks.Postman;
import dev.stepwell.execution.webhooks.WebhookEndpoints;
import dev.stepwell.names.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One execution node: {@link #start} it, serve its {@link #actions}, {@link #drain} it, and close it. */
public final class ExecutionNode implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ExecutionNode.class.getName());

    /** As long as a history of AWS is kept. */
    private static final Duration LOGS_KEPT = Duration.ofDays(90);

    private final ExecutionShell shell;
    private final WholeRuns wholeRuns;
    private final ExecutionEndpoints endpoints;
    private final ActionTable actions;
    private final Feed feed;
    private final LogWriter logs;
    private final Optional<EventBus> bus;
    private final Announcer announcer;
    private final Optional<Tracer> tracer;
    private final BookWork bookWork;
    private final PauseWork pauses;
    private final Firing firing;
    private final Postman postman;
    private final Registry registry;
    private final Settlement settlement;
    private final QuotaBounds bounds;
    private final Web web;
    private final AwsConnector aws;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final SlowLane computing = SlowLane.usual();
    private volatile boolean drained;

    /** A node that has no search index and does no bulk operations. */
    public ExecutionNode(NodeSettings settings, Ports ports, Lookouts lookouts, Registry registry) {
        this(settings, ports, lookouts, Books.NONE, registry);
    }

    /**
     * Does nothing yet. What the ports stand for is the caller's to close, after the node.
     *
     * @param lookouts for those who only look
     * @param books what is kept beside the journal
     * @param registry the control plane
     */
    public ExecutionNode(NodeSettings settings, Ports ports, Lookouts lookouts, Books books, Registry registry) {
        Definitions definitions = new RegistryDefinitions(
                registry, ports.clock(), settings.outside().functionEndpoint(), settings.revisionBytes());
        TaskTokens tokens = new TaskTokens(settings.keys());
        Quotas quotas = new Quotas(System::nanoTime);
        settlement = new Settlement(Settlement.Place.EXECUTION, quotas, registry::ask);
        bounds = bounds(quotas, ports, lookouts);
        pauses = new PauseWork(books.pauses(), definitions, ports);
        Machinery machinery = new Machinery(
                SwfProgram.beside(new AslPrograms(definitions)), tokens, bounds, computing, pauses.known());
        web = new Web(new Egress(settings.outside().allowedNetworks(), Egress.Resolver::system));
        this.registry = registry;
        Access own = Access.ofTenants(new AwsPlaces(registry, settings.secrets(), ports.clock()));
        aws = aws(settings.outside(), own);
        tracer = tracer(settings.outside(), ports, definitions);
        ObjectStore objects = objects(settings, bounds);
        ItemPlaces items = ItemPlaces.in(new OwnS3(own, web), objects);
        Services services = services(settings, ports, definitions);
        shell = new ExecutionShell(
                ports,
                settings.shell(),
                machinery,
                (turns, calls) -> new Connectors(services, calls, turns, ports.clock(), settings.invocations()),
                calls -> new ItemReaders(items, ports.store(), calls, readers));
        Inquiries inquiries = new Inquiries(services, ports.clock(), settings.invocations());
        TestStates trials = new TestStates(inquiries, computing, ports.clock(), ports.rng());
        PageTokens pages = new PageTokens(settings.keys(), ports.clock());
        Pollers pollers = new Pollers(lookouts.news(), ports.clock());
        wholeRuns = new WholeRuns(inquiries, machinery, ports.clock(), ports.rng(), Room.USUAL);
        Seals seals = new Seals(tokens, pages);
        SwfEndpoints swf = swf(lookouts, definitions, seals, pollers);
        endpoints = new ExecutionEndpoints(shell, definitions, seals, trials, wholeRuns, pollers, swf.duty());
        feed = new Feed(lookouts.survey(), lookouts.news(), ports.clock());
        logs = new LogWriter(lookouts.logbook(), ports.clock(), LOGS_KEPT);
        bus = Optional.ofNullable(settings.outside().awsEndpoints().get("eventbridge"))
                .map(EventBus::new);
        WebhookEndpoints webhooks =
                new WebhookEndpoints(lookouts.webhooks(), settings.secrets(), definitions, ports.clock(), ports.rng());
        postman = webhooks.postman(web, quotas::suspended);
        announcer = new Announcer(lookouts.announcements(), listeners(bus, postman), ports.clock());
        bookWork = new BookWork(books, lookouts.survey(), ports, definitions, pages, endpoints.actions(), readers);
        follow();
        pauses.reach(shell.calls(), readers);
        ScheduleEndpoints schedules = schedules(lookouts, definitions, swf, pages);
        firing = schedules.firing(readers, quotas::suspended);
        actions = ActionTable.builder()
                .addAll(endpoints.actions())
                .addAll(swf.actions())
                .addAll(schedules.actions())
                .addAll(webhooks.actions())
                .addAll(new ObjectEndpoints(objects).actions())
                .addAll(bookWork.actions())
                .addAll(pauses.actions())
                .addAll(observation(ports, lookouts, pollers, definitions, pages)
                        .actions())
                .addAll(new QuotaViews(registry, new StoredExecutions(lookouts)).actions())
                .build();
    }

    private static QuotaBounds bounds(Quotas quotas, Ports ports, Lookouts lookouts) {
        return new QuotaBounds(
                quotas, new OpenExecutions(quotas, ports.clock(), new StoredExecutions(lookouts)::count), new Brakes());
    }

    private ObservationEndpoints observation(
            Ports ports, Lookouts lookouts, Pollers pollers, Definitions definitions, PageTokens pages) {
        return new ObservationEndpoints(ports, lookouts, bookWork.finder(), feed, pollers, definitions, pages);
    }

    private static ObjectStore objects(NodeSettings settings, QuotaBounds bounds) {
        return settings.objects() instanceof ObjectBook own ? own.within(bounds::objectBytes) : settings.objects();
    }

    private SwfEndpoints swf(Lookouts lookouts, Definitions definitions, Seals seals, Pollers pollers) {
        return new SwfEndpoints(
                shell,
                lookouts,
                new RememberedSwfRegistry(registry, shell.ports().clock()),
                caller -> definitions.functionEndpoint(caller).isPresent(),
                seals,
                pollers);
    }

    private static Optional<Tracer> tracer(Outside outside, Ports ports, Definitions definitions) {
        return outside.traces().map(collector -> Tracer.to(collector, ports.store(), definitions, ports.clock()));
    }

    private AwsConnector aws(Outside outside, Access own) {
        return new AwsConnector(new Modules(outside.modules()), own.or(Access.named(outside.awsEndpoints())), web);
    }

    private Services services(NodeSettings settings, Ports ports, Definitions definitions) {
        FunctionConnector functions = new FunctionConnector(
                web,
                question -> definitions.functionEndpoint(AslPrograms.callerOf(question.key(), question.facts())),
                question -> tracer.flatMap(traces -> traces.contextOf(question.key(), question.facts())));
        StepFunctionsConnector itself =
                new StepFunctionsConnector(new Itself(), () -> ports.clock().now());
        Optional<URI> apis =
                Optional.ofNullable(settings.outside().awsEndpoints().get("apigateway"));
        HttpConnector http = new HttpConnector(
                web, new RegistryConnections(registry, settings.secrets(), System::nanoTime), System::nanoTime);
        return new Services(functions, connectors(functions, itself, aws, new ApiConnector(web, apis), http));
    }

    private ScheduleEndpoints schedules(
            Lookouts lookouts, Definitions definitions, SwfEndpoints swf, PageTokens pages) {
        return new ScheduleEndpoints(
                lookouts.timetable(),
                new EngineTargets(definitions, endpoints, swf, shell.calls()),
                shell.ports().clock(),
                shell.ports().rng(),
                pages);
    }

    private static List<Listener> listeners(Optional<EventBus> bus, Postman postman) {
        List<Listener> listeners = new ArrayList<>();
        bus.ifPresent(listeners::add);
        listeners.add(postman.letterboxes());
        return listeners;
    }

    /** Has those behind the commits hear of them. */
    private void follow() {
        shell.committer().onCommitted(feed::committed);
        shell.committer().onCommitted(logs::committed);
        shell.committer().onCommitted(announcer::committed);
        tracer.ifPresent(traces -> {
            shell.committer().onCommitted(traces::committed);
            wholeRuns.onBegun(traces::witness);
        });
        shell.committer().onCommitted(bookWork::committed);
        wholeRuns.onFinished(logs::finished);
    }

    /** By the names in Resources. */
    private static Map<String, Connector> connectors(
            Connector functions, Connector itself, Connector aws, Connector apis, Connector http) {
        return Map.of(
                "lambda",
                functions,
                "states",
                itself,
                "aws-sdk:sfn",
                itself,
                Services.SDK,
                aws,
                "sqs",
                aws,
                "sns",
                aws,
                "dynamodb",
                aws,
                "events",
                aws,
                "apigateway",
                apis,
                "http",
                http);
    }

    /** The service as its own executions ask it: both planes, in the name of the execution. */
    private final class Itself implements OwnService {
        @Override
        public Message ask(Question question, String action, Message request) {
            Caller caller = AslPrograms.callerOf(question.key(), question.facts());
            Optional<ActionTable.Entry<?, ?>> here = endpoints.actions().find(action);
            return here.isPresent() ? here.get().answer(caller, request) : registry.ask(action, caller, request);
        }

        @Override
        public CompletionStage<StartExecutionResponse> start(
                Question question, StartExecutionRequest request, boolean awaited) {
            return endpoints
                    .nestedStarts()
                    .start(
                            new NestedStarts.Asking(question.key(), question.invoke(), awaited),
                            AslPrograms.callerOf(question.key(), question.facts()),
                            request);
        }
    }

    /** Joins the others and begins to work; throws when the store cannot be reached. */
    public void start() {
        feed.start();
        logs.start();
        announcer.start();
        bookWork.start();
        pauses.know();
        shell.start();
        pauses.start();
        firing.start();
        postman.start();
        shell.ports().clock().soon(this::settle);
    }

    /** Once begun, every few seconds, until the clock ends with the process. */
    private void settle() {
        if (drained) {
            return;
        }
        try {
            settlement.settle();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "quotas are settled later: {0}", e.toString());
        }
        shell.ports().clock().after(Settlement.EVERY, this::settle);
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return actions;
    }

    /** The conversation with workers that stay. */
    public Conversation<WorkRequest, WorkResponse> work() {
        return endpoints.work();
    }

    /** What nodes do for each other and for the control plane; served to the cluster only. */
    public ActionTable internalActions() {
        return endpoints.internalActions();
    }

    /** Counts into a registry what it does from now on. */
    public void measure(MeterRegistry registry) {
        NodeMetrics metrics = new NodeMetrics(registry);
        NodeMetrics.watch(shell, registry);
        RateFigures.watch(bounds.quotas(), registry);
        bounds.brakes().onRest(metrics::throttled);
        shell.committer().onCommitted(metrics::committed);
        wholeRuns.onFinished((key, birth, finished) -> metrics.finished(
                key,
                birth.facts(),
                finished.stopDate(),
                NodeMetrics.Ending.valueOf(finished.end().status().name()),
                finished.mostBytes()));
    }

    /** How many standard executions of a tenant may be open, as it was settled last. */
    public long mostOpen(TenantId tenant) {
        return bounds.quotas().most(tenant, "OpenExecutions");
    }

    /** The inside, for measures and the simulator. */
    public ExecutionShell shell() {
        return shell;
    }

    /** Answers polls empty, makes durable what was taken in, and hands the leases over; takes at most about that long. */
    public void drain(Duration patience) {
        if (drained) {
            return;
        }
        drained = true;
        feed.close();
        logs.close();
        announcer.close();
        tracer.ifPresent(Tracer::close);
        bookWork.close();
        pauses.close();
        firing.close();
        postman.close();
        endpoints.sendAway();
        try {
            CompletableFuture.allOf(
                            shell.drain().toCompletableFuture(),
                            wholeRuns.drain().toCompletableFuture())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.WARNING, "not all was done when the node ended; another one goes on with it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wholeRuns.abandon();
        try {
            shell.leave();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the leases run out by themselves: {0}", e.toString());
        }
    }

    /** Drains for a few seconds, and ends. */
    @Override
    public void close() {
        drain(Duration.ofSeconds(5));
        readers.shutdown();
        bus.ifPresent(EventBus::close);
        aws.close();
        web.close();
        computing.close();
    }
}
