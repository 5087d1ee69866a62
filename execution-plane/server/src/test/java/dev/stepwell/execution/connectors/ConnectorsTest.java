package dev.stepwell.execution.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.fakes.ScriptedFaults;
import dev.stepwell.execution.journal.memory.Faults.Fate;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
    private final HandClock clock = new HandClock(Rig.DAWN);
    private final ScriptedFaults faults = new ScriptedFaults();
    private final FaultyStore store = new FaultyStore(new MemoryStore(clock::now), faults);
    private final Rig rig = Rig.alone(store, clock);
    private final List<Question> asked = new ArrayList<>();
    private final List<CompletableFuture<Result>> answers = new ArrayList<>();
    private boolean away;
    private final Connectors connectors = new Connectors(
            new Services(
                    question -> {
                        if (away) {
                            throw new NotDone.Unavailable("away on purpose");
                        }
                        asked.add(question);
                        CompletableFuture<Result> answer = new CompletableFuture<>();
                        answers.add(answer);
                        return answer;
                    },
                    Map.of()),
            rig.calls,
            rig.turns,
            clock,
            8);
    private final ExecutionKey key = rig.newKey();

    private void begin() {
        rig.start(key, "function");
        clock.settle();
        connectors.invoke(key, store.find(key).orElseThrow().facts(), rig.invocations.get(0));
        clock.settle();
    }

    @Test
    void anAnswerReachesItsExecution() {
        begin();
        answers.get(0).complete(new Result.Succeeded(Payload.of("1")));
        clock.settle();

        assertThat(store.find(key).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(connectors.underWay()).isZero();
    }

    @Test
    void anAnswerOutlivesAnOutageOfTheStore() {
        begin();
        faults.next(30, Fate.FAILS);
        answers.get(0).complete(new Result.Succeeded(Payload.of("1")));
        clock.pass(Duration.ofMinutes(5));

        assertThat(store.find(key).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void theSameAttemptIsNotAskedForTwice() {
        begin();
        connectors.invoke(key, asked.get(0).facts(), rig.invocations.get(0));
        clock.settle();

        assertThat(asked).hasSize(1);
    }

    @Test
    void aForgottenQuestionIsCancelled() {
        begin();
        connectors.forget(key, new TaskRef(3, 0));

        assertThat(answers.get(0)).isCancelled();
        clock.settle();
        assertThat(connectors.underWay()).isZero();
        assertThat(store.find(key).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aConnectorThatBreaksFailsTheTask() {
        begin();
        answers.get(0).completeExceptionally(new IllegalStateException("broken on purpose"));
        clock.settle();

        assertThat(store.find(key).orElseThrow().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void whatCannotBeAskedNowIsAskedLater() {
        away = true;
        begin();
        clock.pass(Duration.ofSeconds(1));
        assertThat(asked).isEmpty();
        assertThat(connectors.underWay()).isZero();
        away = false;
        int before = rig.invocations.size();
        clock.pass(Duration.ofMinutes(1));

        assertThat(store.find(key).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(rig.invocations.size()).isGreaterThan(before);
    }

    @Test
    void moreThanATenantsShareWaits() {
        for (int i = 0; i < 5; i++) {
            rig.start(rig.newKey(), "function");
        }
        clock.settle();
        rig.offers.clear();
        for (int i = 0; i < 5; i++) {
            ExecutionKey each = rig.newKey();
            connectors.invoke(each, facts(), rig.invocations.get(i));
        }
        clock.settle();
        assertThat(asked).hasSize(2);
        answers.get(0).complete(new Result.Succeeded(Payload.of("1")));
        clock.settle();
        assertThat(asked).hasSize(3);
    }

    private StartFacts facts() {
        return store.list(
                        Rig.TENANT,
                        new ListQuery(
                                "us-east-1",
                                "m",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1))
                .get(0)
                .facts();
    }
}
