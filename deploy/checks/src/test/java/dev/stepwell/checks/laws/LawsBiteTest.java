package dev.stepwell.checks.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.stepwell.checks.laws.offenders.pure.ImpureMachines;
import dev.stepwell.checks.laws.offenders.store.OffendingStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every law, shown a class that breaks it, finds it; and keeps still about one that does not. */
class LawsBiteTest {
    private static final String OFFENDERS = "dev.stepwell.checks.laws.offenders.";

    @ParameterizedTest
    @ValueSource(
            classes = {
                ImpureMachines.TellsTime.class,
                ImpureMachines.TellsTimeByReference.class,
                ImpureMachines.HoldsAClock.class,
                ImpureMachines.ReadsTheSystemClock.class,
                ImpureMachines.DrawsLots.class,
                ImpureMachines.DrawsWithoutSeed.class,
                ImpureMachines.MakesIds.class,
                ImpureMachines.StartsThreads.class,
                ImpureMachines.AwaitsFutures.class,
                ImpureMachines.Logs.class,
                ImpureMachines.SpeaksProtobuf.class
            })
    void law3FindsImpurity(Class<?> offender) {
        assertThat(findings(Laws.pure(OFFENDERS + "pure.."), offender)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {ImpureMachines.Adds.class, ImpureMachines.DrawsFromItsSeed.class})
    void law3LeavesAPureMachineAlone(Class<?> lawful) {
        assertThat(findings(Laws.pure(OFFENDERS + "pure.."), lawful)).isEmpty();
    }

    @Test
    void planesKeepToTheirRooms() {
        Class<?> offender = dev.stepwell.checks.laws.offenders.gateway.AsksAStore.class;
        ArchRule narrow = Laws.knowsOnly(OFFENDERS + "gateway..", "dev.stepwell.names..");
        assertThat(findings(narrow, offender)).isNotEmpty();
        ArchRule wide = Laws.knowsOnly(OFFENDERS + "gateway..", "dev.stepwell.names..", OFFENDERS + "store..");
        assertThat(findings(wide, offender)).isEmpty();
    }

    @Test
    void law8FindsStoresWithoutATenant() {
        assertThat(findings(Laws.tenantFirst(OFFENDERS + "store.."), OffendingStore.class))
                .hasSize(3)
                .anyMatch(finding -> finding.contains("OffendingStore.writeAll(java.util.List)"))
                .anyMatch(finding -> finding.contains("OffendingStore.everything()"))
                .anyMatch(finding -> finding.contains("OffendingStore.byName(java.lang.String, "));
    }

    private static List<String> findings(ArchRule rule, Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
