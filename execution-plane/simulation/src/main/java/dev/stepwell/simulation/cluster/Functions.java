package dev.stepwell.simulation.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.connectors.Connector;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.program.Script;
import dev.stepwell.simulation.world.Life;
import dev.stepwell.simulation.world.Seeds;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** The functions that a node asks. What a function was asked to do it does, whether or not the node lives to hear the answer. */
final class Functions implements Connector {
    private final World world;
    private final Outside outside;
    private final Life life;
    private final RandomGenerator random;

    Functions(World world, Outside outside, Life life) {
        this.world = world;
        this.outside = outside;
        this.life = life;
        this.random = world.random(life.name() + " functions");
    }

    @Override
    public CompletionStage<Result> ask(Question question) {
        outside.invoked(question.key(), question.invoke().task());
        Doing doing = new Doing(question);
        world.around().timeline().after(way(), doing::begin);
        return doing.answer;
    }

    private long way() {
        return Seeds.between(random, 200, 5_000);
    }

    /** A function at work. */
    private final class Doing {
        private final CompletableFuture<Result> answer = new CompletableFuture<>();
        private final boolean byToken;
        private final boolean wrapped;
        private final JsonNode parameters;
        private final Script script;

        Doing(Question question) {
            this.byToken = question.invoke().endsLater();
            this.wrapped = question.invoke().resource() instanceof TaskResource.Service;
            JsonNode arguments = Program.parse(question.invoke().arguments().text());
            this.parameters = wrapped ? arguments.get("Payload") : arguments;
            this.script = Script.of(parameters);
        }

        void begin() {
            if (byToken) {
                answer(new Result.Succeeded(Payload.of("{\"StatusCode\":200}")));
            }
            Script.Act act = script.act(parameters);
            if (act != Script.Act.NOTHING) {
                world.around().timeline().after(script.millis() * 1_000L, () -> end(act == Script.Act.FAIL));
            }
        }

        private void end(boolean fails) {
            if (byToken) {
                outside.completions().send(parameters.get("token").asText(), parameters, script, fails);
                return;
            }
            String mark = outside.completions().newMark();
            answer(
                    fails
                            ? new Result.Failed(Script.ERROR, "mark:" + mark + ";")
                            : new Result.Succeeded(output(script.result(parameters, mark))));
        }

        private void answer(Result result) {
            life.after(way(), () -> answer.complete(result));
        }

        private Payload output(ObjectNode result) {
            if (!wrapped) {
                return Payload.of(result);
            }
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.put("ExecutedVersion", "$LATEST").put("StatusCode", 200).set("Payload", result);
            return Payload.of(whole);
        }
    }
}
