package dev.stepwell.gateway.guard;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.ActionRule;
import dev.stepwell.contracts.options.v1.Scope;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.audit.AuditTrail;
import dev.stepwell.gateway.guard.References.Subject;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.upstream.Upstream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The planes, for those who may: every door asks them through here, and so does every question, whatever its protocol. */
public final class Guard implements Upstream {
    private static final String WORK = "stepwell:Work";
    private static final Subject NO_SUBJECT = new Subject(List.of(), List.of(), false);
    private static final Fault UNRECOGNIZED =
            new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");

    private final Upstream upstream;
    private final OpenCalls open;
    private final AuditTrail audit;
    private final References references = new References();

    /**
     * @param upstream does what may be done
     * @param open what is held open for keys
     * @param audit notes what may change something
     */
    public Guard(Upstream upstream, OpenCalls open, AuditTrail audit) {
        this.upstream = upstream;
        this.open = open;
        this.audit = audit;
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        ActionRule rule = operation.rule();
        Subject subject = rule.getRead() && caller.resources().isEmpty() ? NO_SUBJECT : references.of(request, caller);
        if (rule.getRead()) {
            Rights.check(caller, rule.getScope(), action(operation), subject);
            return done(operation, caller, request);
        }
        upstream.admit(operation, caller); // what is throttled is not kept in the audit, so it need not be noted first
        if (rule.getUnaudited() && Rights.has(caller, rule.getScope(), subject)) {
            return done(operation, caller, request);
        }
        return audited(caller, action(operation), subject, () -> {
            Rights.check(caller, rule.getScope(), action(operation), subject);
            return done(operation, caller, request);
        });
    }

    private <T> T audited(Caller caller, String action, Subject subject, Supplier<T> work) {
        AuditTrail.Noted noted = audit.begin(caller, action, subject.text());
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            noted.failed(e);
            throw e;
        }
        noted.done();
        return result;
    }

    private Message done(Operation operation, Caller caller, Message request) {
        return operation.rule().getHeld()
                ? held(operation, caller, request)
                : upstream.call(operation, caller, request);
    }

    @Override
    public void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        Rights.check(caller, operation.rule().getScope(), action(operation), references.of(request, caller));
        CutAudience cuttable = new CutAudience(audience);
        try (OpenCalls.Held held = open.hold(caller.principal(), cuttable::cut)) {
            upstream.watch(operation, caller, request, cuttable);
        }
        if (cuttable.isCut()) {
            throw UNRECOGNIZED;
        }
    }

    /**
     * A worker that stays says in its first message what it works on: a key that is confined to some resources must reach all of it. Its key is
     * asked for again by the door.
     */
    @Override
    public Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth) {
        if (!caller.resources().isEmpty() && Rights.hasScope(caller, Scope.SCOPE_WORKER)) {
            return new Confined(caller, upstream.work(caller, mouth));
        }
        return audited(caller, WORK, NO_SUBJECT, () -> {
            Rights.check(caller, Scope.SCOPE_WORKER, WORK, NO_SUBJECT);
            return upstream.work(caller, mouth);
        });
    }

    /** Hears a worker whose key is confined. Nothing is begun before its first message, which planes refuse unless it says what it works on. */
    private final class Confined implements Ear<WorkRequest> {
        private final Caller caller;
        private final Ear<WorkRequest> plane;
        private boolean let;

        Confined(Caller caller, Ear<WorkRequest> plane) {
            this.caller = caller;
            this.plane = plane;
        }

        @Override
        public void hear(WorkRequest said) {
            if (!let) {
                Subject subject = references.of(said.getHello(), caller);
                let = audited(caller, WORK, subject, () -> {
                    Rights.check(caller, Scope.SCOPE_WORKER, WORK, subject);
                    return true;
                });
            }
            plane.hear(said);
        }

        @Override
        public void over() {
            plane.over();
        }

        @Override
        public void gone() {
            plane.gone();
        }
    }

    /** As IAM and audits call it. */
    static String action(Operation operation) {
        String service = operation.service().getSigningName();
        return (service.isEmpty() ? "stepwell" : service) + ":"
                + operation.rpc().getName();
    }

    /**
     * The call is left to itself when its key ends: a task that it is then handed is that of a worker that has died.
     */
    private Message held(Operation operation, Caller caller, Message request) {
        CompletableFuture<Message> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                answer.complete(upstream.call(operation, caller, request));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        try (OpenCalls.Held held = open.hold(caller.principal(), () -> {
            answer.completeExceptionally(UNRECOGNIZED);
            thread.interrupt();
        })) {
            thread.start();
            return answer.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> e;
        };
    }
}
