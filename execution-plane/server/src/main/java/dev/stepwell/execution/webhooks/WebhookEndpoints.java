package dev.stepwell.execution.webhooks;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.CreateWebhookRequest;
import dev.stepwell.contracts.platform.v1.CreateWebhookResponse;
import dev.stepwell.contracts.platform.v1.DeleteWebhookRequest;
import dev.stepwell.contracts.platform.v1.DeleteWebhookResponse;
import dev.stepwell.contracts.platform.v1.ListWebhookDeliveriesRequest;
import dev.stepwell.contracts.platform.v1.ListWebhookDeliveriesResponse;
import dev.stepwell.contracts.platform.v1.ListWebhooksRequest;
import dev.stepwell.contracts.platform.v1.ListWebhooksResponse;
import dev.stepwell.contracts.platform.v1.Webhook;
import dev.stepwell.contracts.platform.v1.WebhookDelivery;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.ports.WebhookBook.Hook;
import dev.stepwell.execution.ports.WebhookBook.Standing;
import dev.stepwell.names.Arn;
import dev.stepwell.names.TenantId;
import dev.stepwell.names.Uuid7;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes webhooks, shows and deletes them. */
public final class WebhookEndpoints {
    private static final int MOST = 20;
    private static final int USUAL = 20;

    private final WebhookBook book;
    private final Secrets secrets;
    private final Definitions definitions;
    private final Clock clock;
    private final Rng rng;

    /** Endpoints in front of a book. */
    public WebhookEndpoints(WebhookBook book, SecretSeal seal, Definitions definitions, Clock clock, Rng rng) {
        this.book = book;
        this.secrets = new Secrets(seal);
        this.definitions = definitions;
        this.clock = clock;
        this.rng = rng;
    }

    /**
     * Who sends the messages; does nothing until it is started.
     *
     * @param suspended tenants who are sent none for now; absent while that is not known
     */
    public Postman postman(Web web, Supplier<Optional<Set<TenantId>>> suspended) {
        return new Postman(book, secrets, web, clock, suspended);
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("CreateWebhook", CreateWebhookRequest.class, this::create)
                .add("ListWebhooks", ListWebhooksRequest.class, this::list)
                .add("DeleteWebhook", DeleteWebhookRequest.class, this::delete)
                .add("ListWebhookDeliveries", ListWebhookDeliveriesRequest.class, this::deliveries)
                .build();
    }

    private CreateWebhookResponse create(Caller caller, CreateWebhookRequest request) {
        checkUrl(request.getUrl());
        Optional<String> machine = request.hasStateMachineArn()
                ? Optional.of(machine(caller, request.getStateMachineArn()))
                : Optional.empty();
        Instant now = clock.now();
        UUID id = Uuid7.make(now.toEpochMilli(), rng.generator());
        byte[] secret = Secrets.make();
        Hook hook = new Hook(
                id,
                caller.region().value(),
                request.getUrl(),
                secrets.close(caller.tenant(), id, secret),
                machine,
                Set.copyOf(request.getStatusesList()),
                now);
        if (!Waits.read(() -> book.add(caller.tenant(), hook, MOST))) {
            throw new Fault("ServiceQuotaExceededException", "The limit of " + MOST + " webhooks has been reached.");
        }
        return CreateWebhookResponse.newBuilder()
                .setWebhookId(id.toString())
                .setSecret(Secrets.text(secret))
                .build();
    }

    private static void checkUrl(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // The refusal below says it all.
        }
        throw Faults.validation("The url is not one of http or https, or it has a user or a fragment.");
    }

    private String machine(Caller caller, String text) {
        Arn.StateMachine arn = Arns.stateMachine(text);
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noStateMachine(text);
        }
        definitions.resolve(caller, text);
        return arn.unqualified().toString();
    }

    private ListWebhooksResponse list(Caller caller, ListWebhooksRequest request) {
        ListWebhooksResponse.Builder answer = ListWebhooksResponse.newBuilder();
        for (Hook hook : Waits.read(() -> book.hooks(caller.tenant()))) {
            Webhook.Builder shown = Webhook.newBuilder()
                    .setWebhookId(hook.id().toString())
                    .setUrl(hook.url())
                    .addAllStatuses(hook.statuses().stream()
                            .sorted(Comparator.naturalOrder())
                            .toList())
                    .setCreationDate(Times.of(hook.createdAt()));
            hook.machine().ifPresent(shown::setStateMachineArn);
            answer.addWebhooks(shown);
        }
        return answer.build();
    }

    private DeleteWebhookResponse delete(Caller caller, DeleteWebhookRequest request) {
        UUID id = id(request.getWebhookId());
        if (!Waits.read(() -> book.remove(caller.tenant(), id))) {
            throw unknown(request.getWebhookId());
        }
        return DeleteWebhookResponse.getDefaultInstance();
    }

    private ListWebhookDeliveriesResponse deliveries(Caller caller, ListWebhookDeliveriesRequest request) {
        UUID id = id(request.getWebhookId());
        List<Hook> hooks = Waits.read(() -> book.hooks(caller.tenant()));
        if (hooks.stream().noneMatch(hook -> hook.id().equals(id))) {
            throw unknown(request.getWebhookId());
        }
        ListWebhookDeliveriesResponse.Builder answer = ListWebhookDeliveriesResponse.newBuilder();
        int most = request.hasMaxResults() ? request.getMaxResults() : USUAL;
        Waits.read(() -> book.messages(caller.tenant(), id, most)).forEach(each -> answer.addDeliveries(of(each)));
        return answer.build();
    }

    private static WebhookDelivery of(Standing standing) {
        boolean waits = standing.dueAt().isPresent();
        WebhookDelivery.Builder shown = WebhookDelivery.newBuilder()
                .setMessageId(Postman.id(standing.address()))
                .setOutcome(waits ? "PENDING" : standing.taken() ? "DELIVERED" : "GIVEN_UP")
                .setAttempts(standing.attempts())
                .setNotedAt(Times.of(standing.notedAt()));
        standing.answer().ifPresent(shown::setAnswer);
        standing.dueAt().ifPresent(due -> shown.setDueAt(Times.of(due)));
        return shown.build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static Fault unknown(String id) {
        return new Fault("ResourceNotFoundException", "Webhook " + id + " does not exist.");
    }
}
