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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Sends messages to webhooks: soon after they were noted here, and once a second those that are due again or were left by others. */
public final class Postman implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Longer than an attempt may take: whoever dies over one leaves it to others after that. */
    private static final Duration UNTIL_OTHERS = Duration.ofSeconds(30);

    private static final int AT_ONCE = 50;
    private static final int ANSWER_BYTES = 64 << 10;

    private final WebhookBook book;
    private final Secrets secrets;
    private final Web web;
    private final Clock clock;
    private final Sweep sweep;

    /** Does nothing until {@link #start}. */
    Postman(WebhookBook book, Secrets secrets, Web web, Clock clock) {
        this.book = book;
        this.secrets = secrets;
        this.web = web;
        this.clock = clock;
        this.sweep = new Sweep("webhooks wait", LOOK, clock, this::sendSome);
    }

    /** Begins to look. */
    public void start() {
        sweep.start();
    }

    /** Takes what is announced. */
    public Listener letterboxes() {
        return new Letterboxes(book, () -> clock.soon(sweep::now));
    }

    private boolean sendSome() {
        List<Message> messages = book.take(AT_ONCE, UNTIL_OTHERS);
        send(messages);
        return messages.size() == AT_ONCE;
    }

    private void send(List<Message> messages) {
        Map<TenantId, Map<UUID, Hook>> hooks = new HashMap<>();
        Map<TenantId, List<CompletableFuture<Attempt>>> attempts = new HashMap<>();
        for (Message message : messages) {
            Hook hook = hooks.computeIfAbsent(message.tenant(), this::hooks)
                    .get(message.address().hook());
            if (hook != null) {
                attempts.computeIfAbsent(message.tenant(), t -> new ArrayList<>())
                        .add(attempt(message, hook).toCompletableFuture());
            }
        }
        attempts.forEach((tenant, sent) -> book.attempted(
                tenant, sent.stream().map(CompletableFuture::join).toList()));
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
        } catch (Egress.Refused e) {
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
        sweep.close();
    }
}
