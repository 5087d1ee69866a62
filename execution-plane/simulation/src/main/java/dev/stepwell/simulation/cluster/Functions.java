package dev.stepwell.simulation.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.program.Script;
import dev.stepwell.simulation.world.Seeds;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The functions that a node asks, and its way to them. What a function was asked to do it does, whether or not the node lives on. */
final class Functions implements Effects.Invocations {
    private static final long SECOND = 1_000_000;

    private final World world;
    private final Outside outside;
    private final SimNode node;
    private final RandomGenerator random;
    private final Set<Asked> asked = new HashSet<>();

    private record Asked(ExecutionKey key, TaskRef task) {}

    Functions(World world, Outside outside, SimNode node) {
        this.world = world;
        this.outside = outside;
        this.node = node;
        this.random = world.random(node.life.name() + " functions");
    }

    @Override
    public void invoke(ExecutionKey key, StartFacts facts, Effect.Invoke invoke) {
        Asked question = new Asked(key, invoke.task());
        if (asked.add(question)) {
            outside.invoked(key, invoke.task());
            world.around()
                    .timeline()
                    .after(Seeds.between(random, 200, 5_000), () -> new Doing(question, invoke).begin());
        }
    }

    @Override
    public void forget(ExecutionKey key, TaskRef task) {
        asked.remove(new Asked(key, task));
    }

    /** A function at work. */
    private final class Doing {
        private final Asked question;
        private final boolean byToken;
        private final boolean wrapped;
        private final JsonNode parameters;
        private final Script script;

        Doing(Asked question, Effect.Invoke invoke) {
            this.question = question;
            this.byToken = invoke.endsByToken();
            this.wrapped = invoke.resource() instanceof TaskResource.Service;
            JsonNode arguments = Program.parse(invoke.arguments().text());
            this.parameters = wrapped ? arguments.get("Payload") : arguments;
            this.script = Script.of(parameters);
        }

        void begin() {
            Script.Act act = script.act(parameters);
            long micros = script.millis() * 1_000L;
            if (byToken) {
                Payload taken = Payload.of("{\"StatusCode\":200}");
                node.life.after(2_000, () -> deliver(new Input.TaskSubmitted(question.task, taken)));
            }
            if (act == Script.Act.NOTHING) {
                return;
            }
            boolean fails = act == Script.Act.FAIL;
            world.around().timeline().after(micros, () -> {
                if (byToken) {
                    String token = parameters.get("token").asText();
                    outside.completions().send(token, parameters, script, fails);
                } else {
                    node.life.after(1_000, () -> deliver(fails ? failure() : success()));
                }
            });
        }

        private Input failure() {
            String mark = outside.completions().newMark();
            return new Input.TaskFailed(0, question.task, Optional.of(Script.ERROR), Optional.of("mark:" + mark + ";"));
        }

        private Input success() {
            ObjectNode result = script.result(parameters, outside.completions().newMark());
            if (!wrapped) {
                return new Input.TaskSucceeded(0, question.task, Payload.of(result));
            }
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.put("ExecutedVersion", "$LATEST").put("StatusCode", 200).set("Payload", result);
            return new Input.TaskSucceeded(0, question.task, Payload.of(whole));
        }

        /** Brings the answer to the execution, again until it is taken or of no interest any more. */
        private void deliver(Input input) {
            if (!asked.contains(question)) {
                return;
            }
            node.calls.call(question.key, input).whenComplete((answer, failure) -> {
                if (failure != null) {
                    node.life.after(Seeds.between(random, SECOND / 10, 2 * SECOND), () -> deliver(input));
                } else if (!(input instanceof Input.TaskSubmitted)) {
                    asked.remove(question);
                }
            });
        }
    }
}
