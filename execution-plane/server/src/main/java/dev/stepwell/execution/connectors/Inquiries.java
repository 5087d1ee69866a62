package dev.stepwell.execution.connectors;

import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.TenantId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks services for somebody who waits for the answer himself; a bounded number at once and fairly between tenants. Who asks this very
 * service may wait for an execution that has to ask in its turn, so he takes nobody's place.
 */
public final class Inquiries {
    private final Services services;
    private final Clock clock;
    private final FairGate gate;

    /**
     * Inquiries.
     *
     * @param atOnce how many may be under way at once; a tenant gets at most a quarter of that, and as many may wait
     */
    public Inquiries(Services services, Clock clock, int atOnce) {
        this.services = services;
        this.clock = clock;
        int perTenant = Math.max(1, atOnce / 4);
        this.gate = new FairGate(new FairGate.Width(atOnce, perTenant, atOnce), clock::soon);
    }

    /** The answer when it comes; empty when too many wait already. Whoever does not wait any longer cancels it. */
    public Optional<CompletableFuture<Result>> ask(Question question) {
        TenantId tenant = question.key().tenant();
        CompletableFuture<Result> answer = new CompletableFuture<>();
        if (services.isOwn(question.invoke().resource())) {
            clock.soon(() -> ask(question, answer, () -> {}));
            return Optional.of(answer);
        }
        Runnable leave = () -> gate.leave(tenant);
        return gate.enter(tenant, () -> ask(question, answer, leave)) ? Optional.of(answer) : Optional.empty();
    }

    private void ask(Question question, CompletableFuture<Result> answer, Runnable leave) {
        CompletionStage<Result> stage;
        if (answer.isDone()) {
            leave.run();
            return;
        }
        try {
            stage = services.of(question.invoke().resource()).ask(question);
        } catch (RuntimeException e) {
            leave.run();
            answer.completeExceptionally(e);
            return;
        }
        stage.whenComplete((result, failure) -> {
            leave.run();
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        answer.whenComplete((result, failure) -> {
            if (answer.isCancelled()) {
                stage.toCompletableFuture().cancel(true);
            }
        });
    }
}
