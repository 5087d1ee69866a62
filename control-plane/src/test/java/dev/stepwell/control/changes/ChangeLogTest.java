package dev.stepwell.control.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityResponse;
import dev.stepwell.contracts.sfn.v1.DeleteActivityRequest;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
    private static House house;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void aFollowerThatPollsMissesNothing() throws Exception {
        ControlDatabase database = new ControlDatabase(house.source);
        ChangeLog log = new ChangeLog(database);
        Caller caller = house.newTenant();
        long start = log.newest();
        List<Change> seen = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> writers = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> database.write(caller.tenant(), sql -> {
                        log.append(caller.tenant(), sql, "us-east-1", ChangeKind.ACTIVITY_DELETED, "a" + i);
                        return i;
                    })))
                    .toList();
            long last = start;
            while (!writers.stream().allMatch(Future::isDone)) {
                last = follow(log, last, seen);
            }
            follow(log, last, seen);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(seen).hasSize(200);
        assertThat(seen).extracting(Change::id).isSorted();
    }

    @Test
    void whatWasNotThereLeavesNoChange() {
        Caller caller = house.newTenant();
        CreateActivityResponse made = house.call(
                "CreateActivity",
                caller,
                CreateActivityRequest.newBuilder().setName("a").build());
        DeleteActivityRequest delete = DeleteActivityRequest.newBuilder()
                .setActivityArn(made.getActivityArn())
                .build();
        long start = house.plane.changes().newest();
        house.call("DeleteActivity", caller, delete);
        house.call("DeleteActivity", caller, delete);
        house.plane.tenants().suspend(caller.tenant(), true);
        house.plane.tenants().suspend(caller.tenant(), true);
        house.plane.tenants().suspend(caller.tenant(), false);
        house.plane.tenants().setFunctionEndpoint(caller.tenant(), Optional.of("https://functions.example"));

        assertThat(house.plane.changes().after(start, 100))
                .extracting(Change::kind)
                .containsExactly(
                        ChangeKind.ACTIVITY_DELETED,
                        ChangeKind.TENANT_SUSPENDED,
                        ChangeKind.TENANT_RESUMED,
                        ChangeKind.TENANT_CHANGED);
        assertThat(house.plane.changes().after(start, 2)).hasSize(2);
    }

    private static long follow(ChangeLog log, long after, List<Change> seen) {
        List<Change> next = log.after(after, 1000);
        seen.addAll(next);
        return next.isEmpty() ? after : next.getLast().id();
    }
}
