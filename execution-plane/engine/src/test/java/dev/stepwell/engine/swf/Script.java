package dev.stepwell.engine.swf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.SwfInput.ListOverride;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.ClientRequest;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.names.ExecutionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays the steps of a case, and writes down what comes of each: records, then effects (!) and replies (=). */
final class Script {
    private static final Initiator ELSEWHERE = new Initiator(new WorkflowExecution("other", "other-run"), 9);

    final SwfWorld world;
    final List<String> lines = new ArrayList<>();
    private int seen;

    Script(SwfWorld world) {
        this.world = world;
    }

    /** Starts the run of a case and plays all its steps. */
    static Script play(JsonNode golden, SwfWorld world) {
        Script script = new Script(world);
        script.tell(world.start(facts(golden.path("start"))));
        golden.get("steps").forEach(script::step);
        return script;
    }

    private static StartFacts facts(JsonNode start) {
        return SwfWorld.facts(
                SwfWorld.settings(
                        Timeout.parse(start.path("executionTimeout").asText("3600")),
                        Timeout.parse(start.path("taskTimeout").asText("60")),
                        ChildPolicy.valueOf(start.path("childPolicy").asText("TERMINATE")),
                        start.path("noRole").asBoolean() ? Optional.empty() : Optional.of("role")),
                start.path("child").asBoolean() ? Optional.of(SwfWorld.PARENT) : Optional.empty());
    }

    private void step(JsonNode step) {
        String what = step.fieldNames().next();
        String name = step.get(what).asText();
        lines.add("-- " + step);
        switch (what) {
            case "decide" -> decide(step);
            case "take" -> take(name);
            case "askAgain" -> tell(world.askAgain(new TaskRef(step.get(what).asLong(), 0)));
            case "complete" -> tell(world.complete(name, text(step, "result")));
            case "fail" ->
                tell(world.handle(new SwfInput.ActivityFailed(
                        world.call(), world.begun(name).ref(), text(step, "reason"), payload(step, "details"))));
            case "canceled" ->
                tell(world.handle(new SwfInput.ActivityCanceled(
                        world.call(), world.begun(name).ref(), payload(step, "details"))));
            case "beat" -> world.beats.put(world.activity(name).ref(), new Beat(world.now, text(step, "details")));
            case "pass" -> world.pass(step.get(what).asLong()).forEach(this::tell);
            case "wake" -> tell(world.handle(new Input.Wake(world.beats)));
            case "signal" ->
                tell(world.handle(new SwfInput.Signal(world.call(), name, payload(step, "input"), from(step))));
            case "requestCancel" -> tell(world.handle(new SwfInput.RequestCancel(world.call(), from(step))));
            case "terminate" -> terminate(step);
            case "child" -> child(step, name);
            case "external" -> external(step, name);
            case "lambda" -> lambda(step, name);
            case "policy" -> policy(name);
            case "unsent" -> unsent(step.get(what).asLong());
            case "again" -> again(name);
            case "describe" -> tell(world.handle(new SwfInput.Describe(world.call())));
            default -> throw new IllegalArgumentException("no such step: " + step);
        }
    }

    private void decide(JsonNode step) {
        List<Sent> decisions = new ArrayList<>();
        step.get("decide").forEach(decision -> decisions.add(DecisionReader.read(decision)));
        Optional<ListOverride> override = text(step, "list")
                .map(list -> new ListOverride(list, text(step, "listTimeout").map(Timeout::parse)));
        tell(world.decide(decisions, text(step, "context"), override));
    }

    private void take(String name) {
        DecisionTask decision = world.run.decisionTask;
        if (name.equals("decision") && decision != null) {
            tell(world.take(decision.ref(), "decider"));
        } else {
            tell(world.take(world.activity(name).ref(), "worker"));
        }
    }

    private void terminate(JsonNode step) {
        tell(world.handle(new SwfInput.Terminate(
                world.call(),
                text(step, "reason"),
                payload(step, "details"),
                text(step, "childPolicy").map(ChildPolicy::valueOf),
                TerminatedCause.OPERATOR_INITIATED)));
    }

    private void child(JsonNode step, String workflowId) {
        Child child = world.run.children.values().stream()
                .filter(c -> c.initiated().workflowId().equals(workflowId))
                .findFirst()
                .orElseThrow();
        if (step.has("started")) {
            tell(world.handle(new SwfInput.ChildStarted(
                    child.eventId(), step.get("started").asText())));
        } else if (step.has("failed")) {
            FailedCause.StartChild cause =
                    FailedCause.StartChild.valueOf(step.get("failed").asText());
            tell(world.handle(new SwfInput.ChildNotStarted(child.eventId(), cause)));
        } else {
            tell(world.handle(new Input.Inbox(List.of(ended(step, child)))));
        }
    }

    private Letter ended(JsonNode step, Child child) {
        Letter.Slip slip = new Letter.Slip(
                ExecutionId.of(SwfWorld.RUN_ID), Letter.Kind.CHILD_ENDED, new TaskRef(child.eventId(), 0));
        return new Letter.ChildEnded(
                slip,
                SwfWorld.facts(child.initiated().settings(), Optional.empty()),
                RunStatus.SUCCEEDED,
                world.now,
                world.now,
                Payload.of(""),
                payload(step, "result"),
                text(step, "reason"),
                text(step, "details"),
                text(step, "ended").map(CloseStatus::valueOf));
    }

