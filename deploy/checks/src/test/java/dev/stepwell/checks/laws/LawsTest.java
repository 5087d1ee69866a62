package dev.stepwell.checks.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the laws against every class of the house. */
class LawsTest {
    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.stepwell");
    }

    /** A law over an empty room would hold whatever was written elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"names", "contracts", "asl", "engine", "execution", "control", "gateway", "standalone"})
    void everyRoomIsSeen(String room) {
        assertThat(house.stream().filter(type -> type.getPackageName().startsWith("dev.stepwell." + room)))
                .isNotEmpty();
    }

    @Test
    void theLanguageAndTheMachinesArePure() {
        Laws.pure("dev.stepwell.asl..", "dev.stepwell.engine..").check(house);
    }

    @Test
    void namesKnowNobody() {
        Laws.knowsOnly("dev.stepwell.names..").check(house);
    }

    @Test
    void contractsKnowNames() {
        Laws.knowsOnly("dev.stepwell.contracts..", "dev.stepwell.names..").check(house);
    }

    @Test
    void theLanguageKnowsNames() {
        Laws.knowsOnly("dev.stepwell.asl..", "dev.stepwell.names..").check(house);
    }

    @Test
    void theMachinesKnowTheLanguage() {
        Laws.knowsOnly("dev.stepwell.engine..", "dev.stepwell.asl..", "dev.stepwell.names..")
                .check(house);
    }

    @Test
    void theExecutionShellKnowsItsMachinesAndTheContract() {
        Laws.knowsOnly(
                        "dev.stepwell.execution..",
                        "dev.stepwell.engine..",
                        "dev.stepwell.asl..",
                        "dev.stepwell.contracts..",
                        "dev.stepwell.names..")
                .check(house);
    }

    @Test
    void controlKnowsTheLanguageAndTheContract() {
        Laws.knowsOnly(
                        "dev.stepwell.control..",
                        "dev.stepwell.asl..",
                        "dev.stepwell.contracts..",
                        "dev.stepwell.names..")
                .check(house);
    }

    @Test
    void theGatewayKnowsTheContract() {
        Laws.knowsOnly("dev.stepwell.gateway..", "dev.stepwell.contracts..", "dev.stepwell.names..")
                .check(house);
    }

    @Test
    void storesTakeTheTenantFirst() {
        Laws.tenantFirst(Laws.HOUSE).check(house);
    }
}
