package dev.stepwell.execution.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.journal.memory.MemorySurvey;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store.NodeRow;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.TurnCommit.Fence;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two nodes that tell each other, by a clock that is moved by hand. */
class FeedTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final TenantId TENANT = new TenantId(7);
    private static final String REGION = "us-east-1";

    private final HandClock clock = new HandClock(START);
    private final MemoryStore store = new MemoryStore(clock::now);
    private final Survey survey = new MemorySurvey(store);
    private final MemoryNews news = new MemoryNews();
    private final Feed here = new Feed(survey, news, clock);
    private final Feed there = new Feed(survey, news, clock);
    private final Incarnation node = new Incarnation(new UUID(1, 1));
    private final Random ids = new Random(3);
    private int runs;

    FeedTest() {
        store.join(new NodeRow("node", node, "a:1"), Duration.ofDays(1));
        here.start();
        there.start();
    }

    private TurnCommit begins(TenantId tenant, boolean endsAtOnce) {
        String name = "run-" + runs++;
        StartFacts facts = StartFacts.of(
                        "arn:aws:states:" + REGION + ":123456789012:execution:m:" + name,
                        name,
                        "arn:aws:states:" + REGION + ":123456789012:stateMachine:m",
                        "m",
                        "0193512e-0000-7000-8000-000000000001",
                        "arn:aws:iam::123456789012:role/r",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1)
                .withParent(Optional.empty());
        Payload input = Payload.of("{}");
        Instant now = clock.now();
        List<Effect> rows = endsAtOnce
                ? List.of(new Effect.Close(RunStatus.SUCCEEDED, Optional.of(input), Optional.empty(), Optional.empty()))
                : List.of();
        TurnCommit turn = new TurnCommit(
                new ExecutionKey(tenant, new ExecutionId(Uuid7.make(now.toEpochMilli(), ids))),
                new Fence(0, 0, node, 1),
                Optional.of(new Birth(REGION, "123456789012", facts, input, now)),
                List.of(new JournalRecord(1, now, 1, 0, new ExecutionChange.Started(facts, input))),
                rows,
                Map.of(),
                Optional.empty());
        store.commit(List.of(turn));
        return turn;
    }

    private void pass(Duration time) {
        clock.pass(time);
    }

    @Test
    void whatIsCommittedHereIsHeardOnEveryNodeOnce() {
        ListWatch mine = here.watchList(TENANT, REGION);
        ListWatch yours = there.watchList(TENANT, REGION);
        TurnCommit turn = begins(TENANT, false);
        here.committed(turn);
        here.committed(turn);
        pass(Duration.ofMillis(60));
        for (ListWatch watch : List.of(mine, yours)) {
            ListWatch.Batch batch = watch.await(Duration.ZERO);
            assertThat(batch.changed()).extracting(found -> found.key()).containsExactly(turn.key());
            assertThat(batch.missed() || batch.closed()).isFalse();
            assertThat(watch.await(Duration.ZERO).changed()).isEmpty();
        }
    }

    @Test
    void othersHearNothing() {
        ListWatch others = here.watchList(new TenantId(8), REGION);
        ListWatch elsewhere = here.watchList(TENANT, "eu-west-1");
        here.committed(begins(TENANT, true));
        pass(Duration.ofMillis(60));
        assertThat(others.await(Duration.ZERO).changed()).isEmpty();
        assertThat(elsewhere.await(Duration.ZERO).changed()).isEmpty();
    }

    @Test
    void whatWasLostOnTheWayIsFoundAgain() {
        ListWatch yours = there.watchList(TENANT, REGION);
        news.absent(true);
        TurnCommit turn = begins(TENANT, true);
        here.committed(turn);
        pass(Duration.ofMillis(60));
        assertThat(yours.await(Duration.ZERO).changed()).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(yours.await(Duration.ZERO).changed())
                .extracting(found -> found.status())
                .containsExactly(RunStatus.SUCCEEDED);
        pass(Duration.ofSeconds(10));
        assertThat(yours.await(Duration.ZERO).changed()).isEmpty();
    }

    @Test
    void whoCannotKeepUpIsToldSo() {
        ListWatch slow = here.watchList(TENANT, REGION);
        for (int i = 0; i < 2_100; i++) {
            here.committed(begins(TENANT, true));
        }
        pass(Duration.ofMillis(60));
        ListWatch.Batch batch = slow.await(Duration.ZERO);
        assertThat(batch.missed()).isTrue();
        assertThat(slow.await(Duration.ZERO).missed()).isFalse();
    }

    @Test
    void aHistoryIsWokenWhereverItMoves() {
        TurnCommit turn = begins(TENANT, false);
        try (HistoryWatch watch = there.watchHistory(turn.key())) {
            here.committed(turn);
            pass(Duration.ofMillis(60));
            assertThat(watch.await(Duration.ofSeconds(60))).isTrue();
        }
    }

    @Test
    void aFeedThatIsClosedEndsWhatWatchesIt() {
        ListWatch list = here.watchList(TENANT, REGION);
        HistoryWatch history = here.watchHistory(begins(TENANT, false).key());
        here.close();
        assertThat(list.await(Duration.ofSeconds(60)).closed()).isTrue();
        assertThat(history.await(Duration.ofSeconds(60))).isFalse();
        assertThat(here.watchList(TENANT, REGION).await(Duration.ofSeconds(60)).closed())
                .isTrue();
    }

    @Test
    void aLineOfAnotherVersionIsPassedOver() {
        assertThat(Notice.read("7 nonsense s")).isEmpty();
        assertThat(Notice.read("")).isEmpty();
        Notice notice = new Notice(new ExecutionKey(TENANT, new ExecutionId(new UUID(1, 2))), true);
        assertThat(Notice.read(notice.line())).contains(notice);
        assertThat(Notice.read(notice.line() + " more")).contains(notice);
    }
}
