package dev.stepwell.control.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres")
class RetentionSweepTest {
    @Test
    void everyTenantsDomainsAreSweptUntilNothingOldIsLeft() {
        try (House house = new House()) {
            Caller one = house.newTenant();
            Caller other = house.newTenant();
            register(house, one, "month", "30");
            register(house, one, "nothing", "NONE");
            register(house, other, "month-of-others", "90");
            house.runs.old.putAll(Map.of("month", 5L, "month-of-others", 1L, "unregistered", 7L));

            new RetentionSweep(new ControlDatabase(house.source), house.runs).sweep();

            assertThat(house.runs.days)
                    .containsEntry(one.tenant(), Map.of("month", 30, "nothing", 0))
                    .containsEntry(other.tenant(), Map.of("month-of-others", 90));
            assertThat(house.runs.old).isEqualTo(Map.of("month", 0L, "month-of-others", 0L, "unregistered", 7L));
        }
    }

    @Test
    void whatFailsForOneTenantIsDoneForTheOthers() {
        try (House house = new House()) {
            List<Caller> callers = Stream.generate(house::newTenant).limit(5).toList();
            callers.forEach(caller -> register(house, caller, "month", "30"));
            house.runs.stuck.add(callers.get(0).tenant());
            house.runs.stuck.add(callers.get(2).tenant());
            RetentionSweep sweep = new RetentionSweep(new ControlDatabase(house.source), house.runs);

            assertThatThrownBy(sweep::sweep).hasMessageContaining("stuck");

            assertThat(house.runs.days)
                    .containsOnlyKeys(
                            callers.get(1).tenant(),
                            callers.get(3).tenant(),
                            callers.get(4).tenant());
        }
    }

    private static void register(House house, Caller caller, String name, String days) {
        house.call(
                "swf.RegisterDomain",
                caller,
                RegisterDomainRequest.newBuilder()
                        .setName(name)
                        .setWorkflowExecutionRetentionPeriodInDays(days)
                        .build());
    }
}
