package dev.stepwell.execution.webhooks;

import dev.stepwell.execution.announcements.Listener;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.ports.WebhookBook.Attempt;
import dev.stepwell.execution.ports.WebhookBook.Hook;
import dev.stepwell.execution.ports.WebhookBook.Message;
import dev.stepwell.execution.sweeps.Sweep;
import dev.stepwell.names.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends messages to webhooks: soon after they were noted here, and once a second those that are due again or were left by others. Tenants
 * come in turn, and each has a few under way at most, so that nobody waits for whoever answers another tenant late or never.
 */
public final class Postman implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Longer than an attempt may take: whoever dies over one leaves it to others after that. */
    private static final Duration UNTIL_OTHERS = Duration.ofSeconds(30);

    private static final int TENANTS_AT_ONCE = 50;
    private static final int PER_TENANT = 20;
    private static final int ANSWER_BYTES = 64 << 10;

    private final WebhookBook book;
    private final Secrets secrets;
    private final Web web;
    private final Clock clock;
    private final Supplier<Optional<Set<TenantId>>> suspended;
    private final Sweep sweep;
    private final Resealing resealing;
    private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    private TenantId last = TenantId.NOBODY; // belongs to the sweep

    /**
     * Does nothing until {@link #start}.
     *
     * @param suspended tenants whose messages wait until they are not, and at most for as long as any message does; absent while that is not known
     */
    Postman(WebhookBook book, Secrets secrets, Web web, Clock clock, Supplier<Optional<Set<TenantId>>> suspended) {
        this.suspended = suspended;
        this.book = book;
        this.secrets = secrets;
        this.web = web;
        this.clock = clock;
        this.sweep = new Sweep("webhooks wait", LOOK, clock, this::sendSome);
        this.resealing = new Resealing(book, secrets, clock);
    }

    /** Begins to look, also for what the messages are signed with. */
    public void start() {
        sweep.start();
        resealing.start();
    }

    /** Takes what is announced. */
    public Listener letterboxes() {
        return new Letterboxes(book, () -> clock.soon(sweep::now));
    }

    private boolean sendSome() {
        Set<TenantId> tenants = next();
        busy.addAll(tenants);
        Map<TenantId, List<Message>> messages = new HashMap<>();
        try {
            book.take(tenants, PER_TENANT, UNTIL_OTHERS)
                    .forEach(message -> messages.computeIfAbsent(message.tenant(), t -> new ArrayList<>())
                            .add(message));
        } finally {
            tenants.stream().filter(tenant -> !messages.containsKey(tenant)).forEach(busy::remove);
        }
        messages.forEach((tenant, some) -> clock.soon(() -> send(tenant, some)));
        return messages.size() == TENANTS_AT_ONCE;
    }

    /** Those that wait and have nothing under way here: the next ones after those of the last time. */
    private Set<TenantId> next() {
        Optional<Set<TenantId>> resting = suspended.get();
        if (resting.isEmpty()) {
            return Set.of();
        }
        List<TenantId> waiting = book.waiting().stream()
                .filter(tenant -> !busy.contains(tenant) && !resting.get().contains(tenant))
                .sorted(Comparator.naturalOrder())
                .toList();
        long after = last.value();
        List<TenantId> next = Stream.concat(
                        waiting.stream().filter(tenant -> tenant.value() > after),
                        waiting.stream().filter(tenant -> tenant.value() <= after))
                .limit(TENANTS_AT_ONCE)
                .toList();
        last = next.isEmpty() ? last : next.getLast();
        return new HashSet<>(next);
    }

    private void send(TenantId tenant, List<Message> messages) {
        List<CompletableFuture<Attempt>> attempts = new ArrayList<>();
        try {
            Map<UUID, Hook> hooks = hooks(tenant);
            for (Message message : messages) {
                Hook hook = hooks.get(message.address().hook());
                if (hook != null) {
                    attempts.add(attempt(message, hook).toCompletableFuture());
                }
            }
            book.attempted(
                    tenant, attempts.stream().map(CompletableFuture::join).toList());
        } finally {
            busy.remove(tenant);
        }
        if (messages.size() == PER_TENANT) {
            sweep.now();
        }
    }

    private Map<UUID, Hook> hooks(TenantId tenant) {
        return book.hooks(tenant).stream().collect(Collectors.toMap(Hook::id, hook -> hook));
    }

    private CompletionStage<Attempt> attempt(Message message, Hook hook) {
        Optional<byte[]> secret = secrets.open(message.tenant(), hook.id(), hook.secret());
        if (secret.isEmpty()) {
            return CompletableFuture.completedStage(failed(message, "Its secret cannot be opened."));
        }
        String id = id(message.address());
        long time = clock.now().getEpochSecond();
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "Stepwell",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(time),
                "webhook-signature",
                Secrets.sign(secret.get(), id, time, message.body()));
        try {
            return web.post(URI.create(hook.url()), headers, message.body(), LONGEST, ANSWER_BYTES)
                    .handle((answer, failure) -> failure == null
                            ? new Attempt(
                                    message.address(), answer.status() / 100 == 2, Integer.toString(answer.status()))
                            : failed(message, why(failure)));
        } catch (Egress.Refused | IllegalArgumentException e) {
            return CompletableFuture.completedStage(failed(message, "The address must not be called."));
        }
    }

    /** Not its text: it may tell of the inside of a network. */
    private static String why(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof Web.TooLarge ? "The answer was too large." : "There was no answer.";
    }

    private static Attempt failed(Message message, String why) {
        return new Attempt(message.address(), false, why);
    }

    /** The same however often it is sent, and to whomever. */
    static String id(WebhookBook.Address address) {
        return "msg_" + address.execution() + "_" + address.seq();
    }

    @Override
    public void close() {
        resealing.close();
        sweep.close();
    }
}