    private void external(JsonNode step, String workflowId) {
        External external = world.run.externals.values().stream()
                .filter(e -> e.initiated().toString().contains("workflowId=" + workflowId))
                .findFirst()
                .orElseThrow();
        if (step.has("done")) {
            tell(world.handle(new SwfInput.ExternalDone(
                    external.eventId(), step.get("done").asText())));
        } else if (step.has("chosen")) {
            tell(world.handle(new SwfInput.ExternalChosen(
                    external.eventId(),
                    text(step, "insteadOf"),
                    step.get("chosen").asText())));
        } else {
            tell(world.handle(new SwfInput.ExternalUnknown(external.eventId())));
        }
    }

    private void lambda(JsonNode step, String id) {
        TaskRef task = world.run.lambdas.values().stream()
                .filter(lambda -> lambda.scheduled().id().equals(id))
                .findFirst()
                .orElseThrow()
                .ref();
        if (step.has("result")) {
            tell(world.handle(new Input.TaskSucceeded(
                    0, task, Payload.of(step.get("result").asText()))));
        } else {
            tell(world.handle(new Input.TaskFailed(0, task, text(step, "reason"), text(step, "details"))));
        }
    }

    private void policy(String policy) {
        Letter.Kind kind =
                policy.equals("TERMINATE") ? Letter.Kind.POLICY_TERMINATE : Letter.Kind.POLICY_REQUEST_CANCEL;
        Letter.Slip slip = new Letter.Slip(ExecutionId.of(SwfWorld.RUN_ID), kind, new TaskRef(5, 0));
        tell(world.handle(new Input.Inbox(
                List.of(new Letter.PolicyApplied(slip, ChildPolicy.valueOf(policy), SwfWorld.PARENT)))));
    }

    private void unsent(long eventId) {
        Letter.Slip slip =
                new Letter.Slip(ExecutionId.of(SwfWorld.RUN_ID), Letter.Kind.UNSENT, new TaskRef(eventId, 0));
        tell(world.handle(new Input.Inbox(List.of(new Letter.Unsent(slip)))));
    }

    /** What comes too late: for tasks that are over, and to a run that has ended. */
    private void again(String event) {
        TaskRef task = new TaskRef(Long.parseLong(event), 0);
        tell(world.handle(
                new Input.HandOut(world.call(), task, Optional.of("late"), 99),
                new SwfInput.DecisionsCompleted(world.call(), task, List.of(), Optional.empty(), Optional.empty()),
                new SwfInput.ActivityCompleted(world.call(), task, Optional.empty()),
                new SwfInput.ActivityFailed(world.call(), task, Optional.empty(), Optional.empty()),
                new SwfInput.ActivityCanceled(world.call(), task, Optional.empty()),
                new Input.TaskSucceeded(world.call(), task, Payload.of("{}"))));
    }

    private static Optional<Asker> from(JsonNode step) {
        return step.path("from").asBoolean()
                ? Optional.of(ELSEWHERE)
                : text(step, "request").map(ClientRequest::new);
    }

    private static Optional<Payload> payload(JsonNode step, String member) {
        return text(step, member).map(Payload::of);
    }

    private static Optional<String> text(JsonNode step, String member) {
        return Optional.ofNullable(step.get(member)).map(JsonNode::asText);
    }

    private void tell(Outcome<SwfRun> outcome) {
        while (seen < world.records.size()) {
            lines.add(line(world.records.get(seen++)));
        }
        outcome.effects().forEach(effect -> lines.add("! " + tidy(effect.toString())));
        for (Reply reply : outcome.replies()) {
            lines.add("= " + tidy(reply.answer().toString()));
        }
        if (SwfWorld.wantsMore(outcome)) {
            tell(world.handle(new Input.Continue()));
        }
    }

    private static String line(JournalRecord record) {
        String kind = record.change()
                .getClass()
                .getEnclosingClass()
                .getSimpleName()
                .replace("Change", "")
                .replace("Swf", "");
        long seconds = Duration.between(SwfWorld.BEGIN, record.at()).toSeconds();
        String event = record.isEvent() ? String.valueOf(record.eventId()) : "-";
        return event + " at " + seconds + "s " + kind + "."
                + tidy(record.change().toString());
    }

    private static String tidy(String text) {
        return text.replaceAll("Timeout\\[seconds=OptionalLong\\[(\\d+)]]", "$1s")
                .replace("Timeout[seconds=OptionalLong.empty]", "NONE")
                .replace("Optional.empty", "-")
                .replaceAll("SwfFacts\\[.*hasInput", "SwfFacts[hasInput")
                .replaceAll("StartFacts\\[.*SwfFacts", "StartFacts[SwfFacts")
                .replace(", beginning=-, mocked=-, priority=0]", "]")
                .replace(", variables={}]", "]");
    }
}
