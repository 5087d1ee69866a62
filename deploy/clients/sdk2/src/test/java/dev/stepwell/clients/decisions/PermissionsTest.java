package dev.stepwell.clients.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Runs;
import dev.stepwell.clients.Tenant;
import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.Decision;

/** Whoever holds a task's token may answer it, but decides nothing if its key is for another domain. */
@ExtendWith(OneServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
    private static final String DOMAIN = "permissions";
    private static final String CAUSE = "OPERATION_NOT_PERMITTED";

    static final List<Decision> DECISIONS = List.of(
            Decide.activity(Types.WHOLE, "a", a -> {}),
            Decide.cancelActivity("a"),
            Decide.timer("t"),
            Decide.cancelTimer("t"),
            Decide.marker("m"),
            Decide.child(Types.WHOLE, "child", a -> {}),
            Decide.signal("absent"),
            Decide.cancel("absent"),
            Decide.complete(),
            Decide.fail(),
            Decide.cancel(),
            Decide.again(Types.WHOLE, a -> {}));

    /** All causes that are provoked here. */
    static Stream<Cause> causes() {
        return DECISIONS.stream().map(PermissionsTest::expected);
    }

    private static Cause expected(Decision decision) {
        return new Cause(decision.decisionTypeAsString() + "Failed", CAUSE);
    }

    private final AtomicInteger number = new AtomicInteger();
    private final SwfClient owner;
    private final SwfClient stranger;
    private final Runs runs;

    PermissionsTest(House house, Tenant host) {
        Map<String, String> keys = new HashMap<>(
                Settings.of(house.operate("tenant", "create", DOMAIN).lines().toList())
                        .byName());
        owner = new Tenant(new Settings(Map.copyOf(keys)), host.functionsPort()).swf();
        keys.putAll(Settings.of(house.operate(
                                "tenant",
                                "keys",
                                "create",
                                keys.getOrDefault("STEPWELL_ACCOUNT", ""),
                                "--resource",
                                "arn:aws:swf:*:*:/domain/elsewhere")
                        .lines()
                        .toList())
                .byName());
        stranger = new Tenant(new Settings(keys), host.functionsPort()).swf();
        runs = new Runs(owner, DOMAIN);
        new Types(owner, DOMAIN).register();
    }

    @AfterAll
    void close() {
        owner.close();
        stranger.close();
    }

    @ParameterizedTest
    @FieldSource("DECISIONS")
    void nothingIsDecided(Decision decision) {
        String workflowId = "w" + number.incrementAndGet();
        String runId = owner.startWorkflowExecution(r -> r.domain(DOMAIN)
                        .workflowId(workflowId)
                        .workflowType(t -> t.name(Types.NAME).version(Types.WHOLE))
                        .taskList(l -> l.name(workflowId)))
                .runId();
        String token = owner.pollForDecisionTask(r -> r.domain(DOMAIN).taskList(l -> l.name(workflowId)))
                .taskToken();
        stranger.respondDecisionTaskCompleted(r -> r.taskToken(token).decisions(decision));
        assertThat(runs.of(workflowId, runId).events().stream().map(Cause::of).flatMap(Optional::stream))
                .containsExactly(expected(decision));
    }
}
